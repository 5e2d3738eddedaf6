//! Who runs an event.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{
    keys::{references, unique},
    m0001_accounts::Account,
    m0002_events::Event,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
pub(crate) enum EventHost {
    Table,
    Id,
    EventId,
    AccountId,
    Role,
    InvitationStatus,
    GrantMethod,
    InvitedBy,
    InvitedAt,
    RespondedAt,
    AcceptedAt,
    Message,
    CreatedAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let account = || (Account::Table, Account::Id);
        let methods = "'creator', 'claim', 'invite', 'admin', 'member_invite', 'transfer', 'venue'";
        manager
            .create_table(
                Table::create()
                    .table(EventHost::Table)
                    .col(uuid(EventHost::Id).primary_key())
                    .col(uuid(EventHost::EventId))
                    .col(uuid(EventHost::AccountId))
                    .col(text(EventHost::Role))
                    .col(text(EventHost::InvitationStatus))
                    .col(text(EventHost::GrantMethod))
                    .col(uuid_null(EventHost::InvitedBy))
                    .col(timestamp_with_time_zone(EventHost::InvitedAt))
                    .col(timestamp_with_time_zone_null(EventHost::RespondedAt))
                    .col(timestamp_with_time_zone_null(EventHost::AcceptedAt))
                    .col(text_null(EventHost::Message))
                    .col(timestamp_with_time_zone(EventHost::CreatedAt))
                    .check(Expr::cust("role IN ('host', 'cohost')"))
                    .check(Expr::cust("invitation_status IN ('pending', 'accepted')"))
                    .check(Expr::cust(
                        "(invitation_status = 'accepted') = (accepted_at IS NOT NULL)",
                    ))
                    .check(Expr::cust(format!("grant_method IN ({methods})")))
                    .index(&mut unique(
                        "event_host_account",
                        [EventHost::EventId, EventHost::AccountId],
                    ))
                    .foreign_key(
                        references(
                            "event_host_event_fk",
                            (EventHost::Table, EventHost::EventId),
                            (Event::Table, Event::Id),
                        )
                        .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        references(
                            "event_host_account_fk",
                            (EventHost::Table, EventHost::AccountId),
                            account(),
                        )
                        .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        references(
                            "event_host_invited_by_fk",
                            (EventHost::Table, EventHost::InvitedBy),
                            account(),
                        )
                        .on_delete(ForeignKeyAction::SetNull),
                    )
                    .to_owned(),
            )
            .await
    }
}
