//! The status and the title of every problem.

use actix_web::http::StatusCode;
use gather_wire::ProblemCode;

/// The status of each problem.
pub(crate) const fn status(code: ProblemCode) -> StatusCode {
    use ProblemCode as P;
    match code {
        P::MalformedBody
        | P::MalformedPath
        | P::MalformedQuery
        | P::MalformedHeader
        | P::TokenRequired => StatusCode::BAD_REQUEST,
        P::Unauthenticated | P::LinkUnknown | P::LinkExpired | P::InvalidCredentials => {
            StatusCode::UNAUTHORIZED
        }
        P::WrongScope
        | P::Forbidden
        | P::CrossOriginRefused
        | P::AccountSuspended
        | P::EmailMismatch
        | P::EmailUnverified => StatusCode::FORBIDDEN,
        P::NotFound
        | P::EventNotFound
        | P::InviteNotFound
        | P::InvitationNotFound
        | P::TeamNotFound
        | P::DayNotFound
        | P::ItemNotFound
        | P::AssignmentNotFound
        | P::PersonNotFound
        | P::SessionNotFound
        | P::AccountNotFound
        | P::MailNotFound => StatusCode::NOT_FOUND,
        P::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        P::NotStarted
        | P::EventFrozen
        | P::EventComplete
        | P::OverrideRequired
        | P::FreezeBlocked
        | P::InvalidTransition
        | P::CriticalItemLocked
        | P::OnlyInDraft
        | P::TeamNotEmpty
        | P::HostStays
        | P::EmailTaken
        | P::LastAdmin
        | P::AccountClosed
        | P::MailSettled
        | P::MailUnreadable
        | P::MailUnavailable
        | P::InviteAlreadyAccepted
        | P::InviteAlreadyRevoked
        | P::InviteLimitReached
        | P::AlreadyHost
        | P::InviteNotOpen
        | P::InviteStillOpen
        | P::EventAlreadyHosted
        | P::NoPrimaryNeeded
        | P::PrimaryStays
        | P::NothingToReverse
        | P::InvitationPending
        | P::RecentlyDeclined
        | P::EventClosed
        | P::SelfInvite => StatusCode::CONFLICT,
        P::AccountLinkInvalid
        | P::InviteRevoked
        | P::InviteDeclined
        | P::InviteExpired
        | P::InvitationWithdrawn
        | P::InvitationExpired => StatusCode::GONE,
        P::VersionMismatch => StatusCode::PRECONDITION_FAILED,
        P::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
        P::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        P::UriTooLong => StatusCode::URI_TOO_LONG,
        P::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        P::ValidationFailed | P::PersonNotInTeam | P::IdempotencyKeyReused => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        P::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        P::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        P::FeatureDisabled | P::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// What each problem is, in a few words.
pub(super) const fn title(code: ProblemCode) -> &'static str {
    use ProblemCode as P;
    match code {
        P::MalformedBody => "The body cannot be read",
        P::MalformedPath => "The address cannot be read",
        P::MalformedQuery => "The query cannot be read",
        P::MalformedHeader => "A header cannot be read",
        P::Unauthenticated => "No link, and nobody signed in",
        P::LinkUnknown => "Unknown link",
        P::LinkExpired => "Expired link",
        P::WrongScope => "A link for something else",
        P::Forbidden => "Not allowed",
        P::InvalidCredentials => "Not the right address or password",
        P::CrossOriginRefused => "Asked for by another site",
        P::AccountSuspended => "The account is suspended",
        P::EmailTaken => "There is such an account",
        P::NotFound => "Nothing here",
        P::EventNotFound => "No such gathering",
        P::TeamNotFound => "No such team",
        P::DayNotFound => "No such day",
        P::ItemNotFound => "No such item",
        P::AssignmentNotFound => "No such assignment",
        P::PersonNotFound => "No such person",
        P::SessionNotFound => "No such session",
        P::AccountNotFound => "No such account",
        P::LastAdmin => "The last admin stays",
        P::AccountClosed => "The account lets nobody in",
        P::MailNotFound => "No such mail",
        P::MailSettled => "Nothing to be done about the mail",
        P::MailUnreadable => "The mail cannot be read",
        P::MailUnavailable => "No mail leaves this server",
        P::MethodNotAllowed => "Not with this method",
        P::NotStarted => "Not started yet",
        P::EventFrozen => "The plan is frozen",
        P::EventComplete => "The gathering is finished",
        P::OverrideRequired => "A reason is needed",
        P::FreezeBlocked => "Critical items have nobody",
        P::InvalidTransition => "The plan cannot go there",
        P::CriticalItemLocked => "A critical item stays",
        P::OnlyInDraft => "Only in a draft",
        P::TeamNotEmpty => "The team is not empty",
        P::HostStays => "A host stays",
        P::AccountLinkInvalid => "The link does not work any more",
        P::TokenRequired => "The link is not whole",
        P::InviteNotFound => "No such invite",
        P::EmailMismatch => "For another address",
        P::EmailUnverified => "The address is not confirmed",
        P::InviteAlreadyAccepted => "The invite was accepted",
        P::InviteAlreadyRevoked => "The invite was taken back before",
        P::InviteRevoked => "The invite was taken back",
        P::InviteDeclined => "The invite was declined",
        P::InviteExpired => "The invite has expired",
        P::InviteLimitReached => "Too many invites",
        P::InviteNotOpen => "The invite is not open",
        P::InviteStillOpen => "The invite still works",
        P::AlreadyHost => "You run it already",
        P::InvitationNotFound => "No such invitation",
        P::InvitationPending => "Invited already",
        P::InvitationWithdrawn => "The invitation was withdrawn",
        P::InvitationExpired => "The invitation has expired",
        P::RecentlyDeclined => "They declined a short time ago",
        P::SelfInvite => "Your own invite",
        P::EventAlreadyHosted | P::NoPrimaryNeeded => "It has a primary host",
        P::PrimaryStays => "The primary host stays",
        P::NothingToReverse => "Nothing to reverse",
        P::EventClosed => "The gathering is cancelled",
        P::VersionMismatch => "It has changed",
        P::RequestTimeout => "The body did not arrive",
        P::PayloadTooLarge => "The body is too large",
        P::UriTooLong => "The address is too long",
        P::UnsupportedMediaType => "The body is of another type",
        P::ValidationFailed => "Something is not right",
        P::PersonNotInTeam => "Not in the team",
        P::IdempotencyKeyReused => "The key was used before",
        P::RateLimited => "Too many requests",
        P::FeatureDisabled => "Paused on this server",
        P::Internal => "Something went wrong",
        P::Unavailable => "Out of reach",
    }
}
