//! Who is signed in where, links to accounts, mails on their way, and how often is too often.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{
    keys::{index, length, references},
    m0001_accounts::Account,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Session {
    Table,
    Id,
    IdHash,
    AccountId,
    CreatedAt,
    LastUsedAt,
    ExpiresAt,
    AbsoluteExpiresAt,
    UaClass,
}

#[derive(DeriveIden)]
enum AccountLink {
    Table,
    Id,
    AccountId,
    Kind,
    TokenHash,
    NewEmail,
    NewEmailNorm,
    IssuedBy,
    ExpiresAt,
    UsedAt,
    CreatedAt,
}

#[derive(DeriveIden)]
pub(crate) enum EmailOutbox {
    Table,
    Id,
    Template,
    ToNorm,
    PayloadSealed,
    Status,
    Attempts,
    NextAttemptAt,
    LastErrorCode,
    PurgedAt,
    CreatedAt,
}

#[derive(DeriveIden)]
enum RateLimit {
    Table,
    KeyHash,
    FreeAtUs,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [sessions(), account_links(), outbox(), rate_limits()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("session_of_account", Session::Table, [Session::AccountId]),
            index("account_link_of_account", AccountLink::Table, [AccountLink::AccountId]),
            index(
                "email_outbox_due",
                EmailOutbox::Table,
                [EmailOutbox::Status, EmailOutbox::NextAttemptAt],
            ),
            index("rate_limit_free", RateLimit::Table, [RateLimit::FreeAtUs]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn sessions() -> TableCreateStatement {
    Table::create()
        .table(Session::Table)
        .col(uuid(Session::Id).primary_key())
        .col(binary_uniq(Session::IdHash))
        .col(uuid(Session::AccountId))
        .col(timestamp_with_time_zone(Session::CreatedAt))
        .col(timestamp_with_time_zone(Session::LastUsedAt))
        .col(timestamp_with_time_zone(Session::ExpiresAt))
        .col(timestamp_with_time_zone(Session::AbsoluteExpiresAt))
        .col(text(Session::UaClass))
        .check(Expr::cust("expires_at <= absolute_expires_at"))
        .check(length("ua_class", 60))
        .foreign_key(
            references(
                "session_account_fk",
                (Session::Table, Session::AccountId),
                (Account::Table, Account::Id),
            )
            .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn account_links() -> TableCreateStatement {
    let account = || (Account::Table, Account::Id);
    Table::create()
        .table(AccountLink::Table)
        .col(uuid(AccountLink::Id).primary_key())
        .col(uuid(AccountLink::AccountId))
        .col(text(AccountLink::Kind))
        .col(binary_uniq(AccountLink::TokenHash))
        .col(text_null(AccountLink::NewEmail))
        .col(text_null(AccountLink::NewEmailNorm))
        .col(uuid_null(AccountLink::IssuedBy))
        .col(timestamp_with_time_zone(AccountLink::ExpiresAt))
        .col(timestamp_with_time_zone_null(AccountLink::UsedAt))
        .col(timestamp_with_time_zone(AccountLink::CreatedAt))
        .check(Expr::cust("kind IN ('verify_email', 'change_email', 'reset_password')"))
        .check(Expr::cust("(kind = 'change_email') = (new_email IS NOT NULL)"))
        .check(Expr::cust("(new_email IS NULL) = (new_email_norm IS NULL)"))
        .foreign_key(
            references(
                "account_link_account_fk",
                (AccountLink::Table, AccountLink::AccountId),
                account(),
            )
            .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            references(
                "account_link_issued_by_fk",
                (AccountLink::Table, AccountLink::IssuedBy),
                account(),
            )
            .on_delete(ForeignKeyAction::SetNull),
        )
        .to_owned()
}

/// Mails that were written in the transaction of what they tell of.
fn outbox() -> TableCreateStatement {
    let statuses = "'queued', 'sent', 'failed', 'held', 'cancelled', 'suppressed'";
    Table::create()
        .table(EmailOutbox::Table)
        .col(uuid(EmailOutbox::Id).primary_key())
        .col(text(EmailOutbox::Template))
        .col(text(EmailOutbox::ToNorm))
        // Sealed with the server key, and erased once it is of no more use.
        .col(binary_null(EmailOutbox::PayloadSealed))
        .col(text(EmailOutbox::Status))
        .col(big_integer(EmailOutbox::Attempts))
        .col(timestamp_with_time_zone(EmailOutbox::NextAttemptAt))
        .col(text_null(EmailOutbox::LastErrorCode))
        .col(timestamp_with_time_zone_null(EmailOutbox::PurgedAt))
        .col(timestamp_with_time_zone(EmailOutbox::CreatedAt))
        .check(Expr::cust(format!("status IN ({statuses})")))
        .check(Expr::cust("(payload_sealed IS NULL) = (purged_at IS NOT NULL)"))
        .to_owned()
}

/// What may be tried again when: by the hash of what is counted, so that no address lies here.
fn rate_limits() -> TableCreateStatement {
    Table::create()
        .table(RateLimit::Table)
        .col(binary(RateLimit::KeyHash).primary_key())
        // Microseconds since 1970: both databases can add to them.
        .col(big_integer(RateLimit::FreeAtUs))
        .to_owned()
}
