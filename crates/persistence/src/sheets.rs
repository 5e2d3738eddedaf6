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
    ConnectionTrait, ExprTrait, FromQueryResult, Order,
    prelude::Uuid,
    sea_query::{Expr, Query, UnionType},
};

use crate::{
    entity::{access_token, day, event, item, membership, person, team},
    error::StoreError,
    events, items, rows,
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
    /// Whether a critical item of it has nobody.
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
            let acknowledged = item.holder.as_ref().and_then(|holder| holder.acknowledged_at);
            counts.acknowledged += u64::from(acknowledged.is_some());
            counts.critical_gaps += u64::from(item.facts.critical && item.holder.is_none());
        }
        counts
    }
}

/// The plan of a team of this event.
///
/// Status, items and marks are read by one statement: whatever happens meanwhile, nobody sees a
/// frozen plan with a gap that the freeze did not have.
pub async fn find(
    source: &impl Source,
    event_id: EventId,
    team_id: TeamId,
) -> Result<Option<Sheet>, StoreError> {
    let critical_gap = Query::select()
        .expr(Expr::val(1))
        .from(item::Entity)
        .and_where(
            Expr::col((item::Entity, item::Column::TeamId))
                .equals((team::Entity, team::Column::Id)),
        )
        .and_where(events::is_critical_gap())
        .take();
    let mut query = Query::select();
    rows::select::<event::Entity>(&mut query, "event_");
    items::select(&mut query);
    teams::select(&mut query);
    query
        .expr_as(Expr::exists(critical_gap), "critical_gap")
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
                .and(Expr::col((item::Entity, item::Column::TeamId)).eq(team_id.as_uuid())),
        );
    teams::join(&mut query);
    items::join(&mut query);
    query
        .and_where(Expr::col((event::Entity, event::Column::Id)).eq(event_id.as_uuid()))
        .order_by((team::Entity, team::Column::Id), Order::Asc)
        .order_by((item::Entity, item::Column::Id), Order::Asc);

    let rows = source.connection().query_all(&query).await?;
    let mut team = None;
    let (mut items, mut other_teams) = (Vec::new(), Vec::new());
    for row in &rows {
        let Some(found) = teams::of_row(row)? else { continue };
        let of_team: OfTeam = rows::of(row, "")?;
        if found.id != team_id {
            let critical_gap = of_team.critical_gap;
            other_teams.push(Mark { team_id: found.id, name: found.name, critical_gap });
            continue;
        }
        if of_team.item_id.is_some() {
            items.push(items::of_row(row)?);
        }
        team = Some(found);
    }
    let (Some(team), Some(row)) = (team, rows.first()) else { return Ok(None) };
    let event = Event::try_from(rows::of::<event::Model>(row, "event_")?)?;
    Ok(Some(Sheet { event, team, items, other_teams }))
}

/// Whom and which day the items of a team can be for.
pub async fn choices(
    source: &impl Source,
    event_id: EventId,
    team_id: TeamId,
) -> Result<Choices, StoreError> {
    let days = Query::select()
        .expr_as(Expr::col(day::Column::Id), "id")
        .expr_as(Expr::col(day::Column::Name), "name")
        .expr_as(Expr::val(None::<DateTime<Utc>>), "opened_at")
        .expr_as(Expr::col(day::Column::Date), "date")
        .from(day::Entity)
        .and_where(Expr::col(day::Column::EventId).eq(event_id.as_uuid()))
        .take();
    let query = Query::select()
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
            Expr::col((membership::Entity, membership::Column::EventId)).eq(event_id.as_uuid()),
        )
        .and_where(
            Expr::col((membership::Entity, membership::Column::TeamId)).eq(team_id.as_uuid()),
        )
        .union(UnionType::All, days)
        .order_by("date", Order::Asc)
        .order_by("name", Order::Asc)
        .order_by("id", Order::Asc)
        .take();

    let (mut members, mut days) = (Vec::new(), Vec::new());
    for row in source.connection().query_all(&query).await? {
        let row: ChoiceRow = rows::of(&row, "")?;
        if let Some(date) = row.date {
            let name = rows::text("day", Name::parse, &row.name)?;
            days.push(Day { id: DayId::from_uuid(row.id), name, date });
        } else {
            let name = rows::text("person", Name::parse, &row.name)?;
            let person = Person { id: PersonId::from_uuid(row.id), name };
            members.push((person, row.opened_at.is_some()));
        }
    }
    Ok(Choices { members, days })
}

/// What a row says beside the team: whether it has a critical gap, and whether it has items here.
#[derive(FromQueryResult)]
struct OfTeam {
    critical_gap: bool,
    item_id: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct ChoiceRow {
    id: Uuid,
    name: String,
    opened_at: Option<DateTime<Utc>>,
    date: Option<NaiveDate>,
}
