//! Whoever has an item can say that they cannot see to it; and what was done to one thing is found
//! without reading what was done to all others.

use sea_orm_migration::{prelude::*, schema::*};

use crate::m0003_plan::Assignment;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Answer {
    DeclinedAt,
    DeclineReason,
}

#[derive(DeriveIden)]
enum AuditEntry {
    Table,
    Id,
    EventId,
    TargetId,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The checks come with their columns: SQLite takes none afterwards.
        manager
            .alter_table(add(
                // Nobody says both.
                timestamp_with_time_zone_null(Answer::DeclinedAt)
                    .check(Expr::cust("declined_at IS NULL OR acknowledged_at IS NULL")),
            ))
            .await?;
        manager
            .alter_table(add(
                // Why somebody cannot goes with that they cannot.
                text_null(Answer::DeclineReason).check(Expr::cust(
                    "decline_reason IS NULL OR \
                     declined_at IS NOT NULL AND length(decline_reason) BETWEEN 1 AND 500",
                )),
            ))
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("audit_entry_of_target")
                    .table(AuditEntry::Table)
                    .col(AuditEntry::EventId)
                    .col(AuditEntry::TargetId)
                    .col(AuditEntry::Id)
                    .to_owned(),
            )
            .await
    }
}

fn add(column: &mut ColumnDef) -> TableAlterStatement {
    Table::alter().table(Assignment::Table).add_column(column).to_owned()
}
