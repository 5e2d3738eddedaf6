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
    /// What it is.
    pub item: OwnItem,
}

/// An item, as the person who brings it sees it: nothing about anybody else.
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
