//! How an event gets hosts from outside, and what is remembered of those who left.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{
    keys::{index, length, references},
    m0001_accounts::Account,
    m0002_events::Event,
    m0005_hosting::EventHost,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum EventInvite {
    Table,
    Id,
    EventId,
    TokenHash,
    Email,
    EmailNorm,
    Role,
    CreatedBy,
    CreatorName,
    CreatedVia,
    ExpiresAt,
    OpenedAt,
    AcceptedAt,
    AcceptedBy,
    DeclinedAt,
    RevokedAt,
    RevokedBy,
    RevokedReason,
    Label,
    Note,
    ResendCount,
    LastSentAt,
    LastRequestedAt,
    MailId,
    CreatedAt,
}

#[derive(DeriveIden)]
enum EventHostHistory {
    Table,
    Id,
    EventId,
    AccountId,
    Role,
    WasPrimary,
    GrantMethod,
    InvitedBy,
    StartedAt,
    EndedAt,
    EndReason,
    EndedBy,
    Note,
}

#[derive(DeriveIden)]
enum TokenTombstone {
    Table,
    TokenHash,
    Reason,
    ExpiresAt,
}

#[derive(DeriveIden)]
enum Added {
    ContactEmail,
    InviteId,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [invites(), history(), tombstones()] {
            manager.create_table(table).await?;
        }
        // No foreign key: SQLite takes none with a new column. An invite goes with its event alone,
        // and so does a host.
        for (table, column) in [
            (Event::Table.into_iden(), text_null(Added::ContactEmail)),
            (EventHost::Table.into_iden(), uuid_null(Added::InviteId)),
        ] {
            let table = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        for index in [
            index("event_invite_of_event", EventInvite::Table, [EventInvite::EventId]),
            index("event_invite_of_creator", EventInvite::Table, [EventInvite::CreatedBy]),
            index(
                "event_host_history_of_event",
                EventHostHistory::Table,
                [EventHostHistory::EventId],
            ),
            index("token_tombstone_expiry", TokenTombstone::Table, [TokenTombstone::ExpiresAt]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn invites() -> TableCreateStatement {
    let account = || (Account::Table, Account::Id);
    let by = |name: &str, column| {
        references(name, (EventInvite::Table, column), account())
            .on_delete(ForeignKeyAction::SetNull)
            .to_owned()
    };
    let ended = "(accepted_at IS NOT NULL AND revoked_at IS NULL AND declined_at IS NULL) OR \
                 accepted_at IS NULL";
    Table::create()
        .table(EventInvite::Table)
        .col(uuid(EventInvite::Id).primary_key())
        .col(uuid(EventInvite::EventId))
        // All that is stored of its secret.
        .col(binary_uniq(EventInvite::TokenHash))
        .col(text_null(EventInvite::Email))
        .col(text_null(EventInvite::EmailNorm))
        .col(text(EventInvite::Role))
        .col(uuid_null(EventInvite::CreatedBy))
        .col(text(EventInvite::CreatorName))
        .col(text(EventInvite::CreatedVia))
        .col(timestamp_with_time_zone(EventInvite::ExpiresAt))
        .col(timestamp_with_time_zone_null(EventInvite::OpenedAt))
        .col(timestamp_with_time_zone_null(EventInvite::AcceptedAt))
        .col(uuid_null(EventInvite::AcceptedBy))
        .col(timestamp_with_time_zone_null(EventInvite::DeclinedAt))
        .col(timestamp_with_time_zone_null(EventInvite::RevokedAt))
        .col(uuid_null(EventInvite::RevokedBy))
        .col(text_null(EventInvite::RevokedReason))
        .col(text_null(EventInvite::Label))
        .col(text_null(EventInvite::Note))
        .col(big_integer(EventInvite::ResendCount))
        .col(timestamp_with_time_zone(EventInvite::LastSentAt))
        .col(timestamp_with_time_zone_null(EventInvite::LastRequestedAt))
        // No foreign key: a mail that is long done is forgotten.
        .col(uuid_null(EventInvite::MailId))
        .col(timestamp_with_time_zone(EventInvite::CreatedAt))
        .check(length("label", 120))
        .check(length("note", 500))
        .check(length("revoked_reason", 500))
        .check(Expr::cust("(email IS NULL) = (email_norm IS NULL)"))
        .check(Expr::cust("role IN ('host', 'cohost')"))
        .check(Expr::cust("created_via IN ('admin', 'host')"))
        .check(Expr::cust("expires_at > created_at"))
        .check(Expr::cust(ended))
        // To delete an account takes its name from what it accepted.
        .check(Expr::cust("accepted_by IS NULL OR accepted_at IS NOT NULL"))
        .foreign_key(
            references(
                "event_invite_event_fk",
                (EventInvite::Table, EventInvite::EventId),
                (Event::Table, Event::Id),
            )
            .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(&mut by("event_invite_created_by_fk", EventInvite::CreatedBy))
        .foreign_key(&mut by("event_invite_accepted_by_fk", EventInvite::AcceptedBy))
        .foreign_key(&mut by("event_invite_revoked_by_fk", EventInvite::RevokedBy))
        .to_owned()
}

/// Who ran an event once. No foreign keys: it outlives all that it speaks of.
fn history() -> TableCreateStatement {
    let reasons = "'declined', 'cancelled', 'left', 'removed', 'superseded', 'account_deleted', \
                   'event_deleted'";
    Table::create()
        .table(EventHostHistory::Table)
        .col(uuid(EventHostHistory::Id).primary_key())
        .col(uuid(EventHostHistory::EventId))
        .col(uuid(EventHostHistory::AccountId))
        .col(text(EventHostHistory::Role))
        .col(boolean(EventHostHistory::WasPrimary))
        .col(text(EventHostHistory::GrantMethod))
        .col(uuid_null(EventHostHistory::InvitedBy))
        .col(timestamp_with_time_zone_null(EventHostHistory::StartedAt))
        .col(timestamp_with_time_zone(EventHostHistory::EndedAt))
        .col(text(EventHostHistory::EndReason))
        .col(uuid_null(EventHostHistory::EndedBy))
        .col(text_null(EventHostHistory::Note))
        .check(Expr::cust("role IN ('host', 'cohost')"))
        .check(Expr::cust(format!("end_reason IN ({reasons})")))
        .check(length("note", 500))
        .to_owned()
}

/// What became of secrets that open nothing any more, so that whoever holds one is told.
fn tombstones() -> TableCreateStatement {
    Table::create()
        .table(TokenTombstone::Table)
        .col(binary(TokenTombstone::TokenHash).primary_key())
        .col(text(TokenTombstone::Reason))
        .col(timestamp_with_time_zone(TokenTombstone::ExpiresAt))
        .check(Expr::cust("reason IN ('rotated', 'event_deleted')"))
        .to_owned()
}
