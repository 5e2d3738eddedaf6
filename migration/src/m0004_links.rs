//! Links: one per person and event.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{
    keys::{references, unique},
    m0002_events::Event,
    m0003_plan::{Person, Team},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
pub(crate) enum AccessToken {
    Table,
    Id,
    EventId,
    PersonId,
    Scope,
    TeamId,
    Nonce,
    TokenHash,
    OpenedAt,
    ExpiresAt,
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
                    .table(AccessToken::Table)
                    .col(uuid(AccessToken::Id).primary_key())
                    .col(uuid(AccessToken::EventId))
                    .col(uuid(AccessToken::PersonId))
                    .col(text(AccessToken::Scope))
                    .col(uuid_null(AccessToken::TeamId))
                    .col(binary(AccessToken::Nonce))
                    .col(binary_uniq(AccessToken::TokenHash))
                    .col(timestamp_with_time_zone_null(AccessToken::OpenedAt))
                    .col(timestamp_with_time_zone(AccessToken::ExpiresAt))
                    .col(timestamp_with_time_zone(AccessToken::CreatedAt))
                    .check(Expr::cust("scope IN ('host', 'coordinator', 'participant')"))
                    .check(Expr::cust("(scope = 'coordinator') = (team_id IS NOT NULL)"))
                    .check(Expr::cust("expires_at > created_at"))
                    // One person, one link per event: whatever its scope.
                    .index(&mut unique(
                        "access_token_person",
                        [AccessToken::EventId, AccessToken::PersonId],
                    ))
                    .foreign_key(
                        references(
                            "access_token_event_fk",
                            (AccessToken::Table, AccessToken::EventId),
                            (Event::Table, Event::Id),
                        )
                        .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(&mut references(
                        "access_token_person_fk",
                        (AccessToken::Table, AccessToken::PersonId),
                        (Person::Table, Person::Id),
                    ))
                    // A coordinator's link is for the team that its person leads now: whoever is
                    // replaced cannot keep theirs.
                    .foreign_key(&mut references(
                        "access_token_coordinator_fk",
                        (
                            AccessToken::Table,
                            (AccessToken::EventId, AccessToken::TeamId, AccessToken::PersonId),
                        ),
                        (Team::Table, (Team::EventId, Team::Id, Team::CoordinatorId)),
                    ))
                    .to_owned(),
            )
            .await
    }
}
