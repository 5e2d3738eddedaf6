use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AllowedAction, Event, Item, Member, OwnAssignment, Person};

/// A team and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What it sees to, in one line.
    pub scope: Option<String>,
    /// Who leads it.
    pub coordinator: Option<Person>,
}

/// How much of a team's work has somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// All items.
    pub items: u64,
    /// Those that somebody has.
    pub assigned: u64,
    /// Those whose holder has confirmed.
    pub acknowledged: u64,
    /// Those that nobody has.
    pub gaps: u64,
    /// Critical ones that nobody has.
    pub critical_gaps: u64,
}

/// How a team stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TeamStatus {
    /// A critical item has nobody.
    CriticalGap,
    /// An item has nobody, but no critical one.
    Gap,
    /// Every item has somebody.
    Sorted,
}

/// How another team stands, as far as it concerns a coordinator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TeamMark {
    /// A critical item has nobody.
    CriticalGap,
    /// No critical item is open.
    Sorted,
}

/// Another team: its name and its mark, nothing of its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OtherTeam {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// How it stands.
    pub status: TeamMark,
}

/// One team's plan, as a host sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamPlan {
    /// The gathering.
    pub event: Event,
    /// The team.
    pub team: Team,
    /// How it stands.
    pub status: TeamStatus,
    /// How much of its work has somebody.
    pub counts: Counts,
    /// Its items.
    pub items: Vec<Item>,
    /// The event's days, for the item form.
    pub days: Vec<crate::Day>,
    /// Who is in it, by name.
    pub members: Vec<Member>,
    /// What the caller may do.
    pub allowed_actions: Vec<AllowedAction>,
}

/// One team's plan, as its coordinator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamSheet {
    /// The gathering.
    pub event: Event,
    /// The caller.
    pub person: Person,
    /// Their team.
    pub team: Team,
    /// How it stands.
    pub status: TeamStatus,
    /// How much of its work has somebody.
    pub counts: Counts,
    /// Its items.
    pub items: Vec<Item>,
    /// The event's days, for the item form.
    pub days: Vec<crate::Day>,
    /// Who is in it, by name.
    pub members: Vec<Member>,
    /// What the caller brings, soonest first.
    pub my_assignments: Vec<OwnAssignment>,
    /// The other teams, by name and mark only.
    pub other_teams: Vec<OtherTeam>,
    /// What the caller may do.
    pub allowed_actions: Vec<AllowedAction>,
}
