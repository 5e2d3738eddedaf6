use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::patch;

/// How a gathering shows itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Publication {
    /// Its name in the address of its public page. It stays when the gathering is called otherwise.
    #[cfg_attr(feature = "openapi", schema(example = "town-fair"))]
    pub slug: String,
    /// The path of that page.
    #[cfg_attr(feature = "openapi", schema(example = "/gatherings/town-fair"))]
    pub public_url: String,
    /// Whether those who run it want it to be known.
    pub is_published: bool,
    /// To whom.
    pub visibility: Visibility,
    /// Whether co-hosts may invite others to run it.
    pub cohosts_can_invite: bool,
}

/// To whom a gathering is known once it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Visibility {
    /// To everybody.
    Public,
    /// To those who run it, and to the people of its plan by their links.
    InviteOnly,
}

/// What changes about how a gathering shows itself: absent is unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditPublication {
    /// Whether it is to be known: for whoever runs it to say.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    pub is_published: Option<bool>,
    /// To whom: for its primary host and for admins to say.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// Whether co-hosts may invite others to run it: the same.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    pub cohosts_can_invite: Option<bool>,
}

/// A gathering does not take place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancelEvent {
    /// Why. It is remembered; strangers do not read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: Option<String>,
}

/// A gathering, as strangers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicEvent {
    /// Its name in the address of this page.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub description: Option<String>,
    /// IANA name of the zone in which its dates are meant.
    #[cfg_attr(feature = "openapi", schema(example = "Pacific/Auckland"))]
    pub time_zone: String,
    /// First day, in the event's zone.
    pub starts_on: NaiveDate,
    /// Last day, in the event's zone.
    pub ends_on: NaiveDate,
    /// Who runs it: the primary host first.
    pub host_names: Vec<String>,
    /// Whether it is in nobody's hands.
    pub is_unclaimed: bool,
    /// Whether it does not take place.
    pub cancelled: bool,
    /// Since when.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Whether strangers see this page; those who run it and admins see it always.
    pub is_open_to_all: bool,
    /// Where the caller runs it, if they do.
    pub manage_url: Option<String>,
}

/// A gathering in the list of those that strangers may know of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedPublicEvent {
    /// Its name in the address of its page.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// First day, in the event's zone.
    pub starts_on: NaiveDate,
    /// Last day, in the event's zone.
    pub ends_on: NaiveDate,
    /// What its primary host is called.
    pub host_name: Option<String>,
    /// Whether it is in nobody's hands.
    pub is_unclaimed: bool,
}

/// Which public gatherings to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct PublicEventsQuery {
    /// Only those with this in their name, in upper or lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 120))]
    pub q: Option<String>,
    /// Only those that are not over before this day: today, unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(format = Date, example = "2026-05-01"))]
    pub from: Option<String>,
    /// At most so many: 1 to 200, 50 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200))]
    pub limit: Option<u32>,
    /// Go on after the page that gave this `next_cursor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
