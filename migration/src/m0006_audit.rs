//! What is remembered of every change. It has no foreign keys, so that it survives all that it
//! speaks of, and triggers, so that nobody rewrites it.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum AuditEntry {
    Table,
    Id,
    EventId,
    At,
    ActorKind,
    ActorId,
    ActorName,
    Action,
    TargetType,
    TargetId,
    TargetName,
    Details,
}

const SQLITE: &str = "
CREATE TRIGGER audit_entry_is_never_updated BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_entry_is_never_replaced BEFORE INSERT ON audit_entry
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
";

const POSTGRES: &str = "
CREATE FUNCTION refuse_to_rewrite_the_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_the_audit();
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(AuditEntry::Table)
                    .col(uuid(AuditEntry::Id).primary_key())
                    .col(uuid_null(AuditEntry::EventId))
                    .col(timestamp_with_time_zone(AuditEntry::At))
                    .col(text(AuditEntry::ActorKind))
                    .col(uuid_null(AuditEntry::ActorId))
                    .col(text(AuditEntry::ActorName))
                    .col(text(AuditEntry::Action))
                    .col(text(AuditEntry::TargetType))
                    .col(uuid(AuditEntry::TargetId))
                    .col(text(AuditEntry::TargetName))
                    // A JSON object of strings.
                    .col(text(AuditEntry::Details))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("audit_entry_of_event")
                    .table(AuditEntry::Table)
                    .col(AuditEntry::EventId)
                    .col(AuditEntry::Id)
                    .to_owned(),
            )
            .await?;
        let triggers =
            if manager.get_database_backend() == DbBackend::Sqlite { SQLITE } else { POSTGRES };
        manager.get_connection().execute_unprepared(triggers).await?;
        Ok(())
    }
}
