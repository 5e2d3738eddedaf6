//! The whole plan, to be taken away: printed, exported, put into a calendar.

use chrono::{DateTime, Utc};
use gather_domain::{
    contact::Phone,
    event::Event,
    id::{EventId, PersonId},
    item::Item,
    team::Team,
};
use sea_orm::{
    ConnectionTrait, ExprTrait, JoinType, Order, QueryResult,
    sea_query::{Expr, Func, Query, SelectStatement},
};

use crate::{
    entity::{assignment, audit_entry, event, item, person, team},
    error::StoreError,
    events, items,
    statements::Cells,
    store::Source,
    teams,
};

/// The plan of an event, or what one person has in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The gathering, as it was at the moment of the items.
    pub event: Event,
    /// Its teams, in the order of the plan.
    pub teams: Vec<TeamPlan>,
}

/// A team and what it sees to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamPlan {
    /// The team.
    pub team: Team,
    /// Where to call whoever leads it. For hosts alone.
    pub coordinator_phone: Option<Phone>,
    /// Its items, in the order of the plan.
    pub items: Vec<PlannedItem>,
}

/// An item, and what goes with it on paper and in calendars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedItem {
    /// The item.
    pub item: Item,
    /// Where to call whoever has it. For hosts alone.
    pub holder_phone: Option<Phone>,
    /// When anything about it, or about who has it, last changed.
    pub changed_at: DateTime<Utc>,
}

/// The whole plan of an event.
pub async fn find(source: &impl Source, event_id: EventId) -> Result<Option<Plan>, StoreError> {
    all(source, &plan_of(event_id)).await
}

/// What one person has in the plan of an event; only teams in which they have something.
pub async fn find_own(
    source: &impl Source,
    event_id: EventId,
    person_id: PersonId,
) -> Result<Option<Plan>, StoreError> {
    let own = Expr::col((assignment::Entity, assignment::Column::PersonId)).eq(person_id.as_uuid());
    all(source, plan_of(event_id).and_where(own)).await
}

async fn all(source: &impl Source, query: &SelectStatement) -> Result<Option<Plan>, StoreError> {
    let rows = source.connection().query_all(query).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut plan = Plan { event: events::read(&mut Cells::of(first))?, teams: Vec::new() };
    for row in &rows {
        plan.take_in(row)?;
    }
    Ok(Some(plan))
}

impl Plan {
    /// Adds what a row says: rows of one team follow each other.
    fn take_in(&mut self, row: &QueryResult) -> Result<(), StoreError> {
        let mut cells = Cells::of(row);
        cells.skip(events::CELLS);
        let Some(team) = teams::read(&mut cells)? else { return Ok(()) };
        let item = items::read(&mut cells)?;
        let (coordinator_phone, holder_phone) = (phone(&mut cells)?, phone(&mut cells)?);
        let changed_at: Option<DateTime<Utc>> = cells.take()?;
        let item = item.zip(changed_at);
        let item = item.map(|(item, changed_at)| PlannedItem { item, holder_phone, changed_at });
        match self.teams.last_mut() {
            Some(last) if last.team.id == team.id => last.items.extend(item),
            _ => {
                let items = item.into_iter().collect();
                self.teams.push(TeamPlan { team, coordinator_phone, items });
            }
        }
        Ok(())
    }
}

fn phone(cells: &mut Cells<'_>) -> Result<Option<Phone>, StoreError> {
    let stored: Option<String> = cells.take()?;
    let parsed = stored.as_deref().map(Phone::parse).transpose();
    parsed.map_err(|error| StoreError::corrupt("person", error))
}

/// Selects an event, its teams and their items: a row for each item, and one for a team without.
fn plan_of(event_id: EventId) -> SelectStatement {
    // Every change of an item is remembered in the transaction in which it happens; one that was
    // loaded with its plan has not changed since.
    let last_change = Query::select()
        .column(audit_entry::Column::At)
        .from(audit_entry::Entity)
        .and_where(
            Expr::col((audit_entry::Entity, audit_entry::Column::EventId)).eq(event_id.as_uuid()),
        )
        .and_where(
            Expr::col((audit_entry::Entity, audit_entry::Column::TargetId))
                .equals((item::Entity, item::Column::Id)),
        )
        .order_by((audit_entry::Entity, audit_entry::Column::Id), Order::Desc)
        .limit(1)
        .take();
    let mut query = Query::select();
    events::select(&mut query);
    teams::select(&mut query);
    items::select(&mut query);
    query
        .column((teams::COORDINATOR, person::Column::Phone))
        .column((items::HOLDER, person::Column::Phone))
        .expr(Func::coalesce([
            Expr::SubQuery(None, Box::new(last_change.into())),
            Expr::col((item::Entity, item::Column::CreatedAt)),
        ]))
        .from(event::Entity)
        .left_join(
            team::Entity,
            Expr::col((team::Entity, team::Column::EventId))
                .equals((event::Entity, event::Column::Id)),
        )
        .join(
            JoinType::LeftJoin,
            item::Entity,
            Expr::col((item::Entity, item::Column::EventId))
                .equals((team::Entity, team::Column::EventId))
                .and(
                    Expr::col((item::Entity, item::Column::TeamId))
                        .equals((team::Entity, team::Column::Id)),
                ),
        );
    teams::join(&mut query);
    items::join(&mut query);
    query
        .and_where(Expr::col((event::Entity, event::Column::Id)).eq(event_id.as_uuid()))
        .order_by((team::Entity, team::Column::Id), Order::Asc)
        .order_by((item::Entity, item::Column::Id), Order::Asc)
        .take()
}
