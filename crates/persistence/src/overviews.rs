//! The whole event, as its hosts see it.

use gather_domain::{
    event::{Blocker, Event},
    id::{EventId, PersonId},
    item::Item,
    team::{Counts, Team},
};
use sea_orm::{
    ExprTrait, JoinType, Order,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    entity::{assignment, event, item, team},
    error::StoreError,
    events, items, rows,
    statements::{Cells, Template},
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
    /// The critical items that nobody has, or somebody who cannot.
    pub blockers: Vec<Blocker>,
    /// What the reader brings.
    pub own: Vec<Item>,
}

/// The name under which a statement joins a team's counts, and theirs.
const WORK: &str = "work";
const COUNTS: [&str; 5] = ["items", "assigned", "acknowledged", "declined", "critical_gaps"];

/// The overview of an event, for a person who may have something to bring as well.
///
/// Status, counts and blockers are read by one statement: no moment lies between them. A frozen plan shows
/// a critical gap only if it was opened after the freeze: by a host's override, or by somebody who
/// said that they cannot. Of the items it reads only those that stand
/// in the way and the reader's own; the rest is counted where it lies.
pub async fn find(
    source: &impl Source,
    event_id: EventId,
    reader: PersonId,
) -> Result<Option<Overview>, StoreError> {
    static FIND: Template<2> = Template::new(|[event_id, reader]| plan_of_event(&event_id, reader));
    let given = [event_id.as_uuid().into(), reader.as_uuid().into()];
    let rows = FIND.all(source, given).await?;

    let Some(first) = rows.first() else { return Ok(None) };
    let mut cells = Cells::of(first);
    cells.skip(COUNTS.len() + teams::CELLS + items::CELLS);
    let mut overview = Overview {
        event: events::read(&mut cells)?,
        teams: Vec::new(),
        blockers: Vec::new(),
        own: Vec::new(),
    };
    for row in &rows {
        overview.take_in(&mut Cells::of(row), reader)?;
    }
    overview.own.sort_by_key(|item| (item.facts.drop_off.at.is_none(), item.facts.drop_off.at));
    Ok(Some(overview))
}

impl Overview {
    /// Adds what a row says: rows of one team follow each other.
    fn take_in(&mut self, cells: &mut Cells<'_>, reader: PersonId) -> Result<(), StoreError> {
        let counts = read_counts(cells)?;
        let Some(team) = teams::read(cells)? else { return Ok(()) };
        if let Some(item) = items::read(cells)? {
            let holder = item.holder.as_ref().map(|holder| &holder.person);
            let is_own = holder.is_some_and(|person| person.id == reader);
            if item.facts.critical && item.is_gap() {
                self.blockers.push(Blocker {
                    item_id: item.id,
                    item: item.facts.name.clone(),
                    team_id: team.id,
                    team: team.name.clone(),
                    declined_by: holder.cloned(),
                });
            }
            if is_own {
                self.own.push(item);
            }
        }
        if self.teams.last().is_none_or(|(last, _)| last.id != team.id) {
            self.teams.push((team, counts));
        }
        Ok(())
    }
}

/// Selects every team of an event with its counts, and of its items the critical gaps and the
/// reader's own: a row for each of these, and one for a team that has none.
fn plan_of_event(event_id: &Expr, reader: Expr) -> SelectStatement {
    let own = Query::select()
        .expr(Expr::val(1))
        .from(assignment::Entity)
        .and_where(
            Expr::col((assignment::Entity, assignment::Column::ItemId))
                .equals((item::Entity, item::Column::Id)),
        )
        .and_where(Expr::col((assignment::Entity, assignment::Column::PersonId)).eq(reader))
        .take();
    let mut query = Query::select();
    query.columns(COUNTS.map(|count| (WORK, count)));
    teams::select(&mut query);
    items::select(&mut query);
    events::select(&mut query);
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
            WORK,
            Expr::col((WORK, item::Column::TeamId)).equals((team::Entity, team::Column::Id)),
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
        .and_where(Expr::col((event::Entity, event::Column::Id)).eq(event_id.clone()))
        .order_by((team::Entity, team::Column::Id), Order::Asc)
        .order_by((item::Entity, item::Column::Id), Order::Asc)
        .take()
}

/// The counts that [`plan_of_event`] selects; none where a team has no items.
fn read_counts(cells: &mut Cells<'_>) -> Result<Counts, StoreError> {
    let mut count = || rows::count("item", cells.take::<Option<i64>>()?.unwrap_or(0));
    Ok(Counts {
        items: count()?,
        assigned: count()?,
        acknowledged: count()?,
        declined: count()?,
        critical_gaps: count()?,
    })
}

fn counts_of_event(event_id: &Expr) -> SelectStatement {
    let assigned = || Expr::col((assignment::Entity, assignment::Column::Id));
    let declined = || Expr::col((assignment::Entity, assignment::Column::DeclinedAt));
    let critical_gap = Expr::case(
        Expr::col((item::Entity, item::Column::Critical))
            .and(assigned().is_null().or(declined().is_not_null())),
        1_i64,
    );
    Query::select()
        .column((item::Entity, item::Column::TeamId))
        .expr_as(Expr::col((item::Entity, item::Column::Id)).count(), "items")
        .expr_as(assigned().count(), "assigned")
        .expr_as(
            Expr::col((assignment::Entity, assignment::Column::AcknowledgedAt)).count(),
            "acknowledged",
        )
        .expr_as(declined().count(), "declined")
        .expr_as(Expr::expr(critical_gap).count(), "critical_gaps")
        .from(item::Entity)
        .left_join(
            assignment::Entity,
            Expr::col((assignment::Entity, assignment::Column::ItemId))
                .equals((item::Entity, item::Column::Id)),
        )
        .and_where(Expr::col((item::Entity, item::Column::EventId)).eq(event_id.clone()))
        .group_by_col((item::Entity, item::Column::TeamId))
        .take()
}
