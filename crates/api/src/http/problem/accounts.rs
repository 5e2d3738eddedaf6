//! The table of failures, for accounts.

use gather_wire::{FieldProblem, ProblemCode};

use super::{ApiError, sentence};
use crate::{
    account::NotSignedIn,
    http::limit::too_often,
    password::HashError,
    usecase::{
        account_links::{AccountLinkError, ChangeEmailError},
        accounts::ChangeAccountError,
        admin::AdminError,
        departures::DeleteAccountError,
        guards::GuardError,
        held_mails::HeldMailError,
        own_events::OwnEventError,
        signing_in::{LogInError, SignUpError},
    },
};

/// How many seconds until it is worth trying again.
const SOON: u64 = 2;

impl From<NotSignedIn> for ApiError {
    fn from(error: NotSignedIn) -> Self {
        match error {
            NotSignedIn::SignedOut => {
                Self::new(ProblemCode::Unauthenticated, "You are not signed in any more.")
            }
            NotSignedIn::Suspended => suspended(),
            NotSignedIn::Store(cause) => cause.into(),
        }
    }
}

impl From<HashError> for ApiError {
    fn from(error: HashError) -> Self {
        match error {
            HashError::Busy => {
                let detail = "Many people are signing in just now. Try again in a moment.";
                Self::new(ProblemCode::Unavailable, detail).retry_after(SOON)
            }
            HashError::Failed => {
                tracing::error!("a password could not be hashed or compared");
                Self::new(ProblemCode::Internal, "Something went wrong on our side.")
            }
        }
    }
}

impl From<GuardError> for ApiError {
    fn from(error: GuardError) -> Self {
        match error {
            GuardError::TooOften { wait } => too_often(wait.to_std().unwrap_or_default()),
            GuardError::Store(cause) => cause.into(),
        }
    }
}

impl From<SignUpError> for ApiError {
    fn from(error: SignUpError) -> Self {
        match error {
            SignUpError::EmailTaken => Self::new(ProblemCode::EmailTaken, sentence(&error)),
            SignUpError::Guard(refusal) => refusal.into(),
            SignUpError::Hash(cause) => cause.into(),
            SignUpError::Store(cause) => cause.into(),
        }
    }
}

impl From<LogInError> for ApiError {
    fn from(error: LogInError) -> Self {
        match error {
            LogInError::InvalidCredentials => {
                Self::new(ProblemCode::InvalidCredentials, sentence(&error))
            }
            LogInError::Suspended => suspended(),
            LogInError::Guard(refusal) => refusal.into(),
            LogInError::Hash(cause) => cause.into(),
            LogInError::Store(cause) => cause.into(),
        }
    }
}

impl From<ChangeAccountError> for ApiError {
    fn from(error: ChangeAccountError) -> Self {
        match error {
            ChangeAccountError::NotSignedIn(refusal) => refusal.into(),
            ChangeAccountError::WrongPassword => Self::invalid(vec![FieldProblem {
                path: "/current_password".to_owned(),
                code: "wrong_password".to_owned(),
                message: error.to_string(),
            }]),
            ChangeAccountError::UnknownSession => {
                Self::new(ProblemCode::SessionNotFound, sentence(&error))
            }
            ChangeAccountError::Guard(refusal) => refusal.into(),
            ChangeAccountError::Hash(cause) => cause.into(),
            ChangeAccountError::Store(cause) => cause.into(),
        }
    }
}

impl From<AccountLinkError> for ApiError {
    fn from(error: AccountLinkError) -> Self {
        match error {
            AccountLinkError::Closed => Self::new(
                ProblemCode::AccountLinkInvalid,
                "This link does not work any more. Ask for a new one.",
            ),
            AccountLinkError::WrongPassword => {
                Self::new(ProblemCode::InvalidCredentials, sentence(&error))
            }
            AccountLinkError::Suspended => suspended(),
            AccountLinkError::EmailTaken => Self::new(ProblemCode::EmailTaken, sentence(&error)),
            AccountLinkError::Guard(refusal) => refusal.into(),
            AccountLinkError::Hash(cause) => cause.into(),
            AccountLinkError::Store(cause) => cause.into(),
        }
    }
}

impl From<ChangeEmailError> for ApiError {
    fn from(error: ChangeEmailError) -> Self {
        match error {
            ChangeEmailError::NotSignedIn(refusal) => refusal.into(),
            ChangeEmailError::WrongPassword => {
                Self::field("/current_password", "wrong_password", &error)
            }
            ChangeEmailError::Same => Self::field("/email", "unchanged", &error),
            ChangeEmailError::Guard(refusal) => refusal.into(),
            ChangeEmailError::Hash(cause) => cause.into(),
            ChangeEmailError::Store(cause) => cause.into(),
        }
    }
}

impl From<AdminError> for ApiError {
    fn from(error: AdminError) -> Self {
        match error {
            AdminError::NotSignedIn(refusal) => refusal.into(),
            AdminError::NotAdmin => Self::new(ProblemCode::Forbidden, sentence(&error)),
            AdminError::UnknownAccount => Self::new(ProblemCode::AccountNotFound, sentence(&error)),
            AdminError::Closed => Self::new(ProblemCode::AccountClosed, sentence(&error)),
            AdminError::Busy => {
                Self::new(ProblemCode::Unavailable, sentence(&error)).retry_after(SOON)
            }
            AdminError::LastAdmin => Self::new(ProblemCode::LastAdmin, sentence(&error)),
            AdminError::Store(cause) => cause.into(),
        }
    }
}

impl From<HeldMailError> for ApiError {
    fn from(error: HeldMailError) -> Self {
        let code = match error {
            HeldMailError::Admin(refusal) => return refusal.into(),
            HeldMailError::Store(cause) => return cause.into(),
            HeldMailError::Unknown => ProblemCode::MailNotFound,
            HeldMailError::Settled => ProblemCode::MailSettled,
            HeldMailError::Unreadable => ProblemCode::MailUnreadable,
            HeldMailError::NoMail => ProblemCode::MailUnavailable,
        };
        Self::new(code, sentence(&error))
    }
}

impl From<DeleteAccountError> for ApiError {
    fn from(error: DeleteAccountError) -> Self {
        match error {
            DeleteAccountError::Refused(refusal) => refusal.into(),
            DeleteAccountError::Own => Self::new(ProblemCode::Forbidden, sentence(&error)),
            DeleteAccountError::WrongPassword => {
                Self::field("/current_password", "wrong_password", &error)
            }
            DeleteAccountError::Busy => {
                Self::new(ProblemCode::Unavailable, sentence(&error)).retry_after(SOON)
            }
            DeleteAccountError::Guard(refusal) => refusal.into(),
            DeleteAccountError::Hash(cause) => cause.into(),
            DeleteAccountError::Store(cause) => cause.into(),
        }
    }
}

impl From<OwnEventError> for ApiError {
    fn from(error: OwnEventError) -> Self {
        match error {
            OwnEventError::NotSignedIn(refusal) => refusal.into(),
            OwnEventError::Refused(reason) => reason.into(),
            OwnEventError::KeyReused(_) => {
                Self::new(ProblemCode::IdempotencyKeyReused, sentence(&error))
            }
            OwnEventError::Store(cause) => cause.into(),
        }
    }
}

fn suspended() -> ApiError {
    ApiError::new(
        ProblemCode::AccountSuspended,
        "This account is suspended. Ask whoever runs this server.",
    )
}
