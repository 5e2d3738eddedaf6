use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::patch;

/// Somebody in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Their id.
    pub id: Uuid,
    /// What the others call them.
    pub name: String,
}

/// Somebody in a team, as its coordinator and the hosts see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// Their id.
    pub id: Uuid,
    /// What the others call them.
    pub name: String,
    /// Whether they have opened their link.
    pub opened: bool,
}

/// What somebody is at an event. Derived at each reading, stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// An accepted host of the event.
    Host,
    /// Coordinates the team that they are in.
    Coordinator,
    /// Everybody else.
    Participant,
}

/// Somebody in the plan, as its hosts know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// Their id.
    pub id: Uuid,
    /// What the others call them.
    pub name: String,
    /// Where to write to them. Hosts alone see it.
    pub email: Option<String>,
    /// Where to call them. Hosts alone see it.
    pub phone: Option<String>,
    /// What they are at this event.
    pub role: Role,
    /// Their team; a host need not have one.
    pub team_id: Option<Uuid>,
    /// When they first opened their link.
    pub opened_at: Option<DateTime<Utc>>,
    /// How many things they bring.
    pub assigned: u64,
    /// How many of these they have confirmed.
    pub acknowledged: u64,
    /// How many of these they have said that they cannot see to.
    pub declined: u64,
    /// Rises with every change of name, e-mail address or phone number; the `ETag` of its answers.
    pub version: i64,
}

/// Somebody new in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddPerson {
    /// What the others call them.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub name: String,
    /// Their team.
    pub team_id: Uuid,
    /// Where to write to them.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 254))]
    pub email: Option<String>,
    /// Where to call them.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 60))]
    pub phone: Option<String>,
}

/// What changes about a person, at every event that they belong to: absent is unchanged, `null` is
/// cleared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditPerson {
    /// What the others call them.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub name: Option<String>,
    /// Where to write to them.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 254))]
    pub email: Option<Option<String>>,
    /// Where to call them.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 60))]
    pub phone: Option<Option<String>>,
}

/// Where somebody goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovePerson {
    /// The team that they are in from then on.
    pub team_id: Uuid,
    /// As what: `coordinator` lets them lead it. Absent, they lead nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<TeamRole>,
}

/// What somebody is in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TeamRole {
    /// Leads it.
    Coordinator,
    /// A member like others.
    Participant,
}
