//! A new draft like an event of before.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};

use crate::{
    event::{Dates, Event, EventStatus},
    id::{DayId, EventId, ItemId, PersonId, TeamId},
    item::{Day, Item, ItemFacts},
    person::PersonFacts,
    team::Team,
    text::Name,
};

/// The plan of an event, and who is in which of its teams.
#[derive(Debug)]
pub struct Plan {
    /// The event.
    pub event: Event,
    /// Its days.
    pub days: Vec<Day>,
    /// Its teams.
    pub teams: Vec<Team>,
    /// Its items.
    pub items: Vec<Item>,
    /// Who is in which team.
    pub members: Vec<Member>,
}

/// Somebody in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// What is known of them.
    pub facts: PersonFacts,
    /// Their team.
    pub team_id: TeamId,
}

/// What is to be different.
#[derive(Debug)]
pub struct Wish {
    /// What the new one is called.
    pub name: Name,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Whether the same people are in the same teams.
    pub include_people: bool,
    /// Who makes it: they host it, and are the same person there.
    pub host: PersonId,
}

/// A new draft. Its ids fit together.
#[derive(Debug)]
pub struct Draft {
    /// The event.
    pub event: Event,
    /// Its days.
    pub days: Vec<Day>,
    /// Its teams; nobody leads one yet.
    pub teams: Vec<Team>,
    /// Its items, and the team of each.
    pub items: Vec<(ItemId, TeamId, ItemFacts)>,
    /// Who is in which team: new people, but for the host.
    pub members: Vec<Member>,
    /// Who leads which.
    pub coordinators: Vec<(TeamId, PersonId)>,
}

/// A date or a time of the new event would have a year without four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("would take the gathering out of the calendar")]
pub struct OutOfCalendar;

/// A new draft with the days, teams and items of the plan, and with its people if they are wanted.
///
/// Every date moves by as many days as the first one does. Drop-offs keep the time that the clocks
/// of the place show, also when they are put forward or back in between; a time over which they are
/// put forward on the new day becomes as much later as they are put forward, and of one that comes
/// twice it is the first. Nobody has anything yet, and no item remembers who had it.
///
/// People are known anew: whoever comes to host one of the two events changes nothing of the other,
/// and learns nothing that is told to the other.
pub fn draft(plan: &Plan, wish: Wish) -> Result<Draft, OutOfCalendar> {
    let shift = Shift { from: plan.event.dates.starts_on(), to: wish.starts_on };
    let dates = Dates::new(wish.starts_on, shift.date(plan.event.dates.ends_on())?);
    let event = Event {
        id: EventId::new(),
        name: wish.name,
        dates: dates.ok_or(OutOfCalendar)?,
        status: EventStatus::Draft,
        cancelled_at: None,
        version: 1,
        ..plan.event.clone()
    };
    let days = plan.days.iter().map(|day| {
        Ok(Day { id: DayId::new(), name: day.name.clone(), date: shift.date(day.date)? })
    });
    let days = days.collect::<Result<Vec<_>, _>>()?;
    let new_days: HashMap<_, _> =
        plan.days.iter().map(|it| it.id).zip(days.iter().map(|it| it.id)).collect();
    let teams = plan.teams.iter().map(|team| Team {
        id: TeamId::new(),
        coordinator: None,
        version: 1,
        ..team.clone()
    });
    let teams: Vec<_> = teams.collect();
    let new_teams: HashMap<_, _> =
        plan.teams.iter().map(|it| it.id).zip(teams.iter().map(|it| it.id)).collect();
    let items = plan.items.iter().filter_map(|item| {
        let team_id = *new_teams.get(&item.team_id)?;
        let mut facts = item.facts.clone();
        facts.day_id = facts.day_id.and_then(|id| new_days.get(&id).copied());
        let moved = facts.drop_off.at.map(|at| shift.instant(&event, at)).transpose();
        Some(moved.map(|at| {
            facts.drop_off.at = at;
            (ItemId::new(), team_id, facts)
        }))
    });
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let everybody = plan.members.iter().filter(|_| wish.include_people);
    let known_as = |id: PersonId| if id == wish.host { id } else { PersonId::new() };
    let new_people: HashMap<_, _> =
        everybody.clone().map(|member| (member.id, known_as(member.id))).collect();
    let members = everybody.filter_map(|member| {
        let (id, team_id) = (*new_people.get(&member.id)?, *new_teams.get(&member.team_id)?);
        Some(Member { id, facts: member.facts.clone(), team_id })
    });
    let members = members.collect();
    let coordinators = plan.teams.iter().filter_map(|team| {
        let (leader, _) = team.coordinator.as_ref()?;
        Some((*new_teams.get(&team.id)?, *new_people.get(leader)?))
    });
    let coordinators = coordinators.collect();
    Ok(Draft { event, days, teams, items, members, coordinators })
}

/// From one first day to another.
struct Shift {
    from: NaiveDate,
    to: NaiveDate,
}

impl Shift {
    fn date(&self, date: NaiveDate) -> Result<NaiveDate, OutOfCalendar> {
        let days = (self.to - self.from).num_days();
        let by = Days::new(days.unsigned_abs());
        let moved = if days < 0 { date.checked_sub_days(by) } else { date.checked_add_days(by) };
        moved.filter(|date| (1..=9999).contains(&date.year())).ok_or(OutOfCalendar)
    }

    fn instant(&self, event: &Event, at: DateTime<Utc>) -> Result<DateTime<Utc>, OutOfCalendar> {
        let local = event.time_zone.local(at);
        let moved = self.date(local.date())?.and_time(local.time());
        let moved = event.time_zone.instant_near(moved);
        moved.filter(|at| (1..=9999).contains(&at.year())).ok_or(OutOfCalendar)
    }
}
