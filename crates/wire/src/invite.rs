use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{HostRole, SecretText, patch};

/// A link that makes whoever opens it a host or a co-host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateInvite {
    /// Only the owner of this address may accept it; anybody who has the link, unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 254, example = "jo@example.org"))]
    pub email_restriction: Option<String>,
    /// As what it invites: a host if an admin makes it, a co-host if a host does, unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<HostRole>,
    /// For how many days it works: 7 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 30))]
    pub expires_in_days: Option<i64>,
    /// Whether it is mailed to `email_restriction`.
    #[serde(default)]
    pub send_email: bool,
    /// What whoever makes it calls it, for themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub label: Option<String>,
    /// What its page tells whoever opens it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub note: Option<String>,
}

/// An invite with its address, which nobody sees a second time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteLink {
    /// The invite.
    pub invite_id: Uuid,
    /// Its address, secret included. `null` where the request was sent again: make a new link then,
    /// by `resend`.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub invite_url: Option<SecretText>,
    /// Whether `invite_url` is there.
    pub url_available: bool,
    /// The instant from which it no longer works.
    pub expires_at: DateTime<Utc>,
    /// As what it invites.
    pub role: HostRole,
    /// The address whose owner alone may accept it.
    pub email_restriction: Option<String>,
    /// How its mail fares.
    pub delivery: InviteDelivery,
    /// A mail to copy. `null` where `invite_url` is.
    pub email_template: Option<EmailTemplate>,
    /// What whoever made it should know.
    pub warnings: Vec<InviteWarning>,
}

/// A mail for somebody to send by their own hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailTemplate {
    /// What it is about.
    pub subject: String,
    /// What it says, the link included.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub body: SecretText,
}

/// Something that whoever made an invite should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteWarning {
    /// What.
    pub code: InviteWarningCode,
    /// The other invite, where there is one.
    pub invite_id: Option<Uuid>,
}

/// What whoever made an invite should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum InviteWarningCode {
    /// There is an open one for this address and role already.
    DuplicatePendingInvite,
    /// The owner of this address has this role, or a higher one: they cannot accept it.
    AlreadyHost,
    /// Nobody can confirm an address here, since no mail leaves this server: whoever signs up with
    /// this one may accept it.
    RestrictionUnverified,
}

/// How an invite fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum InviteStatus {
    /// It can be accepted.
    Pending,
    /// Somebody accepted it.
    Accepted,
    /// Whom it was for said no.
    Declined,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

/// How the mail with an invite fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum InviteDelivery {
    /// There is none: somebody hands the link over.
    None,
    /// It waits to be sent; or, where no mail leaves this server, for an admin.
    Queued,
    /// Another server has taken charge of it.
    Sent,
    /// It cannot be sent.
    Failed,
}

/// An invite, for whoever may see it. Its secret is nowhere in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invite {
    /// Its id.
    pub id: Uuid,
    /// The gathering.
    pub event_id: Uuid,
    /// What that is called.
    pub event_name: String,
    /// As what it invites.
    pub role: HostRole,
    /// How it fares, at this moment.
    pub status: InviteStatus,
    /// The address whose owner alone may accept it.
    pub email_restriction: Option<String>,
    /// What whoever made it calls it.
    pub label: Option<String>,
    /// What its page tells whoever opens it.
    pub note: Option<String>,
    /// Who made it.
    pub creator_name: String,
    /// Who accepted it; `null` too where their account is gone.
    pub accepted_by_name: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The instant from which it does not work, or did not.
    pub expires_at: DateTime<Utc>,
    /// When somebody first opened it.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Whether whoever accepted it had its address without having confirmed it: where no mail leaves
    /// the server, nobody can.
    pub matched_unverified: bool,
    /// When it was declined.
    pub declined_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
    /// Why it was taken back.
    pub revoked_reason: Option<String>,
    /// How its last mail fares.
    pub delivery: InviteDelivery,
    /// How often it got a new link.
    pub resend_count: i64,
    /// When its link was last made.
    pub last_sent_at: DateTime<Utc>,
    /// What the caller may do with it.
    pub can: InviteCan,
    /// What happened to it, oldest first: where one invite is read; empty in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<InviteStep>,
}

/// Something that happened to an invite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteStep {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: InviteStepKind,
    /// Who did it, where somebody did.
    pub by_name: Option<String>,
}

/// What can happen to an invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum InviteStepKind {
    /// It was made.
    Created,
    /// Its time, label or note was changed.
    Updated,
    /// The mail with its link left: sent by Gather, or passed on by hand.
    Sent,
    /// The mail with its link could not be sent.
    SendFailed,
    /// Somebody first opened it.
    Opened,
    /// It got a new link.
    Resent,
    /// Whoever holds its expired link asked for a new one.
    Requested,
    /// It was accepted.
    Accepted,
    /// It was declined.
    Declined,
    /// It was taken back.
    Revoked,
}

/// What somebody may do with an invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteCan {
    /// Take it back.
    pub revoke: bool,
    /// Give it a new link, after the minute that each link waits for the one before.
    pub resend: bool,
    /// Change its time, label and note.
    pub change: bool,
}

/// Which invites to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct InvitesQuery {
    /// Only those that fare so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<InviteStatus>,
    /// Only those that are to be looked at for this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern: Option<InviteConcern>,
    /// Only those with this in their address, their label or their maker's name, in upper or lower
    /// case.
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

/// Which of all invites to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AllInvitesQuery {
    /// Only those that fare so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<InviteStatus>,
    /// Only those that are to be looked at for this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern: Option<InviteConcern>,
    /// Only those that invite as this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<HostRole>,
    /// Only those that this account made, or last gave a new link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<Uuid>,
    /// Only those to this gathering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<Uuid>,
    /// Only those made from this instant on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Only those made before this instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DateTime<Utc>>,
    /// Only those with this in their address, their label, the gathering's name or their maker's, in
    /// upper or lower case.
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

/// Why an admin should look at an invite that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum InviteConcern {
    /// It works for 48 hours more at most.
    Expiring,
    /// Whoever made it as an admin is none any more.
    CreatorDemoted,
    /// No link of it was ever mailed.
    NeverSent,
    /// Its mail could not be sent.
    Failed,
}

/// A new link for an invite. The one before does not work any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResendInvite {
    /// For how many days it works: 7 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 30))]
    pub expires_in_days: Option<i64>,
    /// Whether it is mailed.
    #[serde(default)]
    pub send_email: bool,
}

/// What changes about an open invite. For another role or address make another one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditInvite {
    /// For how many days from now it works.
    #[serde(default, deserialize_with = "patch::value", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 30))]
    pub expires_in_days: Option<i64>,
    /// What whoever made it calls it; `null` for nothing.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, min_length = 1, max_length = 120))]
    pub label: Option<Option<String>>,
    /// What its page tells whoever opens it; `null` for nothing.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, min_length = 1, max_length = 500))]
    pub note: Option<Option<String>>,
}

/// Why an invite is taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevokeInvite {
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: Option<String>,
}
