//! What a mail is of use for: the link in it, and until when.

use sea_orm_migration::{prelude::*, schema::*};

use crate::m0010_sign_in::EmailOutbox;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Purpose {
    AccountLinkId,
    ExpiresAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // No foreign key: the mail is remembered for longer than its link.
        for column in
            [uuid_null(Purpose::AccountLinkId), timestamp_with_time_zone_null(Purpose::ExpiresAt)]
        {
            let table = Table::alter().table(EmailOutbox::Table).add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        let of_link = Index::create()
            .name("email_outbox_of_account_link")
            .table(EmailOutbox::Table)
            .col(Purpose::AccountLinkId)
            .to_owned();
        manager.create_index(of_link).await
    }
}
