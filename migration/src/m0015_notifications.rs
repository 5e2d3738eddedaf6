//! What members are told, and which mails they want.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, prelude::Uuid},
};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::{
    keys::{index, references},
    m0001_accounts::Account,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Notification {
    Table,
    Id,
    AccountId,
    Type,
    Title,
    Body,
    Link,
    CreatedAt,
    ReadAt,
}

#[derive(DeriveIden)]
enum NotificationPreference {
    Table,
    AccountId,
    Mails,
    Invitations,
    HostActivity,
    Digests,
    Admin,
}

#[derive(DeriveIden)]
enum EventInvite {
    Table,
    WarnedAt,
}

#[derive(DeriveIden)]
enum Searched {
    Id,
    DisplayName,
    NameFolded,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(notifications()).await?;
        manager.create_table(preferences()).await?;
        let columns = [Notification::AccountId, Notification::Id];
        let of_account = index("notification_of_account", Notification::Table, columns);
        manager.create_index(of_account).await?;
        let warned = Table::alter()
            .table(EventInvite::Table)
            .add_column(timestamp_with_time_zone_null(EventInvite::WarnedAt))
            .to_owned();
        manager.alter_table(warned).await?;
        let folded = Table::alter()
            .table(Account::Table)
            .add_column(text(Searched::NameFolded).default(""))
            .to_owned();
        manager.alter_table(folded).await?;
        fold_names(manager.get_connection()).await
    }
}

/// What members are searched by: small letters, without accents.
async fn fold_names(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let all =
        Query::select().columns([Searched::Id, Searched::DisplayName]).from(Account::Table).take();
    for row in db.query_all(&all).await? {
        let (id, name): (Uuid, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let bare: String = name.nfkd().filter(|letter| !is_combining_mark(*letter)).collect();
        let update = Query::update()
            .table(Account::Table)
            .value(Searched::NameFolded, bare.to_lowercase())
            .and_where(Expr::col(Searched::Id).eq(id))
            .take();
        db.execute(&update).await?;
    }
    Ok(())
}

fn notifications() -> TableCreateStatement {
    Table::create()
        .table(Notification::Table)
        .col(uuid(Notification::Id).primary_key())
        .col(uuid(Notification::AccountId))
        .col(text(Notification::Type))
        .col(text(Notification::Title))
        .col(text(Notification::Body))
        .col(text(Notification::Link))
        .col(timestamp_with_time_zone(Notification::CreatedAt))
        .col(timestamp_with_time_zone_null(Notification::ReadAt))
        .check(Expr::cust("length(title) > 0"))
        // A page of the app, and of no other site.
        .check(Expr::cust("link LIKE '/%' AND link NOT LIKE '//%'"))
        .foreign_key(
            references(
                "notification_account_fk",
                (Notification::Table, Notification::AccountId),
                (Account::Table, Account::Id),
            )
            .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

/// Whoever has no row here wants them all.
fn preferences() -> TableCreateStatement {
    use NotificationPreference as P;

    Table::create()
        .table(P::Table)
        .col(uuid(P::AccountId).primary_key())
        .col(boolean(P::Mails))
        .col(boolean(P::Invitations))
        .col(boolean(P::HostActivity))
        .col(boolean(P::Digests))
        .col(boolean(P::Admin))
        .foreign_key(
            references(
                "notification_preference_account_fk",
                (P::Table, P::AccountId),
                (Account::Table, Account::Id),
            )
            .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
