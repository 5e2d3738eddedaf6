use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Blocker;

/// A refusal or a failure, in the form of RFC 9457.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:gather:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem, in a few words.
    pub title: String,
    /// The status of the answer, repeated.
    pub status: u16,
    /// A sentence for a person.
    pub detail: String,
    /// The kind of problem, for programs. Stable.
    pub code: ProblemCode,
    /// With 422: every field that is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// What a client can act on beyond the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<ProblemContext>,
}

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Where in the body: a JSON Pointer.
    #[cfg_attr(feature = "openapi", schema(example = "/name"))]
    pub path: String,
    /// What is wrong, for programs.
    #[cfg_attr(feature = "openapi", schema(example = "too_long"))]
    pub code: String,
    /// What is wrong, for people.
    pub message: String,
}

/// What a client can act on beyond the code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemContext {
    /// With `freeze_blocked`: the critical items that nobody has, or somebody who cannot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blockers: Vec<Blocker>,
    /// With `item_not_found`, where several were named: which of them are not there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub item_ids: Vec<Uuid>,
    /// With a file that has no column for the names: what its first row says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// With `email_mismatch`: the address that the invite is for, masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_hint: Option<String>,
    /// With `already_host`: the gathering that one runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<Uuid>,
    /// With `already_host`: where one plans it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "/events/018f…"))]
    pub manage_url: Option<String>,
}

/// Every problem that the API answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProblemCode {
    /// The body is not JSON, or is nested too deeply.
    MalformedBody,
    /// Something in the path is not what it should be.
    MalformedPath,
    /// Something in the query is not what it should be.
    MalformedQuery,
    /// A header is not what it should be.
    MalformedHeader,
    /// No credential came with the request, or the session is over.
    Unauthenticated,
    /// There is no such link, or it was replaced.
    LinkUnknown,
    /// The link has expired.
    LinkExpired,
    /// The link is for another role.
    WrongScope,
    /// The caller's role does not allow it.
    Forbidden,
    /// The address or the password is not right, or the address was never confirmed.
    InvalidCredentials,
    /// Another site asked for it in the caller's name.
    CrossOriginRefused,
    /// An admin keeps the account's owner out.
    AccountSuspended,
    /// There is nothing at this address.
    NotFound,
    /// There is no such event, or it is not the caller's to know of.
    EventNotFound,
    /// There is no such team in this event.
    TeamNotFound,
    /// There is no such day in this event.
    DayNotFound,
    /// There is no such item here.
    ItemNotFound,
    /// There is no such assignment of the caller's.
    AssignmentNotFound,
    /// There is no such person in this event.
    PersonNotFound,
    /// There is no such session of the caller's.
    SessionNotFound,
    /// There is no such account.
    AccountNotFound,
    /// This address does not know the method.
    MethodNotAllowed,
    /// The plan is not confirming yet.
    NotStarted,
    /// The plan is frozen.
    EventFrozen,
    /// The gathering is over.
    EventComplete,
    /// The plan is frozen; a host must name a reason.
    OverrideRequired,
    /// Critical items have nobody.
    FreezeBlocked,
    /// The plan cannot go from where it stands to there.
    InvalidTransition,
    /// A critical item stays once confirming has started.
    CriticalItemLocked,
    /// The plan's structure is fixed once confirming has started.
    OnlyInDraft,
    /// The team still has people or items.
    TeamNotEmpty,
    /// Whoever hosts the event stays in its plan.
    HostStays,
    /// There is an account with this address already.
    EmailTaken,
    /// Nobody would look after the server.
    LastAdmin,
    /// Nobody is let in by that account.
    AccountClosed,
    /// There is no such mail.
    MailNotFound,
    /// The mail left, waits to leave, or is of no more use.
    MailSettled,
    /// The mail was written with another server key.
    MailUnreadable,
    /// Mails do not leave this server.
    MailUnavailable,
    /// A link to an account is unknown, was used, or has expired.
    AccountLinkInvalid,
    /// The link has no secret in it: it was cut off.
    TokenRequired,
    /// There is no such invite.
    InviteNotFound,
    /// The invite is for another address.
    EmailMismatch,
    /// The invite is for the caller's address, which they have not confirmed.
    EmailUnverified,
    /// Somebody accepted the invite, or the caller did and has left since.
    InviteAlreadyAccepted,
    /// The invite was taken back before.
    InviteAlreadyRevoked,
    /// The invite was taken back, or has a newer link.
    InviteRevoked,
    /// Whom the invite was for said no.
    InviteDeclined,
    /// The invite's time is over.
    InviteExpired,
    /// The invite is not open: it gets a new link first.
    InviteNotOpen,
    /// The invite still works: there is no need for a new one.
    InviteStillOpen,
    /// There are as many open invites as there may be.
    InviteLimitReached,
    /// There is no such invitation any more, or it is somebody else's.
    InvitationNotFound,
    /// They are invited already.
    InvitationPending,
    /// The invitation was withdrawn.
    InvitationWithdrawn,
    /// The invitation's time is over.
    InvitationExpired,
    /// They declined a short time ago.
    RecentlyDeclined,
    /// The caller has this role, or a higher one.
    AlreadyHost,
    /// The caller made the invite.
    SelfInvite,
    /// The gathering has a primary host.
    EventAlreadyHosted,
    /// The gathering has a primary host: nobody needs to step up.
    NoPrimaryNeeded,
    /// The primary host hands the gathering over first.
    PrimaryStays,
    /// Nobody took the gathering in hand by themselves, or too long ago.
    NothingToReverse,
    /// The gathering is cancelled.
    EventClosed,
    /// It has changed since it was read.
    VersionMismatch,
    /// The body did not arrive in time.
    RequestTimeout,
    /// The body is too large.
    PayloadTooLarge,
    /// The address is too long.
    UriTooLong,
    /// The body is not declared as JSON.
    UnsupportedMediaType,
    /// One or more fields are wrong; `fields` lists all of them.
    ValidationFailed,
    /// That person is not in the item's team.
    PersonNotInTeam,
    /// This idempotency key was used for another request.
    IdempotencyKeyReused,
    /// Too many requests.
    RateLimited,
    /// An admin paused it.
    FeatureDisabled,
    /// We broke.
    Internal,
    /// The database is out of reach.
    Unavailable,
}
