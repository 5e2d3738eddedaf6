//! Answers that are given again to a request that is sent again.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum IdempotencyKey {
    Table,
    Caller,
    Key,
    RequestHash,
    Answer,
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
                    .table(IdempotencyKey::Table)
                    .col(uuid(IdempotencyKey::Caller))
                    .col(text(IdempotencyKey::Key))
                    .col(binary(IdempotencyKey::RequestHash))
                    .col(text(IdempotencyKey::Answer))
                    .col(timestamp_with_time_zone(IdempotencyKey::CreatedAt))
                    .primary_key(
                        Index::create().col(IdempotencyKey::Caller).col(IdempotencyKey::Key),
                    )
                    .to_owned(),
            )
            .await
    }
}
