//! By whom somebody's events are found: a change of their name is a change in each of them.

use sea_orm_migration::prelude::*;

use crate::{m0003_plan::Membership, m0005_hosting::EventHost};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_person = Index::create()
            .name("membership_of_person")
            .table(Membership::Table)
            .col(Membership::PersonId)
            .to_owned();
        let of_account = Index::create()
            .name("event_host_of_account")
            .table(EventHost::Table)
            .col(EventHost::AccountId)
            .to_owned();
        manager.create_index(of_person).await?;
        manager.create_index(of_account).await
    }
}
