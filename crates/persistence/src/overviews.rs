//! The whole event, as its hosts see it.

use gather_domain::{
    event::{Blocker, Event},
    id::{EventId, PersonId},
    item::Item,
    team::{Counts, Team},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult, JoinType, Order, QueryResult,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    entity::{assignment, event, item, team},
    error::StoreError,
    events, items, rows,
    store::Source,
    teams,
};

/// The whole event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The gathering, as it was at the moment of the counts.
    pub event: Event,
    /// Every team and how much of its work has somebody, in the order of the plan.
    pub teams: Vec<(Team, Counts)>,
    /// The critical items that nobody has.
    pub blockers: Vec<Blocker>,
    /// What the reader brings.
    pub own: Vec<Item>,
}

/// The name under which a statement joins a team's counts.
const COUNTS: &str = "counts";

/// The overview of an event, for a person who may have something to bring as well.
///
/// Status, counts and blockers are read by one statement: whatever happens meanwhile, nobody sees a
/// frozen plan with a gap that the freeze did not have. Of the items it reads only those that stand
/// in the way and the reader's own; the rest is counted where it lies.
pub async fn find(
    source: &impl Source,
    event_id: EventId,
    reader: PersonId,
) -> Result<Option<Overview>, StoreError> {
    let own = Query::select()
        .expr(Expr::val(1))
        .from(assignment::Entity)
        .and_where(
            Expr::col((assignment::Entity, assignment::Column::ItemId))
                .equals((item::Entity, item::Column::Id)),
        )
        .and_where(
            Expr::col((assignment::Entity, assignment::Column::PersonId)).eq(reader.as_uuid()),
        )
        .take();
    let mut query = Query::select();
    rows::select::<event::Entity>(&mut query, "event_");
    teams::select(&mut query);
    items::select(&mut query);
    for count in ["items", "assigned", "acknowledged", "critical_gaps"] {
        query.expr_as(Expr::col((COUNTS, count)), count);
    }
    query
        .from(event::Entity)
        .left_join(
            team::Entity,
            Expr::col((team::Entity, team::Column::EventId))
                .equals((event::Entity, event::Column::Id)),
        )
        .join_subquery(
            JoinType::LeftJoin,
            counts_of_event(event_id),
            COUNTS,
            Expr::col((COUNTS, item::Column::TeamId)).equals((team::Entity, team::Column::Id)),
        )
        .left_join(
            item::Entity,
            Expr::col((item::Entity, item::Column::EventId))
                .equals((team::Entity, team::Column::EventId))
                .and(
                    Expr::col((item::Entity, item::Column::TeamId))
                        .equals((team::Entity, team::Column::Id)),
                )
                .and(events::is_critical_gap().or(Expr::exists(own))),
        );
    teams::join(&mut query);
    items::join(&mut query);
    query
        .and_where(Expr::col((event::Entity, event::Column::Id)).eq(event_id.as_uuid()))
        .order_by((team::Entity, team::Column::Id), Order::Asc)
        .order_by((item::Entity, item::Column::Id), Order::Asc);

    let rows = source.connection().query_all(&query).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut overview = Overview {
        event: Event::try_from(rows::of::<event::Model>(first, "event_")?)?,
        teams: Vec::new(),
        blockers: Vec::new(),
        own: Vec::new(),
    };
    for row in &rows {
        overview.take_in(row)?;
    }
    overview.own.sort_by_key(|item| (item.facts.drop_off.at.is_none(), item.facts.drop_off.at));
    Ok(Some(overview))
}

impl Overview {
    /// Adds what a row says: rows of one team follow each other.
    fn take_in(&mut self, row: &QueryResult) -> Result<(), StoreError> {
        let Some(team) = teams::of_row(row)? else { return Ok(()) };
        let of_team: OfTeam = rows::of(row, "")?;
        if of_team.item_id.is_some() {
            let item = items::of_row(row)?;
            if item.holder.is_some() {
                self.own.push(item);
            } else {
                self.blockers.push(Blocker {
                    item_id: item.id,
                    item: item.facts.name,
                    team_id: team.id,
                    team: team.name.clone(),
                });
            }
        }
        if self.teams.last().is_none_or(|(last, _)| last.id != team.id) {
            self.teams.push((team, of_team.counts()?));
        }
        Ok(())
    }
}

/// What a row says beside the team and the item.
#[derive(FromQueryResult)]
struct OfTeam {
    item_id: Option<Uuid>,
    items: Option<i64>,
    assigned: Option<i64>,
    acknowledged: Option<i64>,
    critical_gaps: Option<i64>,
}

impl OfTeam {
    fn counts(&self) -> Result<Counts, StoreError> {
        let count = |stored: Option<i64>| rows::count("item", stored.unwrap_or(0));
        Ok(Counts {
            items: count(self.items)?,
            assigned: count(self.assigned)?,
            acknowledged: count(self.acknowledged)?,
            critical_gaps: count(self.critical_gaps)?,
        })
    }
}

fn counts_of_event(event_id: EventId) -> SelectStatement {
    let critical_gap = Expr::case(
        Expr::col((item::Entity, item::Column::Critical))
            .and(Expr::col((assignment::Entity, assignment::Column::Id)).is_null()),
        1_i64,
    );
    Query::select()
        .column((item::Entity, item::Column::TeamId))
        .expr_as(Expr::col((item::Entity, item::Column::Id)).count(), "items")
        .expr_as(Expr::col((assignment::Entity, assignment::Column::Id)).count(), "assigned")
        .expr_as(
            Expr::col((assignment::Entity, assignment::Column::AcknowledgedAt)).count(),
            "acknowledged",
        )
        .expr_as(Expr::expr(critical_gap).count(), "critical_gaps")
        .from(item::Entity)
        .left_join(
            assignment::Entity,
            Expr::col((assignment::Entity, assignment::Column::ItemId))
                .equals((item::Entity, item::Column::Id)),
        )
        .and_where(Expr::col((item::Entity, item::Column::EventId)).eq(event_id.as_uuid()))
        .group_by_col((item::Entity, item::Column::TeamId))
        .take()
}
