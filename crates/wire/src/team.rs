use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AllowedAction, Event, Item, Member, OwnAssignment, Person, patch};

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
    /// Rises with every change of the team itself, or of who leads it; the `ETag` of its answers.
    pub version: i64,
}

/// Every team of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Teams {
    /// In the order in which they were made.
    pub items: Vec<Team>,
}

/// A new team. Who leads it has to be a member first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateTeam {
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub name: String,
    /// What it sees to, in one line.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub scope: Option<String>,
}

/// What changes about a team: absent is unchanged, `null` is cleared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditTeam {
    /// What it is called. While the plan is a draft.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub name: Option<String>,
    /// What it sees to, in one line. While the plan is a draft.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2000))]
    pub scope: Option<Option<String>>,
    /// Who leads it: one of its members, or nobody.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Uuid>))]
    pub coordinator_id: Option<Option<Uuid>>,
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
    /// Those whose holder has said that they cannot.
    pub declined: u64,
    /// Those that nobody has, or somebody who cannot.
    pub gaps: u64,
    /// Critical ones that nobody has, or somebody who cannot.
    pub critical_gaps: u64,
}

/// How a team stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TeamStatus {
    /// A critical item has nobody, or somebody who cannot.
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
    /// A critical item has nobody, or somebody who cannot.
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
    /// What the caller may do, with the team itself too.
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
