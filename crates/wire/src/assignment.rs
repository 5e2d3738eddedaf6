use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Day, Person};

/// Who has an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemAssignment {
    /// Its id.
    pub id: Uuid,
    /// Who has it.
    pub person: Person,
    /// Whether they have confirmed.
    pub acknowledged: bool,
    /// When they confirmed.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Whether they have said that they cannot. The item is a gap then, and stays theirs until
    /// somebody takes it back.
    pub declined: bool,
    /// When they said so.
    pub declined_at: Option<DateTime<Utc>>,
    /// Why, if they said.
    pub decline_reason: Option<String>,
}

/// One thing that the caller brings or does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnAssignment {
    /// Its id.
    pub id: Uuid,
    /// Whether the caller has confirmed.
    pub acknowledged: bool,
    /// When they confirmed.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Whether the caller has said that they cannot. The item is a gap then, and stays theirs until
    /// somebody takes it back.
    pub declined: bool,
    /// When they said so.
    pub declined_at: Option<DateTime<Utc>>,
    /// Why, if they said.
    pub decline_reason: Option<String>,
    /// What it is.
    pub item: OwnItem,
}

/// An item, as the person who brings it sees it, and as it is printed: nothing about who has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnItem {
    /// Its id.
    pub id: Uuid,
    /// The day it is for.
    pub day: Option<Day>,
    /// What it is called.
    pub name: String,
    /// How much, in words: "2 tubs".
    pub quantity: Option<String>,
    /// What it is, at more length.
    pub description: Option<String>,
    /// Whether the gathering cannot do without it.
    pub critical: bool,
    /// Free of gluten.
    pub gluten_free: bool,
    /// Free of dairy.
    pub dairy_free: bool,
    /// Without meat or fish.
    pub vegetarian: bool,
    /// What to know about it.
    pub notes: Option<String>,
    /// When to bring it.
    pub drop_off_at: Option<DateTime<Utc>>,
    /// The same on the clocks of the event's zone.
    #[serde(with = "crate::item::local_minutes")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "2025-12-24T17:30"))]
    pub drop_off_local: Option<NaiveDateTime>,
    /// Where to bring it.
    pub drop_off_location: Option<String>,
    /// What to know about bringing it.
    pub drop_off_note: Option<String>,
}

/// That the caller cannot see to what they have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decline {
    /// Why: 1 to 500 characters. Their coordinator and the hosts read it. Blank is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub reason: Option<String>,
}
