use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AllowedAction, Day, ItemAssignment, patch};

/// Something that somebody brings or does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// Its id.
    pub id: Uuid,
    /// The team that sees to it.
    pub team_id: Uuid,
    /// The day it is for.
    pub day: Option<Day>,
    /// What it is called.
    pub name: String,
    /// How much, in words: "2 tubs".
    pub quantity: Option<String>,
    /// What it is, at more length.
    pub description: Option<String>,
    /// Whether the plan cannot be frozen without somebody who has it.
    pub critical: bool,
    /// Whether somebody has it. Derived from `assignment`.
    pub status: ItemStatus,
    /// Free of gluten.
    pub gluten_free: bool,
    /// Free of dairy.
    pub dairy_free: bool,
    /// Without meat or fish.
    pub vegetarian: bool,
    /// What to know about it.
    pub notes: Option<String>,
    /// When it is to be there.
    pub drop_off_at: Option<DateTime<Utc>>,
    /// The same on the clocks of the event's zone.
    #[serde(with = "local_minutes")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "2025-12-24T17:30"))]
    pub drop_off_local: Option<NaiveDateTime>,
    /// Where it is to be.
    pub drop_off_location: Option<String>,
    /// What to know about bringing it.
    pub drop_off_note: Option<String>,
    /// Who had it before they left the team.
    pub previously_assigned_to: Option<String>,
    /// Who has it.
    pub assignment: Option<ItemAssignment>,
    /// Rises with every change of the item or of who has it; the `ETag` of its answers.
    pub version: i64,
    /// What the caller may do with this very item, where that depends on the item.
    pub allowed_actions: Vec<AllowedAction>,
}

/// Whether somebody has an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ItemStatus {
    /// Somebody has it.
    Assigned,
    /// Nobody has it.
    Unassigned,
}

/// A new item of the coordinator's own team.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateItem {
    /// What it is called: 1 to 120 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub name: String,
    /// The day it is for.
    #[serde(default)]
    pub day_id: Option<Uuid>,
    /// How much, in words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 60))]
    pub quantity: Option<String>,
    /// What it is, at more length.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: Option<String>,
    /// Whether the plan cannot be frozen without somebody who has it.
    #[serde(default)]
    pub critical: bool,
    /// Free of gluten.
    #[serde(default)]
    pub gluten_free: bool,
    /// Free of dairy.
    #[serde(default)]
    pub dairy_free: bool,
    /// Without meat or fish.
    #[serde(default)]
    pub vegetarian: bool,
    /// What to know about it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub notes: Option<String>,
    /// When it is to be there: an RFC 3339 instant. Not together with `drop_off_local`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "2025-12-24T04:30:00Z"))]
    pub drop_off_at: Option<String>,
    /// The same on the clocks of the event's zone.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "2025-12-24T17:30"))]
    pub drop_off_local: Option<String>,
    /// Where it is to be.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 120))]
    pub drop_off_location: Option<String>,
    /// What to know about bringing it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub drop_off_note: Option<String>,
}

/// A new item of any team of the event, by a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateEventItem {
    /// The team that sees to it.
    pub team_id: Uuid,
    /// What it is called: 1 to 120 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub name: String,
    /// The day it is for.
    #[serde(default)]
    pub day_id: Option<Uuid>,
    /// How much, in words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 60))]
    pub quantity: Option<String>,
    /// What it is, at more length.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: Option<String>,
    /// Whether the plan cannot be frozen without somebody who has it.
    #[serde(default)]
    pub critical: bool,
    /// Free of gluten.
    #[serde(default)]
    pub gluten_free: bool,
    /// Free of dairy.
    #[serde(default)]
    pub dairy_free: bool,
    /// Without meat or fish.
    #[serde(default)]
    pub vegetarian: bool,
    /// What to know about it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub notes: Option<String>,
    /// When it is to be there: an RFC 3339 instant. Not together with `drop_off_local`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "2025-12-24T04:30:00Z"))]
    pub drop_off_at: Option<String>,
    /// The same on the clocks of the event's zone.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "2025-12-24T17:30"))]
    pub drop_off_local: Option<String>,
    /// Where it is to be.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 120))]
    pub drop_off_location: Option<String>,
    /// What to know about bringing it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub drop_off_note: Option<String>,
}

/// What changes about an item. Absent is unchanged, `null` is cleared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditItem {
    /// What it is called: 1 to 120 characters.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false, min_length = 1, max_length = 120))]
    pub name: Option<String>,
    /// The day it is for.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Uuid>))]
    pub day_id: Option<Option<Uuid>>,
    /// How much, in words.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 60))]
    pub quantity: Option<Option<String>>,
    /// What it is, at more length.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2000))]
    pub description: Option<Option<String>>,
    /// Whether the plan cannot be frozen without somebody who has it.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub critical: Option<bool>,
    /// Free of gluten.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub gluten_free: Option<bool>,
    /// Free of dairy.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub dairy_free: Option<bool>,
    /// Without meat or fish.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub vegetarian: Option<bool>,
    /// What to know about it.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2000))]
    pub notes: Option<Option<String>>,
    /// When it is to be there: an RFC 3339 instant. Not together with `drop_off_local`.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub drop_off_at: Option<Option<String>>,
    /// The same on the clocks of the event's zone.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub drop_off_local: Option<Option<String>>,
    /// Where it is to be.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 120))]
    pub drop_off_location: Option<Option<String>>,
    /// What to know about bringing it.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2000))]
    pub drop_off_note: Option<Option<String>>,
}

/// What changes about several items at once: absent is unchanged, `null` is cleared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditItems {
    /// Which: up to 500.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub item_ids: Vec<Uuid>,
    /// The day they are for.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Uuid>))]
    pub day_id: Option<Option<Uuid>>,
    /// Free of gluten.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub gluten_free: Option<bool>,
    /// Free of dairy.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub dairy_free: Option<bool>,
    /// Without meat or fish.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub vegetarian: Option<bool>,
    /// When they are to be there: an RFC 3339 instant. Not together with `drop_off_local`.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub drop_off_at: Option<Option<String>>,
    /// The same on the clocks of the event's zone.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub drop_off_local: Option<Option<String>>,
    /// Where they are to be.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 120))]
    pub drop_off_location: Option<Option<String>>,
    /// What to know about bringing them.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2000))]
    pub drop_off_note: Option<Option<String>>,
}

/// Several items, as they are now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditedItems {
    /// The items, in the order in which they were named.
    pub items: Vec<Item>,
    /// How many of them have changed.
    pub changed: u64,
}

/// Who is to have an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignItem {
    /// A member of the item's team.
    pub person_id: Uuid,
}

/// Wall-clock times to the minute: `2025-12-24T17:30`.
pub(crate) mod local_minutes {
    use chrono::NaiveDateTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    const FORMAT: &str = "%Y-%m-%dT%H:%M";

    #[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
    pub(crate) fn serialize<S: Serializer>(
        time: &Option<NaiveDateTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => serializer.collect_str(&time.format(FORMAT)),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDateTime>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| NaiveDateTime::parse_from_str(&text, FORMAT).map_err(D::Error::custom))
            .transpose()
    }
}
