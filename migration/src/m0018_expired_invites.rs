//! Whoever made an invite is told when it has expired.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum EventInvite {
    Table,
    ToldExpiredAt,
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
        manager.alter_table(told).await
    }
}
