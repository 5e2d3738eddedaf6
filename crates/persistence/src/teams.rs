//! The teams of an event.

use chrono::{DateTime, NaiveDate, Utc};
use gather_domain::{
    id::{DayId, EventId, PersonId, TeamId},
    item::Day,
    permission::Permit,
    team::Team,
    text::{Name, Note},
};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, ExprTrait, JoinType, Order, QueryFilter,
    prelude::Uuid,
    sea_query::{CaseStatement, DynIden, Expr, IntoIden, Query, SelectStatement},
};

use crate::{
    batch,
    entity::{day, item, membership, person, team},
    error::StoreError,
    rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// A team of this event, and the day of the event that an item of it is to be for: there is none
/// where none was named, or the event has no such day.
pub async fn find_with_day(
    source: &impl Source,
    event_id: EventId,
    id: TeamId,
    day_id: Option<DayId>,
) -> Result<Option<(TeamId, Option<Day>)>, StoreError> {
    let query = Query::select()
        .columns([(day::Entity, day::Column::Id), (day::Entity, day::Column::Name)])
        .column((day::Entity, day::Column::Date))
        .from(team::Entity)
        .left_join(
            day::Entity,
            Expr::col((day::Entity, day::Column::EventId))
                .equals((team::Entity, team::Column::EventId))
                .and(Expr::col((day::Entity, day::Column::Id)).eq(day_id.map(DayId::as_uuid))),
        )
        .and_where(Expr::col((team::Entity, team::Column::EventId)).eq(event_id.as_uuid()))
        .and_where(Expr::col((team::Entity, team::Column::Id)).eq(id.as_uuid()))
        .take();
    let Some(row) = source.connection().query_one(&query).await? else { return Ok(None) };
    let mut cells = Cells::of(&row);
    let (day_id, name): (Option<Uuid>, Option<String>) = (cells.take()?, cells.take()?);
    let date: Option<NaiveDate> = cells.take()?;
    let (Some(day_id), Some(name), Some(date)) = (day_id, name, date) else {
        return Ok(Some((id, None)));
    };
    let name = rows::text("day", Name::stored, &name)?;
    Ok(Some((id, Some(Day { id: DayId::from_uuid(day_id), name, date }))))
}

/// The team, if it is one of this event's.
pub async fn find(
    source: &impl Source,
    event_id: EventId,
    id: TeamId,
) -> Result<Option<Team>, StoreError> {
    let mut query = Query::select();
    select(&mut query);
    query.from(team::Entity);
    join(&mut query);
    query
        .and_where(Expr::col((team::Entity, team::Column::EventId)).eq(event_id.as_uuid()))
        .and_where(Expr::col((team::Entity, team::Column::Id)).eq(id.as_uuid()));
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map_or(Ok(None), |row| read(&mut Cells::of(row)))
}

/// Whether a team has neither people nor items.
pub async fn is_empty(
    source: &impl Source,
    event_id: EventId,
    id: TeamId,
) -> Result<bool, StoreError> {
    let of_team = |table: DynIden, event: DynIden, team: DynIden| {
        let one = Query::select()
            .expr(Expr::val(1))
            .from(table)
            .and_where(Expr::col(event).eq(event_id.as_uuid()))
            .and_where(Expr::col(team).eq(id.as_uuid()))
            .take();
        Expr::exists(one)
    };
    let people = of_team(
        membership::Entity.into_iden(),
        membership::Column::EventId.into_iden(),
        membership::Column::TeamId.into_iden(),
    );
    let items = of_team(
        item::Entity.into_iden(),
        item::Column::EventId.into_iden(),
        item::Column::TeamId.into_iden(),
    );
    let taken = Query::select().expr(people.or(items)).take();
    let row = source.connection().query_one(&taken).await?;
    let taken: Option<bool> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(taken == Some(false))
}

/// The teams of an event, in the order of the plan.
pub async fn of_event(source: &impl Source, event_id: EventId) -> Result<Vec<Team>, StoreError> {
    let mut query = Query::select();
    select(&mut query);
    query.from(team::Entity);
    join(&mut query);
    query
        .and_where(Expr::col((team::Entity, team::Column::EventId)).eq(event_id.as_uuid()))
        .order_by((team::Entity, team::Column::Id), Order::Asc);
    let rows = source.connection().query_all(&query).await?;
    rows.iter().filter_map(|row| read(&mut Cells::of(row)).transpose()).collect()
}

/// New teams of one event. Nobody leads them yet: who does has to be a member first.
pub async fn insert(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    teams: &[Team],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = teams.iter().map(|team| team::ActiveModel {
        id: Set(team.id.as_uuid()),
        event_id: Set(event_id.as_uuid()),
        name: Set(team.name.to_string()),
        scope: Set(team.scope.as_ref().map(ToString::to_string)),
        coordinator_id: Set(None),
        version: Set(1),
        created_at: Set(now),
    });
    batch::insert(tx, rows).await
}

/// Says who leads which team.
pub async fn set_coordinators(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    coordinators: &[(TeamId, PersonId)],
) -> Result<(), StoreError> {
    if coordinators.is_empty() {
        return Ok(());
    }
    let leads = coordinators.iter().fold(CaseStatement::new(), |case, (team_id, person_id)| {
        case.case(team::COLUMN.id.eq(team_id.as_uuid()), person_id.as_uuid())
    });
    let leads = leads.finally(Expr::col(team::Column::CoordinatorId));
    team::Entity::update_many()
        .col_expr(team::Column::CoordinatorId, leads.into())
        .col_expr(team::Column::Version, Expr::col(team::Column::Version).add(1))
        .filter(team::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(team::COLUMN.id.is_in(coordinators.iter().map(|(id, _)| id.as_uuid())))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Replaces the name and the scope of a team.
pub async fn update(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    team: &Team,
) -> Result<(), StoreError> {
    let scope = team.scope.as_ref().map(ToString::to_string);
    team::Entity::update_many()
        .col_expr(team::Column::Name, Expr::value(team.name.to_string()))
        .col_expr(team::Column::Scope, Expr::value(scope))
        .col_expr(team::Column::Version, Expr::col(team::Column::Version).add(1))
        .filter(team::COLUMN.id.eq(team.id.as_uuid()))
        .filter(team::COLUMN.event_id.eq(event_id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Says that nobody leads a team.
pub async fn clear_coordinator(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    id: TeamId,
) -> Result<(), StoreError> {
    team::Entity::update_many()
        .col_expr(team::Column::CoordinatorId, Expr::value(None::<Uuid>))
        .col_expr(team::Column::Version, Expr::col(team::Column::Version).add(1))
        .filter(team::COLUMN.id.eq(id.as_uuid()))
        .filter(team::COLUMN.event_id.eq(event_id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Deletes a team. The database refuses while it has people or items.
pub async fn delete(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    id: TeamId,
) -> Result<(), StoreError> {
    team::Entity::delete_many()
        .filter(team::COLUMN.id.eq(id.as_uuid()))
        .filter(team::COLUMN.event_id.eq(event_id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// The name under which a statement joins the person who leads the team.
pub(crate) const COORDINATOR: &str = "coordinator";

/// Selects a team with its coordinator, to be read by [`read`].
pub(crate) fn select(query: &mut SelectStatement) {
    query
        .column((team::Entity, team::Column::Id))
        .column((team::Entity, team::Column::Name))
        .column((team::Entity, team::Column::Scope))
        .column((team::Entity, team::Column::Version))
        .column((COORDINATOR, person::Column::Id))
        .column((COORDINATOR, person::Column::Name));
}

/// How many cells [`select`] adds to a row.
pub(crate) const CELLS: usize = 6;

/// Joins what [`select`] needs beside the team.
pub(crate) fn join(query: &mut SelectStatement) {
    query.join_as(
        JoinType::LeftJoin,
        person::Entity,
        COORDINATOR,
        Expr::col((COORDINATOR, person::Column::Id))
            .equals((team::Entity, team::Column::CoordinatorId)),
    );
}

/// The team that [`select`] and [`join`] found, if the row has one.
pub(crate) fn read(cells: &mut Cells<'_>) -> Result<Option<Team>, StoreError> {
    let (id, name): (Option<Uuid>, Option<String>) = (cells.take()?, cells.take()?);
    let (scope, version): (Option<String>, Option<i64>) = (cells.take()?, cells.take()?);
    let coordinator: (Option<Uuid>, Option<String>) = (cells.take()?, cells.take()?);

    let (Some(id), Some(name), Some(version)) = (id, name, version) else { return Ok(None) };
    let coordinator = match coordinator {
        (Some(id), Some(name)) => {
            Some((PersonId::from_uuid(id), rows::text("person", Name::stored, &name)?))
        }
        _ => None,
    };
    Ok(Some(Team {
        id: TeamId::from_uuid(id),
        name: rows::text("team", Name::stored, &name)?,
        scope: rows::optional_text("team", Note::stored, scope.as_deref())?,
        coordinator,
        version,
    }))
}
