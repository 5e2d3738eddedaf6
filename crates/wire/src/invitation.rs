use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{HostRole, InvitedEvent};

/// Whom to look for, to run a gathering with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct MemberSearchQuery {
    /// A part of their name, in upper or lower case, or their whole address.
    #[cfg_attr(feature = "openapi", param(min_length = 2, max_length = 254))]
    pub q: String,
}

/// The members that were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundMembers {
    /// At most ten, by name. Who runs the gathering, is suspended or wants no invitations is not
    /// among them.
    pub items: Vec<FoundMember>,
}

/// Somebody who can be invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundMember {
    /// Their account.
    pub account_id: Uuid,
    /// What they are called.
    pub display_name: String,
    /// Whether they are invited to this gathering already, and have not answered.
    pub is_invited: bool,
}

/// A member is invited to run a gathering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteMember {
    /// Whose account.
    pub account_id: Uuid,
    /// As what: a co-host, unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<HostRole>,
    /// What they are told with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub message: Option<String>,
    /// That they are asked again although they declined within the last seven days: for the primary
    /// host and admins, once.
    #[serde(default)]
    pub again: bool,
}

/// A member's invitation to run a gathering, not answered yet, as those who run it see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberInvitation {
    /// Its id.
    pub id: Uuid,
    /// Who is invited.
    pub account_id: Uuid,
    /// What they are called.
    pub display_name: String,
    /// As what.
    pub role: HostRole,
    /// Who invited them. `null`: their account is gone.
    pub inviter_name: Option<String>,
    /// When.
    pub invited_at: DateTime<Utc>,
    /// The instant from which it cannot be accepted.
    pub expires_at: DateTime<Utc>,
    /// Whether the caller may withdraw it.
    pub can_withdraw: bool,
}

/// The members who are invited to run a gathering, and have not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberInvitations {
    /// The latest first.
    pub items: Vec<MemberInvitation>,
}

/// An invitation to oneself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Its id.
    pub id: Uuid,
    /// To what.
    pub event: InvitedEvent,
    /// As what.
    pub role: HostRole,
    /// Whether one would be the primary host: nobody is.
    pub makes_primary: bool,
    /// Who invites. `null`: their account is gone.
    pub inviter_name: Option<String>,
    /// What they say.
    pub message: Option<String>,
    /// When.
    pub invited_at: DateTime<Utc>,
    /// The instant from which it cannot be accepted.
    pub expires_at: DateTime<Utc>,
}

/// The invitations to oneself that wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitations {
    /// The latest first.
    pub items: Vec<Invitation>,
}

/// What somebody answers an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerInvitation {
    /// Yes or no.
    pub action: InvitationAnswer,
    /// Why, for whoever invited: with `decline` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: Option<String>,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum InvitationAnswer {
    /// They run it from now on.
    Accept,
    /// They do not.
    Decline,
}
