use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{HostRole, InviteStatus, ProblemCode, SecretText};

/// The secret of an invite, by whoever has its link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteToken {
    /// From the fragment of its page: `gth_inv_…`.
    #[serde(default = "nothing")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub token: SecretText,
}

/// What whoever an invite is for says to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeclineInvite {
    /// From the fragment of its page: `gth_inv_…`.
    #[serde(default = "nothing")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub token: SecretText,
    /// Why not. Whoever invited reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: Option<String>,
}

const fn nothing() -> SecretText {
    SecretText(String::new())
}

/// What an invite is, before anybody accepts it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitePreview {
    /// Whether it can be accepted, by somebody.
    pub valid: bool,
    /// How it fares.
    pub status: InviteStatus,
    /// The gathering; `null` where it cannot be accepted, except for those who run it.
    pub event: Option<InvitedEvent>,
    /// As what it invites.
    pub role: HostRole,
    /// Who made it.
    pub inviter_name: String,
    /// What they say.
    pub note: Option<String>,
    /// The instant from which it no longer works.
    pub expires_at: DateTime<Utc>,
    /// Whether one address alone may accept it.
    pub restricted: bool,
    /// That address, masked: `j…@e…`.
    pub email_hint: Option<String>,
    /// Who asks.
    pub viewer: InviteViewer,
    /// What becomes of whoever asks, if they accept.
    pub outcome_if_accepted: InviteOutcome,
    /// Why they cannot: the `code` of the answer that they would get.
    pub blocked_code: Option<ProblemCode>,
}

/// A gathering, as an invite names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitedEvent {
    /// What it is called.
    pub name: String,
    /// First day, in the event's zone.
    pub starts_on: NaiveDate,
    /// Last day, in the event's zone.
    pub ends_on: NaiveDate,
}

/// Who looks at an invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteViewer {
    /// Whether they are signed in.
    pub signed_in: bool,
    /// Whether theirs is the address that it is for; also where it is for any.
    pub email_matches: bool,
    /// Whether it was shown that their address is theirs.
    pub email_verified: bool,
    /// What they are to the gathering already.
    pub already_role: Option<HostRole>,
    /// The gathering, where they run it already.
    pub event_id: Option<Uuid>,
}

/// What becomes of somebody who accepts an invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum InviteOutcome {
    /// The gathering is theirs first.
    Primary,
    /// A host beside the primary one.
    AdditionalHost,
    /// A co-host.
    Cohost,
    /// A host, where they were a co-host.
    Upgrade,
    /// Nothing: see `blocked_code`.
    Blocked,
}

/// An invite was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteAccepted {
    /// Always.
    pub success: bool,
    /// The gathering.
    pub event_id: Uuid,
    /// What it is called.
    pub event_title: String,
    /// What one is to it now.
    pub role: HostRole,
    /// Whether it is in one's hands first.
    pub is_primary: bool,
    /// Whether one was a co-host before.
    pub upgraded: bool,
    /// Where one plans it.
    #[cfg_attr(feature = "openapi", schema(example = "/events/018f…"))]
    pub manage_url: String,
}
