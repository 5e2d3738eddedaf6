//! The plan of an event: its days, teams, people, items, and who has what.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

use crate::{
    keys::{length, references, unique},
    m0001_accounts::Account,
    m0002_events::Event,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
pub(crate) enum Day {
    Table,
    Id,
    EventId,
    Name,
    Date,
    CreatedAt,
}

#[derive(DeriveIden)]
pub(crate) enum Team {
    Table,
    Id,
    EventId,
    Name,
    Scope,
    CoordinatorId,
    Version,
    CreatedAt,
}

#[derive(DeriveIden)]
pub(crate) enum Person {
    Table,
    Id,
    Name,
    Email,
    Phone,
    AccountId,
    Version,
    CreatedAt,
}

#[derive(DeriveIden)]
pub(crate) enum Membership {
    Table,
    Id,
    EventId,
    TeamId,
    PersonId,
    CreatedAt,
}

#[derive(DeriveIden)]
pub(crate) enum Item {
    Table,
    Id,
    EventId,
    TeamId,
    DayId,
    Name,
    Quantity,
    Description,
    Critical,
    GlutenFree,
    DairyFree,
    Vegetarian,
    Notes,
    DropOffAt,
    DropOffLocation,
    DropOffNote,
    PreviouslyAssignedTo,
    Version,
    CreatedAt,
}

#[derive(DeriveIden)]
pub(crate) enum Assignment {
    Table,
    Id,
    EventId,
    TeamId,
    ItemId,
    PersonId,
    AcknowledgedAt,
    CreatedAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(days()).await?;
        manager.create_table(people()).await?;
        // team.coordinator_id → membership → team is a circle. SQLite takes a key only with its
        // table, and one to a table that is yet to come; PostgreSQL takes it only afterwards.
        let lead = coordinator_is_a_member();
        if manager.get_database_backend() == DbBackend::Sqlite {
            manager.create_table(teams().foreign_key(&mut lead.clone()).to_owned()).await?;
            manager.create_table(memberships()).await?;
        } else {
            manager.create_table(teams()).await?;
            manager.create_table(memberships()).await?;
            manager.create_foreign_key(lead).await?;
        }
        manager.create_table(items()).await?;
        manager.create_table(assignments()).await?;
        manager
            .create_index(
                Index::create()
                    .name("assignment_person")
                    .table(Assignment::Table)
                    .col(Assignment::EventId)
                    .col(Assignment::PersonId)
                    .to_owned(),
            )
            .await
    }
}

fn of_event(name: &str, table: impl IntoIden, column: impl IntoIden) -> ForeignKeyCreateStatement {
    references(name, (table, column.into_iden()), (Event::Table, Event::Id))
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

fn days() -> TableCreateStatement {
    Table::create()
        .table(Day::Table)
        .col(uuid(Day::Id).primary_key())
        .col(uuid(Day::EventId))
        .col(text(Day::Name))
        .col(date(Day::Date))
        .col(timestamp_with_time_zone(Day::CreatedAt))
        .check(length("name", 120))
        .index(&mut unique("day_in_event", [Day::EventId, Day::Id]))
        .foreign_key(&mut of_event("day_event_fk", Day::Table, Day::EventId))
        .to_owned()
}

fn people() -> TableCreateStatement {
    Table::create()
        .table(Person::Table)
        .col(uuid(Person::Id).primary_key())
        .col(text(Person::Name))
        // Not unique: a global key would leak one host's guests to another.
        .col(text_null(Person::Email))
        .col(text_null(Person::Phone))
        .col(uuid_null(Person::AccountId).unique_key())
        .col(big_integer(Person::Version))
        .col(timestamp_with_time_zone(Person::CreatedAt))
        .check(length("name", 120))
        .foreign_key(
            references(
                "person_account_fk",
                (Person::Table, Person::AccountId),
                (Account::Table, Account::Id),
            )
            .on_delete(ForeignKeyAction::SetNull),
        )
        .to_owned()
}

fn teams() -> TableCreateStatement {
    Table::create()
        .table(Team::Table)
        .col(uuid(Team::Id).primary_key())
        .col(uuid(Team::EventId))
        .col(text(Team::Name))
        .col(text_null(Team::Scope))
        .col(uuid_null(Team::CoordinatorId))
        .col(big_integer(Team::Version))
        .col(timestamp_with_time_zone(Team::CreatedAt))
        .check(length("name", 120))
        .check(length("scope", 2000))
        .index(&mut unique("team_in_event", [Team::EventId, Team::Id]))
        // What a coordinator's link points at.
        .index(&mut unique("team_coordinator", [Team::EventId, Team::Id, Team::CoordinatorId]))
        .foreign_key(&mut of_event("team_event_fk", Team::Table, Team::EventId))
        .to_owned()
}

fn coordinator_is_a_member() -> ForeignKeyCreateStatement {
    references(
        "team_coordinator_fk",
        (Team::Table, (Team::EventId, Team::Id, Team::CoordinatorId)),
        (Membership::Table, (Membership::EventId, Membership::TeamId, Membership::PersonId)),
    )
}

fn memberships() -> TableCreateStatement {
    Table::create()
        .table(Membership::Table)
        .col(uuid(Membership::Id).primary_key())
        .col(uuid(Membership::EventId))
        .col(uuid(Membership::TeamId))
        .col(uuid(Membership::PersonId))
        .col(timestamp_with_time_zone(Membership::CreatedAt))
        // One person, one team per event.
        .index(&mut unique("membership_person", [Membership::EventId, Membership::PersonId]))
        .index(&mut unique(
            "membership_in_team",
            [Membership::EventId, Membership::TeamId, Membership::PersonId],
        ))
        .foreign_key(&mut of_event("membership_event_fk", Membership::Table, Membership::EventId))
        .foreign_key(&mut references(
            "membership_team_fk",
            (Membership::Table, (Membership::EventId, Membership::TeamId)),
            (Team::Table, (Team::EventId, Team::Id)),
        ))
        .foreign_key(&mut references(
            "membership_person_fk",
            (Membership::Table, Membership::PersonId),
            (Person::Table, Person::Id),
        ))
        .to_owned()
}

fn items() -> TableCreateStatement {
    Table::create()
        .table(Item::Table)
        .col(uuid(Item::Id).primary_key())
        .col(uuid(Item::EventId))
        .col(uuid(Item::TeamId))
        .col(uuid_null(Item::DayId))
        .col(text(Item::Name))
        .col(text_null(Item::Quantity))
        .col(text_null(Item::Description))
        .col(boolean(Item::Critical))
        .col(boolean(Item::GlutenFree))
        .col(boolean(Item::DairyFree))
        .col(boolean(Item::Vegetarian))
        .col(text_null(Item::Notes))
        .col(timestamp_with_time_zone_null(Item::DropOffAt))
        .col(text_null(Item::DropOffLocation))
        .col(text_null(Item::DropOffNote))
        .col(text_null(Item::PreviouslyAssignedTo))
        .col(big_integer(Item::Version))
        .col(timestamp_with_time_zone(Item::CreatedAt))
        .check(length("name", 120))
        .check(length("quantity", 60))
        .check(length("description", 2000))
        .check(length("notes", 2000))
        .check(length("drop_off_location", 120))
        .check(length("drop_off_note", 2000))
        // What an assignment points at; also how a team's items are found.
        .index(&mut unique("item_in_team", [Item::EventId, Item::TeamId, Item::Id]))
        .foreign_key(&mut of_event("item_event_fk", Item::Table, Item::EventId))
        .foreign_key(&mut references(
            "item_team_fk",
            (Item::Table, (Item::EventId, Item::TeamId)),
            (Team::Table, (Team::EventId, Team::Id)),
        ))
        .foreign_key(&mut references(
            "item_day_fk",
            (Item::Table, (Item::EventId, Item::DayId)),
            (Day::Table, (Day::EventId, Day::Id)),
        ))
        .to_owned()
}

fn assignments() -> TableCreateStatement {
    Table::create()
        .table(Assignment::Table)
        .col(uuid(Assignment::Id).primary_key())
        .col(uuid(Assignment::EventId))
        .col(uuid(Assignment::TeamId))
        // At most one per item.
        .col(uuid(Assignment::ItemId).unique_key())
        .col(uuid(Assignment::PersonId))
        .col(timestamp_with_time_zone_null(Assignment::AcknowledgedAt))
        .col(timestamp_with_time_zone(Assignment::CreatedAt))
        // An event's deletion takes its assignments along with its memberships: by way of the items
        // they would go too late for PostgreSQL.
        .foreign_key(&mut of_event("assignment_event_fk", Assignment::Table, Assignment::EventId))
        .foreign_key(
            references(
                "assignment_item_fk",
                (Assignment::Table, (Assignment::EventId, Assignment::TeamId, Assignment::ItemId)),
                (Item::Table, (Item::EventId, Item::TeamId, Item::Id)),
            )
            .on_delete(ForeignKeyAction::Cascade),
        )
        // The assignee is in the item's team.
        .foreign_key(&mut references(
            "assignment_member_fk",
            (Assignment::Table, (Assignment::EventId, Assignment::TeamId, Assignment::PersonId)),
            (Membership::Table, (Membership::EventId, Membership::TeamId, Membership::PersonId)),
        ))
        .to_owned()
}
