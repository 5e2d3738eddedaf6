//! The table of failures, for who runs an event.

use gather_domain::invite::InviteRefusal;
use gather_wire::{ProblemCode, ProblemContext};

use super::{ApiError, sentence};
use crate::http::translate::manage_url;
use crate::usecase::{
    deletions::DeletionError, hosting::HostingError, invitations::InvitationError,
    invite_answers::InviteAnswerError, invites::InviteError, notifications::NotificationError,
    owners::NotTheirs, owning::OwningError, public_events::PublicEventError,
    publications::PublicationError,
};

impl From<OwningError> for ApiError {
    fn from(error: OwningError) -> Self {
        match error {
            OwningError::NotSignedIn(refusal) => refusal.into(),
            OwningError::UnknownEvent => Self::new(ProblemCode::EventNotFound, sentence(&error)),
            OwningError::NotTheirs => Self::new(ProblemCode::Forbidden, sentence(&error)),
            OwningError::Store(cause) => cause.into(),
        }
    }
}

impl From<NotTheirs> for ApiError {
    fn from(error: NotTheirs) -> Self {
        match error {
            NotTheirs::Owning(refusal) => refusal.into(),
            NotTheirs::Refused(reason) => reason.into(),
        }
    }
}

impl From<PublicationError> for ApiError {
    fn from(error: PublicationError) -> Self {
        match error {
            PublicationError::Owning(refusal) => refusal.into(),
            PublicationError::Refused(reason) => reason.into(),
            PublicationError::VersionMismatch => {
                Self::new(ProblemCode::VersionMismatch, sentence(&error))
            }
            PublicationError::Store(cause) => cause.into(),
        }
    }
}

impl From<PublicEventError> for ApiError {
    fn from(error: PublicEventError) -> Self {
        match error {
            PublicEventError::Unknown => Self::new(ProblemCode::EventNotFound, sentence(&error)),
            PublicEventError::Store(cause) => cause.into(),
        }
    }
}

impl From<DeletionError> for ApiError {
    fn from(error: DeletionError) -> Self {
        match error {
            DeletionError::Owning(refusal) => refusal.into(),
            DeletionError::NoAdmin(refusal) => refusal.into(),
            DeletionError::Refused(reason) => reason.into(),
            DeletionError::NotDeleted => Self::new(ProblemCode::EventNotFound, sentence(&error)),
            DeletionError::Store(cause) => cause.into(),
        }
    }
}

impl From<HostingError> for ApiError {
    fn from(error: HostingError) -> Self {
        let code = match error {
            HostingError::Owning(refusal) => return refusal.into(),
            HostingError::Refused(reason) => return reason.into(),
            HostingError::Store(cause) => return cause.into(),
            HostingError::ReasonRequired => {
                return Self::field("/reason", "reason_required", &error);
            }
            HostingError::UnknownHost | HostingError::UnknownAccount => {
                ProblemCode::AccountNotFound
            }
            HostingError::Suspended => ProblemCode::AccountClosed,
            HostingError::AlreadyHost => ProblemCode::AlreadyHost,
            HostingError::AlreadyHosted => ProblemCode::EventAlreadyHosted,
            HostingError::NoPrimaryNeeded => ProblemCode::NoPrimaryNeeded,
            HostingError::PrimaryStays => ProblemCode::PrimaryStays,
            HostingError::NothingToReverse => ProblemCode::NothingToReverse,
            HostingError::AdminDecides => ProblemCode::Forbidden,
        };
        Self::new(code, sentence(&error))
    }
}

impl From<InviteError> for ApiError {
    fn from(error: InviteError) -> Self {
        let code = match error {
            InviteError::Owning(refusal) => return refusal.into(),
            InviteError::Refused(reason) => return reason.into(),
            InviteError::Guard(refusal) => return refusal.into(),
            InviteError::Store(cause) => return cause.into(),
            InviteError::NoAddress => return Self::field("/send_email", "no_address", &error),
            InviteError::Unknown => ProblemCode::InviteNotFound,
            InviteError::TooMany | InviteError::TooManyLinks => ProblemCode::InviteLimitReached,
            InviteError::Accepted => ProblemCode::InviteAlreadyAccepted,
            InviteError::Revoked => ProblemCode::InviteAlreadyRevoked,
            InviteError::NotOpen => ProblemCode::InviteNotOpen,
            InviteError::Paused => ProblemCode::FeatureDisabled,
            InviteError::KeyReused(_) => ProblemCode::IdempotencyKeyReused,
        };
        Self::new(code, sentence(&error))
    }
}

impl From<InvitationError> for ApiError {
    fn from(error: InvitationError) -> Self {
        let code = match error {
            InvitationError::Owning(refusal) => return refusal.into(),
            InvitationError::NotSignedIn(refusal) => return refusal.into(),
            InvitationError::Refused(reason) => return reason.into(),
            InvitationError::Guard(refusal) => return refusal.into(),
            InvitationError::Store(cause) => return cause.into(),
            InvitationError::Oneself => return Self::field("/account_id", "oneself", &error),
            InvitationError::UnknownAccount => ProblemCode::AccountNotFound,
            InvitationError::AlreadyHost => ProblemCode::AlreadyHost,
            InvitationError::Pending => ProblemCode::InvitationPending,
            InvitationError::RecentlyDeclined => ProblemCode::RecentlyDeclined,
            InvitationError::TooMany => ProblemCode::InviteLimitReached,
            InvitationError::Paused => ProblemCode::FeatureDisabled,
            InvitationError::Unknown => ProblemCode::InvitationNotFound,
            InvitationError::Withdrawn => ProblemCode::InvitationWithdrawn,
            InvitationError::EventClosed => ProblemCode::EventClosed,
            InvitationError::Expired => ProblemCode::InvitationExpired,
        };
        Self::new(code, sentence(&error))
    }
}

impl From<NotificationError> for ApiError {
    fn from(error: NotificationError) -> Self {
        match error {
            NotificationError::NotSignedIn(refusal) => refusal.into(),
            NotificationError::Store(cause) => cause.into(),
        }
    }
}

impl From<InviteAnswerError> for ApiError {
    fn from(error: InviteAnswerError) -> Self {
        let detail = sentence(&error);
        match error {
            InviteAnswerError::NotSignedIn(refusal) => refusal.into(),
            InviteAnswerError::Guard(refusal) => refusal.into(),
            InviteAnswerError::Store(cause) => cause.into(),
            InviteAnswerError::KeyReused(_) => Self::new(ProblemCode::IdempotencyKeyReused, detail),
            InviteAnswerError::NoToken => Self::new(ProblemCode::TokenRequired, detail),
            InviteAnswerError::Unknown => Self::new(ProblemCode::InviteNotFound, detail),
            InviteAnswerError::UnknownEvent => Self::new(ProblemCode::EventNotFound, detail),
            InviteAnswerError::Replaced => Self::new(ProblemCode::InviteRevoked, detail),
            InviteAnswerError::StillOpen => Self::new(ProblemCode::InviteStillOpen, detail),
            InviteAnswerError::Refused { refusal, invite } => {
                let context = ProblemContext::default();
                let context = match refusal {
                    InviteRefusal::AlreadyHost => ProblemContext {
                        event_id: Some(invite.event_id.as_uuid()),
                        manage_url: Some(manage_url(invite.event_id)),
                        ..context
                    },
                    InviteRefusal::EmailMismatch => {
                        ProblemContext { email_hint: invite.email_hint(), ..context }
                    }
                    _ => return Self::new(invite_code(refusal), detail),
                };
                Self::new(invite_code(refusal), detail).with(context)
            }
        }
    }
}

/// The code of each reason why an invite cannot be accepted.
pub(crate) const fn invite_code(refusal: InviteRefusal) -> ProblemCode {
    match refusal {
        InviteRefusal::AlreadyHost => ProblemCode::AlreadyHost,
        InviteRefusal::AlreadyAccepted => ProblemCode::InviteAlreadyAccepted,
        InviteRefusal::Revoked => ProblemCode::InviteRevoked,
        InviteRefusal::Declined => ProblemCode::InviteDeclined,
        InviteRefusal::Expired => ProblemCode::InviteExpired,
        InviteRefusal::EmailMismatch => ProblemCode::EmailMismatch,
        InviteRefusal::EmailUnverified => ProblemCode::EmailUnverified,
        InviteRefusal::SelfInvite => ProblemCode::SelfInvite,
        InviteRefusal::EventClosed => ProblemCode::EventClosed,
    }
}
