//! Accounts: who can sign in.

use sea_orm_migration::{prelude::*, schema::*};

use crate::keys::length;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
pub(crate) enum Account {
    Table,
    Id,
    Email,
    EmailNorm,
    EmailVerifiedAt,
    DisplayName,
    PasswordHash,
    Role,
    ActivatedAt,
    SuspendedAt,
    AcceptsInvitations,
    CreatedAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(Account::Table)
                    .col(uuid(Account::Id).primary_key())
                    .col(text(Account::Email))
                    .col(text_uniq(Account::EmailNorm))
                    .col(timestamp_with_time_zone_null(Account::EmailVerifiedAt))
                    .col(text(Account::DisplayName))
                    // Without one, nobody can sign in to the account.
                    .col(text_null(Account::PasswordHash))
                    .col(text(Account::Role).default("member"))
                    .col(timestamp_with_time_zone_null(Account::ActivatedAt))
                    .col(timestamp_with_time_zone_null(Account::SuspendedAt))
                    .col(boolean(Account::AcceptsInvitations).default(true))
                    .col(timestamp_with_time_zone(Account::CreatedAt))
                    .check(Expr::cust("role IN ('member', 'admin')"))
                    .check(length("display_name", 120))
                    .to_owned(),
            )
            .await
    }
}
