//! What an admin decides about the whole server, and what finds entries of the audit across events.

use sea_orm_migration::{prelude::*, schema::*};

use crate::keys::length;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Setting {
    Table,
    Name,
    Value,
    UpdatedAt,
}

#[derive(DeriveIden)]
enum AuditEntry {
    Table,
    Id,
    At,
    ActorId,
    Action,
    TargetId,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A setting that is not here has its default.
        let settings = Table::create()
            .table(Setting::Table)
            .col(text(Setting::Name).primary_key())
            .col(text(Setting::Value))
            .col(timestamp_with_time_zone(Setting::UpdatedAt))
            .check(length("name", 60))
            .check(length("value", 60))
            .to_owned();
        manager.create_table(settings).await?;
        for (name, column) in [
            ("audit_entry_at", AuditEntry::At),
            ("audit_entry_by_actor", AuditEntry::ActorId),
            ("audit_entry_by_action", AuditEntry::Action),
            ("audit_entry_about", AuditEntry::TargetId),
        ] {
            let index = Index::create()
                .name(name)
                .table(AuditEntry::Table)
                .col(column)
                .col(AuditEntry::Id)
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
