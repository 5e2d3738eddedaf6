//! Events.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{
    keys::{length, references},
    m0001_accounts::Account,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
pub(crate) enum Event {
    Table,
    Id,
    Name,
    Description,
    TimeZone,
    StartsOn,
    EndsOn,
    Status,
    GuestCount,
    HostId,
    Visibility,
    CreatedBy,
    Version,
    CreatedAt,
    UpdatedAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let account = || (Account::Table, Account::Id);
        manager
            .create_table(
                Table::create()
                    .table(Event::Table)
                    .col(uuid(Event::Id).primary_key())
                    .col(text(Event::Name))
                    .col(text_null(Event::Description))
                    .col(text(Event::TimeZone))
                    .col(date(Event::StartsOn))
                    .col(date(Event::EndsOn))
                    .col(text(Event::Status))
                    .col(big_integer_null(Event::GuestCount))
                    .col(uuid_null(Event::HostId))
                    .col(text(Event::Visibility))
                    .col(uuid_null(Event::CreatedBy))
                    .col(big_integer(Event::Version))
                    .col(timestamp_with_time_zone(Event::CreatedAt))
                    .col(timestamp_with_time_zone(Event::UpdatedAt))
                    .check(length("name", 120))
                    .check(length("description", 2000))
                    .check(Expr::cust("starts_on <= ends_on"))
                    .check(Expr::cust("guest_count >= 0"))
                    .check(Expr::cust("status IN ('draft', 'confirming', 'frozen', 'complete')"))
                    .check(Expr::cust("visibility IN ('public', 'invite_only')"))
                    .foreign_key(
                        references("event_host_id_fk", (Event::Table, Event::HostId), account())
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .foreign_key(
                        references(
                            "event_created_by_fk",
                            (Event::Table, Event::CreatedBy),
                            account(),
                        )
                        .on_delete(ForeignKeyAction::SetNull),
                    )
                    .to_owned(),
            )
            .await
    }
}
