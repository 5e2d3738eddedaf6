use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Category;

/// Something that happened, told to somebody whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Its id.
    pub id: Uuid,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: NotificationType,
    /// What it is about, by which mails of its kind are switched on and off.
    pub category: Category,
    /// What happened, in a few words.
    pub title: String,
    /// The same in a sentence or two.
    pub body: String,
    /// The page of the app where one goes on: a path.
    pub link: String,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// When it was marked as read. `null`: not yet.
    pub read_at: Option<DateTime<Utc>>,
}

/// What somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NotificationType {
    /// Somebody accepted an invite or an invitation that one made.
    InviteAccepted,
    /// Somebody declined an invite or an invitation that one made.
    InviteDeclined,
    /// An invite to one's own address was taken back.
    InviteRevoked,
    /// Somebody holds the link of an expired invite, and asks for a new one.
    InviteWanted,
    /// An invite that one made expires soon, and nobody opened it.
    InviteExpiring,
    /// Invites that one made have expired.
    InvitesExpired,
    /// Host invites that one made grant something else now: the gathering has a primary host.
    InvitesChanged,
    /// A member invites one to run a gathering with them.
    Invited,
    /// That invitation was withdrawn.
    InvitationWithdrawn,
    /// Somebody runs the gathering with one now.
    HostJoined,
    /// Who runs the gathering, or as what, is another now.
    HostsChanged,
    /// One does not run the gathering any more.
    Removed,
    /// The gathering is in one's hands now.
    NowPrimary,
    /// The gathering is in nobody's hands.
    Unhosted,
    /// The gathering, which was deleted, is there again.
    BroughtBack,
}

/// Which notifications.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct NotificationsQuery {
    /// Only those of such things.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(rename = "type"))]
    pub kind: Option<NotificationType>,
    /// Only those that were not marked as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<bool>,
    /// At most so many: 1 to 200, 50 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200))]
    pub limit: Option<u32>,
    /// Go on after the page that gave this `next_cursor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What waits for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Badge {
    /// How many things wait for their answer: invitations.
    pub actionable: i64,
    /// How many notifications they have not marked as read.
    pub unread: i64,
}

/// Which notifications are read now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MarkRead {
    /// Those; all, unless said. What is not there, or not one's own, stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub ids: Option<Vec<Uuid>>,
}

/// Which notifications are not wanted any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeleteNotifications {
    /// By what they are told from the others.
    pub what: UnwantedNotifications,
    /// Their ids, with `these` alone. What is not there, or not one's own, stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub ids: Option<Vec<Uuid>>,
}

/// By what unwanted notifications are told from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UnwantedNotifications {
    /// They were marked as read.
    Read,
    /// They are older than 30 days.
    Old,
    /// They are named.
    These,
}

/// How many notifications changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changed {
    /// So many.
    pub changed: i64,
}
