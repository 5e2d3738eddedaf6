//! A gathering, where its plan stands, and the gate before the freeze.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::{
    id::{EventId, ItemId, TeamId},
    person::Person,
    text::{Name, Note},
    zone::TimeZone,
};

/// A gathering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// What it is called.
    pub name: Name,
    /// What it is about.
    pub description: Option<Note>,
    /// The zone in which its dates and wall-clock times are meant.
    pub time_zone: TimeZone,
    /// Its days, in its zone.
    pub dates: Dates,
    /// Where its plan stands.
    pub status: EventStatus,
    /// How many people are expected.
    pub guest_count: Option<GuestCount>,
    /// Since when it does not take place.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Rises with every change of the event.
    pub version: i64,
}

/// The first and the last day of an event: the first is never after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

impl Dates {
    /// `None` when the event would end before it starts, or in a year that has not four digits.
    pub fn new(starts_on: NaiveDate, ends_on: NaiveDate) -> Option<Self> {
        let in_calendar = 1 <= starts_on.year() && ends_on.year() <= 9999;
        (starts_on <= ends_on && in_calendar).then_some(Self { starts_on, ends_on })
    }

    /// The first day.
    pub const fn starts_on(self) -> NaiveDate {
        self.starts_on
    }

    /// The last day.
    pub const fn ends_on(self) -> NaiveDate {
        self.ends_on
    }

    /// When the event begins and when it is over, by the clocks of this zone: the first instants of
    /// its first day, and of the day after its last.
    pub fn span(self, zone: TimeZone) -> (DateTime<Utc>, DateTime<Utc>) {
        let midnight = |date: NaiveDate| {
            let local = date.and_time(NaiveTime::MIN);
            zone.instant_near(local).unwrap_or(local.and_utc())
        };
        let after = self.ends_on.succ_opt().filter(|date| date.year() <= 9999);
        // After the last day of the calendar comes nothing that a database could compare with.
        let end = || midnight(self.ends_on) + TimeDelta::days(1) - TimeDelta::microseconds(1);
        (midnight(self.starts_on), after.map_or_else(end, midnight))
    }

    /// Whether a date is one of the event's.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.starts_on <= date && date <= self.ends_on
    }
}

/// What changes about an event: `None` is unchanged, `Some(None)` is cleared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the fields of Event and its Dates")]
pub struct EventPatch {
    pub name: Option<Name>,
    pub description: Option<Option<Note>>,
    pub time_zone: Option<TimeZone>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
}

impl EventPatch {
    /// Whether it names nothing at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Event {
    /// The event after the change; `None` when it would end before it starts.
    pub fn patched(&self, patch: EventPatch) -> Option<Self> {
        let old = self.clone();
        let starts_on = patch.starts_on.unwrap_or(old.dates.starts_on);
        let ends_on = patch.ends_on.unwrap_or(old.dates.ends_on);
        Some(Self {
            name: patch.name.unwrap_or(old.name),
            description: patch.description.unwrap_or(old.description),
            time_zone: patch.time_zone.unwrap_or(old.time_zone),
            dates: Dates::new(starts_on, ends_on)?,
            ..old
        })
    }

    /// Each fact that differs, as `old → new`, for the audit.
    pub fn differences(&self, new: &Self) -> BTreeMap<String, String> {
        let (old, new) = (self.in_words(), new.in_words());
        old.into_iter()
            .zip(new)
            .filter(|((_, old), (_, new))| old != new)
            .map(|((fact, old), (_, new))| (fact.to_owned(), format!("{old} → {new}")))
            .collect()
    }

    fn in_words(&self) -> [(&'static str, String); 5] {
        let description = self.description.as_ref();
        [
            ("name", self.name.to_string()),
            ("description", description.map_or_else(|| "–".to_owned(), Note::to_string)),
            ("time_zone", self.time_zone.name().to_owned()),
            ("starts_on", self.dates.starts_on.to_string()),
            ("ends_on", self.dates.ends_on.to_string()),
        ]
    }
}

/// How many people are expected: 0 to 1,000,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuestCount(i64);

impl GuestCount {
    /// More than this is a typing mistake.
    pub const MAX: i64 = 1_000_000;

    /// `None` when nobody can expect that many.
    pub fn new(count: i64) -> Option<Self> {
        (0..=Self::MAX).contains(&count).then_some(Self(count))
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// Where a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventStatus {
    /// The host is planning; nobody else has a link yet.
    Draft,
    /// Links are out; people confirm, coordinators fill gaps.
    Confirming,
    /// The plan stands; only a host's override changes it.
    Frozen,
    /// Over. Nothing changes any more.
    Complete,
}

impl EventStatus {
    /// Its name in storage, audit entries and logs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Confirming => "confirming",
            Self::Frozen => "frozen",
            Self::Complete => "complete",
        }
    }
}

/// A step from one status to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transition {
    /// draft → confirming: everybody gets their link.
    StartConfirming,
    /// confirming → frozen: only when no critical item is open.
    Freeze,
    /// frozen → confirming: the host overrides the freeze.
    Unfreeze,
    /// frozen → complete: for good.
    Complete,
}

/// There is no step from the one status to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoTransition {
    /// The event is over.
    #[error("the gathering is finished, and nothing changes any more")]
    Complete,
    /// The plan does not go there from where it stands.
    #[error("the plan cannot go from {} to {}", from.as_str(), to.as_str())]
    Invalid {
        /// Where the plan stands.
        from: EventStatus,
        /// Where it was to go.
        to: EventStatus,
    },
}

impl Transition {
    /// The step from `from` to `to`. `None` when the plan already stands there, which is no
    /// change and no error.
    pub fn between(from: EventStatus, to: EventStatus) -> Result<Option<Self>, NoTransition> {
        use EventStatus::{Complete, Confirming, Draft, Frozen};

        match (from, to) {
            (from, to) if from == to => Ok(None),
            (Draft, Confirming) => Ok(Some(Self::StartConfirming)),
            (Confirming, Frozen) => Ok(Some(Self::Freeze)),
            (Frozen, Confirming) => Ok(Some(Self::Unfreeze)),
            (Frozen, Complete) => Ok(Some(Self::Complete)),
            (Complete, _) => Err(NoTransition::Complete),
            (from, to) => Err(NoTransition::Invalid { from, to }),
        }
    }

    /// Where the step leads.
    pub const fn to(self) -> EventStatus {
        match self {
            Self::StartConfirming | Self::Unfreeze => EventStatus::Confirming,
            Self::Freeze => EventStatus::Frozen,
            Self::Complete => EventStatus::Complete,
        }
    }
}

/// A critical item that nobody has, or somebody who cannot: it keeps the plan from being frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// The item.
    pub item_id: ItemId,
    /// What it is called.
    pub item: Name,
    /// The team that sees to it.
    pub team_id: TeamId,
    /// What that is called.
    pub team: Name,
    /// Who has it and has said that they cannot; `None` when nobody has it.
    pub declined_by: Option<Person>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [EventStatus; 4] =
        [EventStatus::Draft, EventStatus::Confirming, EventStatus::Frozen, EventStatus::Complete];

    #[test]
    fn a_plan_takes_exactly_four_steps() {
        let mut steps = Vec::new();
        for from in ALL {
            for to in ALL {
                if let Ok(Some(step)) = Transition::between(from, to) {
                    assert_eq!(step.to(), to);
                    steps.push((from, to));
                }
            }
        }
        assert_eq!(
            steps,
            [
                (EventStatus::Draft, EventStatus::Confirming),
                (EventStatus::Confirming, EventStatus::Frozen),
                (EventStatus::Frozen, EventStatus::Confirming),
                (EventStatus::Frozen, EventStatus::Complete),
            ]
        );
    }

    #[test]
    fn to_stay_where_it_stands_is_no_step_and_no_error() {
        for status in ALL {
            assert_eq!(Transition::between(status, status), Ok(None));
        }
    }

    #[test]
    fn nothing_leaves_complete() {
        for to in ALL.into_iter().filter(|to| *to != EventStatus::Complete) {
            assert_eq!(Transition::between(EventStatus::Complete, to), Err(NoTransition::Complete));
        }
    }

    #[test]
    fn an_event_never_ends_before_it_starts() {
        let day = |d| NaiveDate::from_ymd_opt(2025, 12, d).unwrap();
        assert_eq!(Dates::new(day(26), day(24)), None);
        let dates = Dates::new(day(24), day(26)).unwrap();
        assert!(dates.contains(day(24)) && dates.contains(day(26)) && !dates.contains(day(27)));
    }
}
