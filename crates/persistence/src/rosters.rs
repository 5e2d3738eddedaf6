//! What an event has, as far as rows that a host brings are compared with it.

use chrono::NaiveDate;
use gather_domain::{
    contact::Email,
    id::{DayId, EventId, ItemId, PersonId, TeamId},
    import::{items::Plan, people::Roster},
    item::Day,
    text::Name,
    zone::TimeZone,
};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};

use crate::{
    entity::{day, item, person, team},
    error::StoreError,
    people, rows,
    statements::Cells,
    store::Source,
};

/// What a row of a statement that selects several kinds of things is.
const TEAM: i32 = 0;
const PERSON: i32 = 1;
const DAY: i32 = 2;
const ITEM: i32 = 3;

/// Where a kind of thing has nothing to say: untyped, so that it is of the type of the others.
fn nothing() -> Expr {
    Expr::cust("NULL")
}

/// The teams of an event, and everybody in its plan: one statement.
pub async fn people(source: &impl Source, event_id: EventId) -> Result<Roster, StoreError> {
    let of_event = Expr::val(event_id.as_uuid());
    let people = Query::select()
        .expr(Expr::val(PERSON))
        .column((person::Entity, person::Column::Id))
        .column((person::Entity, person::Column::Name))
        .column((person::Entity, person::Column::Email))
        .expr(nothing())
        .from(person::Entity)
        .and_where(
            Expr::col((person::Entity, person::Column::Id))
                .in_subquery(people::ids_of_event(&of_event)),
        )
        .take();
    let all = Query::select()
        .expr(Expr::val(TEAM))
        .columns([team::Column::Id, team::Column::Name])
        .expr(nothing())
        .column(team::Column::CoordinatorId)
        .from(team::Entity)
        .and_where(Expr::col(team::Column::EventId).eq(of_event))
        .union(UnionType::All, people)
        .take();
    let mut roster = Roster::default();
    for row in &source.connection().query_all(&all).await? {
        let mut cells = Cells::of(row);
        let (kind, id, name): (i32, Uuid, String) = (cells.take()?, cells.take()?, cells.take()?);
        let (email, leader): (Option<String>, Option<Uuid>) = (cells.take()?, cells.take()?);
        if kind == TEAM {
            let name = rows::text("team", Name::stored, &name)?;
            let leader = leader.map(PersonId::from_uuid);
            roster.teams.push((TeamId::from_uuid(id), name, leader));
        } else {
            let name = rows::text("person", Name::stored, &name)?;
            let email = email.as_deref().map(Email::parse).transpose();
            let email = email.map_err(|error| StoreError::corrupt("person", error))?;
            roster.people.push((PersonId::from_uuid(id), name, email));
        }
    }
    Ok(roster)
}

/// The teams, days and items of an event: one statement.
pub async fn items(
    source: &impl Source,
    event_id: EventId,
    time_zone: TimeZone,
) -> Result<Plan, StoreError> {
    // Whatever has a type comes first: PostgreSQL takes nothing beside nothing for a text.
    let all = items_of(event_id)
        .union(UnionType::All, days_of(event_id))
        .union(UnionType::All, teams_of(event_id))
        .take();
    let mut plan = Plan { teams: Vec::new(), days: Vec::new(), items: Vec::new(), time_zone };
    for row in &source.connection().query_all(&all).await? {
        let mut cells = Cells::of(row);
        let (kind, id, name): (i32, Uuid, String) = (cells.take()?, cells.take()?, cells.take()?);
        let (team_id, day_id): (Option<Uuid>, Option<Uuid>) = (cells.take()?, cells.take()?);
        let date: Option<NaiveDate> = cells.take()?;
        match (kind, team_id, date) {
            (TEAM, ..) => {
                let name = rows::text("team", Name::stored, &name)?;
                plan.teams.push((TeamId::from_uuid(id), name));
            }
            (DAY, _, Some(date)) => {
                let name = rows::text("day", Name::stored, &name)?;
                plan.days.push(Day { id: DayId::from_uuid(id), name, date });
            }
            (ITEM, Some(team_id), _) => {
                let name = rows::text("item", Name::stored, &name)?;
                let (team_id, day_id) = (TeamId::from_uuid(team_id), day_id.map(DayId::from_uuid));
                plan.items.push((ItemId::from_uuid(id), name, team_id, day_id));
            }
            _ => return Err(StoreError::corrupt("item", "it has no team, or a day has no date")),
        }
    }
    Ok(plan)
}

fn teams_of(event_id: EventId) -> SelectStatement {
    Query::select()
        .expr(Expr::val(TEAM))
        .columns([team::Column::Id, team::Column::Name])
        .exprs([nothing(), nothing(), nothing()])
        .from(team::Entity)
        .and_where(Expr::col(team::Column::EventId).eq(event_id.as_uuid()))
        .take()
}

fn days_of(event_id: EventId) -> SelectStatement {
    Query::select()
        .expr(Expr::val(DAY))
        .columns([day::Column::Id, day::Column::Name])
        .exprs([nothing(), nothing()])
        .column(day::Column::Date)
        .from(day::Entity)
        .and_where(Expr::col(day::Column::EventId).eq(event_id.as_uuid()))
        .take()
}

fn items_of(event_id: EventId) -> SelectStatement {
    Query::select()
        .expr(Expr::val(ITEM))
        .columns([item::Column::Id, item::Column::Name])
        .columns([item::Column::TeamId, item::Column::DayId])
        .expr(nothing())
        .from(item::Entity)
        .and_where(Expr::col(item::Column::EventId).eq(event_id.as_uuid()))
        .take()
}
