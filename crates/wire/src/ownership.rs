use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AllowedAction, Event, HostRole};

/// Who runs a gathering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hosts {
    /// The gathering.
    pub event: Event,
    /// The primary host first, then hosts, then co-hosts, each by how long they are there.
    pub hosts: Vec<Host>,
    /// What the caller may do to them.
    pub allowed_actions: Vec<AllowedAction>,
}

/// Somebody who runs a gathering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Host {
    /// Their account.
    pub account_id: Uuid,
    /// What they are called.
    pub display_name: String,
    /// As what they run it.
    pub role: HostRole,
    /// Whether it is in their hands first.
    pub is_primary: bool,
    /// Since when.
    pub accepted_at: DateTime<Utc>,
    /// How they came to run it.
    pub grant_method: GrantMethod,
    /// Whether it is the caller.
    pub is_you: bool,
}

/// How somebody came to run a gathering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum GrantMethod {
    /// They made it.
    Creator,
    /// They claimed it.
    Claim,
    /// They accepted an invite.
    Invite,
    /// An admin put them there.
    Admin,
    /// Another member invited them.
    MemberInvite,
    /// It was handed over to them.
    Transfer,
    /// By the venue.
    Venue,
}

/// Whether a gathering is in somebody's hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Ownership {
    /// It has a primary host.
    Hosted,
    /// Co-hosts run it, and none of them is the primary host.
    NeedsPrimary,
    /// Nobody runs it.
    Unhosted,
}

/// A gathering, as an admin sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedEvent {
    /// The gathering.
    pub event: Event,
    /// Whether it is in somebody's hands.
    pub ownership: Ownership,
    /// What its primary host is called.
    pub primary_name: Option<String>,
    /// How many run it.
    pub hosts: i64,
    /// How many invites to it can be accepted at this moment.
    pub open_invites: i64,
    /// Whom to ask about it.
    pub contact_email: Option<String>,
}

/// Which gatherings an admin lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct ListedEventsQuery {
    /// Only those that are in such hands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ownership: Option<Ownership>,
    /// Only those with this in their name, in upper or lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 120))]
    pub q: Option<String>,
    /// At most so many: 1 to 200, 50 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200))]
    pub limit: Option<u32>,
    /// Go on after the page that gave this `next_cursor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
