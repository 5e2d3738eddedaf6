use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AllowedAction, Event, HostRole, Publication};

/// Who runs a gathering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hosts {
    /// The gathering.
    pub event: Event,
    /// How it shows itself.
    pub publication: Publication,
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
    /// They took the gathering in hand by themselves: the instant until which an admin may reverse that.
    pub on_trial_until: Option<DateTime<Utc>>,
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
    /// How it shows itself.
    pub publication: Publication,
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

/// Somebody stops running a gathering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaveEvent {
    /// That this is meant: `true`.
    pub confirm: bool,
}

/// What became of a gathering that somebody left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftEvent {
    /// As what they ran it.
    pub left_role: HostRole,
    /// In whose hands it is now, where it was in theirs.
    pub promoted_account_id: Option<Uuid>,
    /// Whether nobody runs it any more.
    pub event_unhosted: bool,
}

/// Somebody's part in running a gathering is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RemoveHost {
    /// Why. It is remembered, and they read it. Needed where it is the primary host's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: Option<String>,
    /// In whose hands the gathering is then, where it is the primary host's part.
    #[serde(default)]
    pub then: AfterPrimary,
}

/// In whose hands a gathering is once its primary host was removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AfterPrimary {
    /// In those of the host, else the co-host, who is there for longest.
    #[default]
    PromoteNext,
    /// In nobody's: not while another host runs it.
    LeaveUnclaimed,
}

/// An admin makes somebody a host or a co-host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignHost {
    /// Whose account.
    pub account_id: Uuid,
    /// As what.
    pub role: HostRole,
    /// Whether the gathering is in their hands first. A host's is, where it is in nobody's.
    #[serde(default)]
    pub make_primary: bool,
    /// Whether that is meant although it is in somebody else's.
    #[serde(default)]
    pub replace_primary: bool,
    /// Whether that somebody does not run it any more; else they stay as a host.
    #[serde(default)]
    pub remove_former: bool,
    /// Why. It is remembered.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: String,
}

/// A gathering is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferEvent {
    /// To whom: one of those who run it.
    pub account_id: Uuid,
    /// What becomes of whoever had it.
    pub keep_as: KeepAs,
}

/// What becomes of whoever hands a gathering over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum KeepAs {
    /// They stay as a host.
    Host,
    /// They stay as a co-host.
    Cohost,
    /// They do not run it any more.
    Leave,
}
