//! One team's plan: what its coordinator works on, and a host looks into.

use chrono::{DateTime, NaiveDate, Utc};
use gather_domain::{
    event::Event,
    id::{DayId, EventId, PersonId, TeamId},
    item::{Day, Item},
    person::Person,
    team::{Counts, Team},
    text::Name,
};
use sea_orm::{
    ExprTrait, Order,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};

use crate::{
    entity::{access_token, day, event, item, membership, person, team},
    error::StoreError,
    events, items, people, rows,
    statements::{Cells, Template},
    store::Source,
    teams,
};

/// One team's plan, and how the other teams stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The gathering, as it was at the moment of the items.
    pub event: Event,
    /// The team.
    pub team: Team,
    /// Its items, in the order of the plan.
    pub items: Vec<Item>,
    /// The other teams, by name and by whether they have a critical gap.
    pub other_teams: Vec<Mark>,
}

/// Another team: nothing of its items leaves the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The team.
    pub team_id: TeamId,
    /// What it is called.
    pub name: Name,
    /// Whether a critical item of it has nobody, or somebody who cannot.
    pub critical_gap: bool,
}

/// What can be chosen in a team's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// To whom an item can be given, by name, and whether they have opened their link.
    pub members: Vec<(Person, bool)>,
    /// For which day an item can be, by date.
    pub days: Vec<Day>,
}

impl Sheet {
    /// How much of the team's work has somebody.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for item in &self.items {
            counts.items += 1;
            counts.assigned += u64::from(item.holder.is_some());
            counts.acknowledged += u64::from(item.is_acknowledged());
            counts.declined += u64::from(item.is_declined());
            counts.critical_gaps += u64::from(item.facts.critical && item.is_gap());
        }
        counts
    }
}

/// The plan of a team of this event.
///
/// Status, items and marks are read by one statement: no moment lies between them. A frozen plan shows
/// a critical gap only if it was opened after the freeze: by a host's override, or by somebody who
/// said that they cannot.
pub async fn find(
    source: &impl Source,
    event_id: EventId,
    team_id: TeamId,
) -> Result<Option<Sheet>, StoreError> {
    static FIND: Template<2> = Template::new(|[event_id, team_id]| plan_of_team(event_id, team_id));
    let given = [event_id.as_uuid().into(), team_id.as_uuid().into()];
    let rows = FIND.all(source, given).await?;

    let mut found = None;
    let (mut items, mut other_teams) = (Vec::new(), Vec::new());
    for row in &rows {
        let mut cells = Cells::of(row);
        let critical_gap: bool = cells.take()?;
        let Some(team) = teams::read(&mut cells)? else { continue };
        if team.id != team_id {
            other_teams.push(Mark { team_id: team.id, name: team.name, critical_gap });
            continue;
        }
        items.extend(items::read(&mut cells)?);
        found = Some(team);
    }
    let (Some(team), Some(row)) = (found, rows.first()) else { return Ok(None) };
    let mut cells = Cells::of(row);
    cells.skip(1 + teams::CELLS + items::CELLS);
    let event = events::read(&mut cells)?;
    Ok(Some(Sheet { event, team, items, other_teams }))
}

/// Selects every team of an event, and the items of one of them: a row for each other team, and one
/// for each item.
fn plan_of_team(event_id: Expr, team_id: Expr) -> SelectStatement {
    let critical_gap = Query::select()
        .expr(Expr::val(1))
        .from(item::Entity)
        .and_where(
            Expr::col((item::Entity, item::Column::TeamId))
                .equals((team::Entity, team::Column::Id)),
        )
        .and_where(
            Expr::col((item::Entity, item::Column::EventId))
                .equals((team::Entity, team::Column::EventId)),
        )
        .and_where(events::is_critical_gap())
        .take();
    let mut query = Query::select();
    query.expr(Expr::exists(critical_gap));
    teams::select(&mut query);
    items::select(&mut query);
    events::select(&mut query);
    query
        .from(event::Entity)
        .inner_join(
            team::Entity,
            Expr::col((team::Entity, team::Column::EventId))
                .equals((event::Entity, event::Column::Id)),
        )
        .left_join(
            item::Entity,
            Expr::col((item::Entity, item::Column::EventId))
                .equals((team::Entity, team::Column::EventId))
                .and(
                    Expr::col((item::Entity, item::Column::TeamId))
                        .equals((team::Entity, team::Column::Id)),
                )
                .and(Expr::col((item::Entity, item::Column::TeamId)).eq(team_id)),
        );
    teams::join(&mut query);
    items::join(&mut query);
    query
        .and_where(Expr::col((event::Entity, event::Column::Id)).eq(event_id))
        .order_by((team::Entity, team::Column::Id), Order::Asc)
        .order_by((item::Entity, item::Column::Id), Order::Asc)
        .take()
}

/// Whom and which day the items of a team can be for.
pub async fn choices(
    source: &impl Source,
    event_id: EventId,
    team_id: TeamId,
) -> Result<Choices, StoreError> {
    static CHOICES: Template<2> =
        Template::new(|[event_id, team_id]| members_and_days(&event_id, team_id));
    let given = [event_id.as_uuid().into(), team_id.as_uuid().into()];

    let (mut members, mut days) = (Vec::new(), Vec::new());
    for row in CHOICES.all(source, given).await? {
        let mut cells = Cells::of(&row);
        let (id, name): (Uuid, String) = (cells.take()?, cells.take()?);
        let opened_at: Option<DateTime<Utc>> = cells.take()?;
        if let Some(date) = cells.take::<Option<NaiveDate>>()? {
            let name = rows::text("day", Name::stored, &name)?;
            days.push(Day { id: DayId::from_uuid(id), name, date });
        } else {
            let name = rows::text("person", Name::stored, &name)?;
            let person = Person { id: PersonId::from_uuid(id), name };
            members.push((person, opened_at.is_some()));
        }
    }
    members.sort_by(|(a, _), (b, _)| people::by_name(a, b));
    days.sort_by(|a, b| (a.date, a.name.sort_key(), a.id).cmp(&(b.date, b.name.sort_key(), b.id)));
    Ok(Choices { members, days })
}

/// Selects the members of a team and the days of its event, as one list.
fn members_and_days(event_id: &Expr, team_id: Expr) -> SelectStatement {
    let days = Query::select()
        .expr_as(Expr::col(day::Column::Id), "id")
        .expr_as(Expr::col(day::Column::Name), "name")
        .expr_as(Expr::val(None::<DateTime<Utc>>), "opened_at")
        .expr_as(Expr::col(day::Column::Date), "date")
        .from(day::Entity)
        .and_where(Expr::col(day::Column::EventId).eq(event_id.clone()))
        .take();
    Query::select()
        .expr_as(Expr::col((person::Entity, person::Column::Id)), "id")
        .expr_as(Expr::col((person::Entity, person::Column::Name)), "name")
        .expr_as(Expr::col((access_token::Entity, access_token::Column::OpenedAt)), "opened_at")
        .expr_as(Expr::val(None::<NaiveDate>), "date")
        .from(membership::Entity)
        .inner_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::Id))
                .equals((membership::Entity, membership::Column::PersonId)),
        )
        .left_join(
            access_token::Entity,
            Expr::col((access_token::Entity, access_token::Column::EventId))
                .equals((membership::Entity, membership::Column::EventId))
                .and(
                    Expr::col((access_token::Entity, access_token::Column::PersonId))
                        .equals((membership::Entity, membership::Column::PersonId)),
                ),
        )
        .and_where(
            Expr::col((membership::Entity, membership::Column::EventId)).eq(event_id.clone()),
        )
        .and_where(Expr::col((membership::Entity, membership::Column::TeamId)).eq(team_id))
        .union(UnionType::All, days)
        .take()
}
