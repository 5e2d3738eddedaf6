use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AllowedAction, Counts, Event, OwnAssignment, Person, Role, TeamStatus};

/// The whole gathering, as its hosts see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overview {
    /// The gathering.
    pub event: Event,
    /// The caller.
    pub person: Person,
    /// Every team and how it stands, in the order of the plan.
    pub teams: Vec<TeamCard>,
    /// What stands between the host and a frozen plan.
    pub freeze: Freeze,
    /// How far the people have come.
    pub progress: Progress,
    /// Everybody, by name: who has opened their link, who has confirmed.
    pub people: Vec<PersonProgress>,
    /// What the caller brings, soonest first.
    pub my_assignments: Vec<OwnAssignment>,
    /// What the plan still lacks. It forbids nothing.
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// What the caller may do.
    pub allowed_actions: Vec<AllowedAction>,
}

/// Something that a plan lacks: one of each kind, for all the things that lack it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Warning {
    /// What is lacking.
    pub code: WarningCode,
    /// Of how many teams, items or days.
    pub count: u64,
    /// Of which, in the order in which they were made: the first twenty.
    pub of: Vec<WarningSubject>,
}

/// What a plan lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WarningCode {
    /// Nobody leads the team.
    TeamWithoutCoordinator,
    /// Nobody is in the team.
    TeamWithoutPeople,
    /// The item is for no day, though the gathering has days.
    ItemWithoutDay,
    /// The item is to be there before the gathering's first day or after its last.
    DropOffOutsideEvent,
    /// No item is for the day.
    DayWithoutItems,
}

/// A team, an item or a day of a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningSubject {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
}

/// A team and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamCard {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What it sees to, in one line.
    pub scope: Option<String>,
    /// Who leads it. Nobody is a warning.
    pub coordinator: Option<Person>,
    /// How it stands.
    pub status: TeamStatus,
    /// How much of its work has somebody.
    pub counts: Counts,
}

/// The freeze gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Freeze {
    /// Whether no critical item is open.
    pub allowed: bool,
    /// How many are.
    pub critical_gaps: u64,
    /// Which.
    pub blockers: Vec<Blocker>,
}

/// A critical item that nobody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Blocker {
    /// The item.
    pub item_id: Uuid,
    /// What it is called.
    pub item: String,
    /// The team that sees to it.
    pub team_id: Uuid,
    /// What that is called.
    pub team: String,
}

/// How far the people have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Progress {
    /// Everybody in the plan.
    pub people: u64,
    /// Those who have opened their link.
    pub opened: u64,
    /// Those who have something to bring.
    pub assigned: u64,
    /// Those who have something to bring and have confirmed all of it.
    pub acknowledged: u64,
}

/// How far one person has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonProgress {
    /// Their id.
    pub id: Uuid,
    /// What the others call them.
    pub name: String,
    /// What they are at this event.
    pub role: Role,
    /// Their team; a host need not have one.
    pub team_id: Option<Uuid>,
    /// Whether they have opened their link.
    pub opened: bool,
    /// How many things they bring.
    pub assigned: u64,
    /// How many of these they have confirmed.
    pub acknowledged: u64,
}
