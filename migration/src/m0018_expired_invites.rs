//! Whoever made an invite is told when it has expired. And what ends with an account is found without
//! reading whole tables, while all admins wait.

use sea_orm_migration::{prelude::*, schema::*};

use crate::keys::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum EventInvite {
    Table,
    ToldExpiredAt,
    AcceptedBy,
    RevokedBy,
}

#[derive(DeriveIden)]
enum Event {
    Table,
    HostId,
    CreatedBy,
}

#[derive(DeriveIden)]
enum EventHost {
    Table,
    InvitedBy,
}

#[derive(DeriveIden)]
enum AccountLink {
    Table,
    IssuedBy,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = Table::alter()
            .table(EventInvite::Table)
            .add_column(timestamp_with_time_zone_null(EventInvite::ToldExpiredAt))
            .to_owned();
        manager.alter_table(told).await?;
        for index in [
            index("event_of_host", Event::Table, [Event::HostId]),
            index("event_of_creator", Event::Table, [Event::CreatedBy]),
            index("event_host_of_inviter", EventHost::Table, [EventHost::InvitedBy]),
            index("event_invite_of_accepter", EventInvite::Table, [EventInvite::AcceptedBy]),
            index("event_invite_of_revoker", EventInvite::Table, [EventInvite::RevokedBy]),
            index("account_link_of_issuer", AccountLink::Table, [AccountLink::IssuedBy]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
