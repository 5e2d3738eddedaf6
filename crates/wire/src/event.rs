use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::patch;

/// A gathering, as everybody in it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub description: Option<String>,
    /// IANA name of the zone in which its dates and wall-clock times are meant.
    #[cfg_attr(feature = "openapi", schema(example = "Pacific/Auckland"))]
    pub time_zone: String,
    /// First day, in the event's zone.
    pub starts_on: NaiveDate,
    /// Last day, in the event's zone.
    pub ends_on: NaiveDate,
    /// Where the plan stands.
    pub status: EventStatus,
    /// How many people are expected.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub guest_count: Option<i64>,
    /// Since when it does not take place: those who run it have cancelled it.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Rises with every change of the event; the `ETag` of its answers.
    pub version: i64,
}

/// Where the plan stands. Nothing leaves `complete`, nothing returns to `draft`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

/// What a host changes about the event: absent is unchanged, `null` is cleared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditEvent {
    /// What it is called.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub name: Option<String>,
    /// What it is about.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2000))]
    pub description: Option<Option<String>>,
    /// IANA name of the zone in which its dates and wall-clock times are meant.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Pacific/Auckland"))]
    pub time_zone: Option<String>,
    /// First day, in the event's zone.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(format = Date))]
    pub starts_on: Option<String>,
    /// Last day, in the event's zone.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(format = Date))]
    pub ends_on: Option<String>,
    /// How many people are expected; `null` when nobody knows.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000))]
    pub guest_count: Option<Option<i64>>,
}

/// Where a host wants the plan to stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeStatus {
    /// The new status. The one it already has is a successful no-op.
    pub status: EventStatus,
    /// Why, for the audit: 1 to 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: Option<String>,
}
