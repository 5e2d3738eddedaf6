use serde::{Deserialize, Serialize};

use crate::{AllowedAction, Event, EventStatus};

/// A new gathering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateEvent {
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub name: String,
    /// What it is about.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub description: Option<String>,
    /// IANA name of the zone in which its dates and wall-clock times are meant.
    #[cfg_attr(feature = "openapi", schema(example = "Pacific/Auckland"))]
    pub time_zone: String,
    /// First day, in the event's zone.
    #[cfg_attr(feature = "openapi", schema(format = Date, example = "2025-12-24"))]
    pub starts_on: String,
    /// Last day, in the event's zone.
    #[cfg_attr(feature = "openapi", schema(format = Date, example = "2025-12-26"))]
    pub ends_on: String,
    /// How many people are expected.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub guest_count: Option<i64>,
    /// Whether nobody runs it yet: an admin lists it for somebody else.
    #[serde(default)]
    pub unowned: bool,
    /// Whom to ask about an unowned one. Only admins see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 254, example = "jo@example.org"))]
    pub contact_email: Option<String>,
}

/// A new gathering like one of before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DuplicateEvent {
    /// What the new one is called.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub name: String,
    /// Its first day. Every other date moves by as many days.
    #[cfg_attr(feature = "openapi", schema(format = Date, example = "2026-12-24"))]
    pub starts_on: String,
    /// Whether the same people are in the same teams, led by the same.
    #[serde(default)]
    pub include_people: bool,
}

/// A gathering that one runs, and what one is to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnEvent {
    /// The gathering.
    pub event: Event,
    /// As what one runs it.
    pub role: HostRole,
    /// Whether it is in one's hands first.
    pub is_primary: bool,
    /// What one may do to it as a whole.
    pub allowed_actions: Vec<AllowedAction>,
}

/// As what somebody runs a gathering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HostRole {
    /// A host.
    Host,
    /// A co-host.
    Cohost,
}

/// Which of one's gatherings to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct OwnEventsQuery {
    /// Only those whose plans stand here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<EventStatus>,
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
