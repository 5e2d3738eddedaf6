//! When a link of an invite was last mailed: whoever has one learns when it does not work any more,
//! also after a new link was handed over, and once the mail is forgotten. And whether an invite was
//! accepted by somebody who had its address without having shown that it is theirs.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{keys::index, m0010_sign_in::EmailOutbox};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum EventInvite {
    Table,
    MailId,
    LastSentAt,
    MailedAt,
    MatchedUnverified,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mailed = timestamp_with_time_zone_null(EventInvite::MailedAt);
        let unverified = boolean(EventInvite::MatchedUnverified).default(false).to_owned();
        for column in [mailed, unverified] {
            let table = Table::alter().table(EventInvite::Table).add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        let of_mail = index("event_invite_of_mail", EventInvite::Table, [EventInvite::MailId]);
        manager.create_index(of_mail).await?;

        let sent = Query::select()
            .column(EmailOutbox::Id)
            .from(EmailOutbox::Table)
            .and_where(Expr::col(EmailOutbox::Status).eq("sent"))
            .take();
        let before = Query::update()
            .table(EventInvite::Table)
            .value(EventInvite::MailedAt, Expr::col(EventInvite::LastSentAt))
            .and_where(Expr::col(EventInvite::MailId).in_subquery(sent))
            .take();
        manager.get_connection().execute(&before).await?;
        Ok(())
    }
}
