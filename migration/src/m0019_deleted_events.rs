//! A deleted event is hidden until an admin deletes it for good; and when somebody took an event in
//! hand by themselves, so that an admin can reverse that for a while.

use sea_orm_migration::{prelude::*, schema::*};

use crate::m0002_events::Event;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Added {
    DeletedAt,
    SteppedUpAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [Added::DeletedAt, Added::SteppedUpAt] {
            let added = timestamp_with_time_zone_null(column);
            let table = Table::alter().table(Event::Table).add_column(added).to_owned();
            manager.alter_table(table).await?;
        }
        let deleted = Index::create()
            .name("event_deleted")
            .table(Event::Table)
            .col(Added::DeletedAt)
            .col(Event::Id)
            .to_owned();
        manager.create_index(deleted).await
    }
}
