use gather_wire::{FieldProblem, ProblemCode};

use super::Reader;
use crate::{api::ApiError, link::Fault, link::Secret};

/// Why something is not possible: the reason of a disabled button and of a refusal alike.
pub fn sentence(code: ProblemCode, reader: &Reader) -> String {
    use ProblemCode as P;

    let said = match code {
        P::EventFrozen => return format!("The plan is frozen: ask {} for changes.", reader.ask()),
        P::EventComplete => "The gathering is finished. Nothing changes any more.",
        P::NotStarted => "Confirming has not started yet. It begins when the host says so.",
        P::OverrideRequired => "The plan is frozen: a change needs a reason from you.",
        P::FreezeBlocked => {
            "Critical items have nobody, or somebody who can’t. Give each to someone, or unmark it."
        }
        P::InvalidTransition => "The plan has moved on meanwhile. This page now shows where it is.",
        P::CriticalItemLocked if *reader == Reader::Host => {
            "A critical item cannot be deleted once confirming has started. Unmark it first."
        }
        P::CriticalItemLocked => {
            "A critical item stays critical, and stays, once confirming has started. Only the host \
             can unmark it."
        }
        P::OnlyInDraft => "This is fixed once confirming has started.",
        P::TeamNotEmpty => "The team still has people or items.",
        P::HostStays => "Whoever hosts the gathering stays in its plan.",
        P::VersionMismatch => {
            "Somebody else changed this meanwhile. This page now shows how it is."
        }
        P::PersonNotInTeam => "That person is not in this team (any more).",
        P::ItemNotFound => "This item is not on the plan any more. Somebody may have deleted it.",
        P::AssignmentNotFound => {
            "This is not yours any more. It was given to someone else, or taken off the plan."
        }
        P::TeamNotFound => "There is no such team.",
        P::DayNotFound => "There is no such day in this gathering.",
        P::PersonNotFound => "There is no such person in this gathering.",
        P::EventNotFound | P::NotFound | P::MethodNotAllowed => "There is nothing at this address.",
        P::Forbidden => "You may not do that here.",
        P::Unauthenticated => {
            "You are not signed in any more. Sign in again in another tab, then try once more."
        }
        P::LinkUnknown => "This link does not work any more. Ask whoever sent it for a new one.",
        P::InvalidCredentials => {
            "The address or the password is not right, or the address was never confirmed."
        }
        P::CrossOriginRefused => "Another site asked for this in your name. Load the page again.",
        P::AccountSuspended => "This account is suspended. Ask whoever runs this server.",
        P::EmailTaken => "There is an account with this address already. Sign in instead.",
        P::AccountLinkInvalid => "This link does not work any more. Ask for a new one.",
        P::AccountNotFound => "There is no such account (any more).",
        P::AccountClosed => {
            "Nobody is let in by this account. Vouch for its address, or restore it, first."
        }
        P::MailNotFound => "There is no such mail (any more).",
        P::MailSettled => "This mail has left, or is of no more use. Load the page again.",
        P::MailUnreadable => {
            "This mail was written with another server key. Nobody can read it any more."
        }
        P::MailUnavailable => "No mail leaves this server. Pass it on by hand.",
        P::FeatureDisabled => "New invites and invitations are paused on this server.",
        P::LastAdmin => "This is the last admin. Make another one first.",
        P::SessionNotFound => "That session is over already.",
        P::LinkExpired => "This link has expired. Ask whoever sent it for a new one.",
        P::WrongScope => "This link is for another page.",
        P::TokenRequired => "A part of the link is missing. Open it from the message again.",
        P::InviteNotFound => "There is no such invite (any more).",
        P::EmailMismatch => "This invite is for another address.",
        P::EmailUnverified => "Confirm your address first.",
        P::InviteAlreadyAccepted => "This invite was accepted already.",
        P::InviteAlreadyRevoked | P::InviteRevoked => "This invite was taken back.",
        P::InviteDeclined => "This invite was declined.",
        P::InviteExpired => "This invite has expired.",
        P::InviteNotOpen => "This invite is not open. Give it a new link first.",
        P::InviteStillOpen => "The link still works. Load the page again.",
        P::InviteLimitReached => {
            "There are too many open invites. Take back one that is not needed."
        }
        P::EventAlreadyHosted | P::NoPrimaryNeeded => "The gathering has a primary host already.",
        P::EventClosed => "The gathering is cancelled: nobody is invited to run it.",
        P::PrimaryStays => "The primary host hands the gathering over first.",
        P::NothingToReverse => "It is theirs for good by now. You can put somebody else in charge.",
        P::AlreadyHost => "You run this gathering already.",
        P::InvitationNotFound => "This invitation is not there any more. Load the page again.",
        P::InvitationPending => "They are invited already, and have not answered yet.",
        P::InvitationWithdrawn => "This invitation was withdrawn. Ask whoever invited you.",
        P::InvitationExpired => "This invitation has expired. Ask for a new one.",
        P::RecentlyDeclined => "They said no less than a week ago.",
        P::SelfInvite => "You made this invite yourself. Send it to whom it is for.",
        P::ValidationFailed => "Something is not right yet. Look at what is marked.",
        P::PayloadTooLarge | P::UriTooLong => "That is too long to be saved. Please shorten it.",
        P::RequestTimeout => "Your connection was too slow. Nothing was changed. Try again.",
        P::RateLimited => "That was a lot at once. Wait a minute, then try again.",
        P::Internal => "Something went wrong on our side. Nothing was changed. Try again.",
        P::Unavailable => "Gather cannot reach its data just now. Try again in a moment.",
        P::MalformedBody
        | P::MalformedPath
        | P::MalformedQuery
        | P::MalformedHeader
        | P::UnsupportedMediaType
        | P::IdempotencyKeyReused => {
            "This page and the server do not understand each other. Load the page again."
        }
    };
    said.to_owned()
}

/// What is wrong with a field, next to it: what is to be done where that is plain, else what the
/// server says, which goes on from the field's label.
pub fn field_problem(field: &FieldProblem) -> String {
    match field.code.as_str() {
        "empty" => "Fill this in".to_owned(),
        // Nobody types a date: the picker has one, or none.
        "not_a_date" => "Choose a day".to_owned(),
        _ => field.message.clone(),
    }
}

/// What is wrong with a field, away from it.
pub fn labelled(label: &str, why: &str) -> String {
    let goes_on = why.chars().next().is_none_or(char::is_lowercase);
    if goes_on { format!("{label} {why}") } else { format!("{label}: {why}") }
}

/// Why a call failed.
pub fn failure(error: &ApiError, reader: &Reader) -> String {
    match error {
        ApiError::Refused(problem) => sentence(problem.code, reader),
        ApiError::Unreachable => {
            "Gather could not be reached. Check your connection, then try again.".to_owned()
        }
        ApiError::Unreadable => {
            "Gather did not answer as it should. Try again in a moment.".to_owned()
        }
    }
}

/// Why a change was not taken back.
pub fn undo_failure(error: &ApiError, reader: &Reader) -> String {
    match error.code() {
        Some(ProblemCode::VersionMismatch) => {
            "Not taken back: somebody changed it meanwhile. This page now shows how it is."
                .to_owned()
        }
        _ => format!("Not taken back. {}", failure(error, reader)),
    }
}

/// What stands on the page of a link that opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLink {
    /// What is the matter.
    pub title: &'static str,
    /// Why, and whom to ask.
    pub text: &'static str,
    /// Where to go instead.
    pub rather: Option<(&'static str, String)>,
}

/// The page of an address without a link that fits.
pub fn link_fault(fault: &Fault) -> DeadLink {
    match fault {
        Fault::Missing => DeadLink {
            title: "Open the link you were sent",
            text: "This page needs your own link: the long one from the message. Tap it there, or \
                   copy all of it.",
            rather: None,
        },
        Fault::Malformed => DeadLink {
            title: "This link is not complete",
            text: "A part of it is missing, perhaps because a message was cut off. Tap the link in \
                   the message again, or ask whoever sent it for a new one.",
            rather: None,
        },
        Fault::OtherKind(secret) => other_page(secret),
    }
}

pub(super) fn other_page(secret: &Secret) -> DeadLink {
    DeadLink {
        title: "This link is for another page",
        text: "It works, only not here.",
        rather: Some(("Open it where it works", secret.address())),
    }
}

/// The page of a link that the server does not take. `None` is a failure of another kind.
pub fn dead_link(code: ProblemCode, secret: Option<&Secret>) -> Option<DeadLink> {
    match code {
        ProblemCode::LinkUnknown => Some(DeadLink {
            title: "This link does not work",
            text: "It may have been replaced by a newer one. Ask whoever sent it to you for a new \
                   link.",
            rather: None,
        }),
        ProblemCode::LinkExpired => Some(DeadLink {
            title: "This link has expired",
            text: "Links work for 90 days. Ask whoever sent it to you for a new one.",
            rather: None,
        }),
        ProblemCode::WrongScope => Some(secret.map_or(
            DeadLink {
                title: "This link is for another page",
                text: "Ask whoever sent it to you for a new one.",
                rather: None,
            },
            other_page,
        )),
        _ => None,
    }
}

/// The page of a gathering that is not in the reader's hands. `None` is a failure of another kind.
pub fn not_ones_own(code: ProblemCode) -> Option<DeadLink> {
    match code {
        ProblemCode::EventNotFound => Some(DeadLink {
            title: "This gathering is not in your hands",
            text: "It was deleted, or somebody else runs it. Are you signed in with the right \
                   account?",
            rather: Some(("My gatherings", "/events".to_owned())),
        }),
        ProblemCode::Forbidden => Some(DeadLink {
            title: "This is for whoever runs the gathering",
            text: "Are you signed in with the right account? An admin who needs to see this puts \
                   themselves in charge of the gathering first.",
            rather: Some(("My gatherings", "/events".to_owned())),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_plan_names_whom_to_ask() {
        let rosie = Reader::Participant { ask: Some("Anika".to_owned()) };
        assert_eq!(
            sentence(ProblemCode::EventFrozen, &rosie),
            "The plan is frozen: ask Anika for changes."
        );
        assert_eq!(
            sentence(ProblemCode::EventFrozen, &Reader::Coordinator),
            "The plan is frozen: ask the host for changes."
        );
    }

    #[test]
    fn a_field_says_what_is_to_be_done() {
        let wrong = |code: &str, message: &str| FieldProblem {
            path: "/starts_on".to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        };
        let date = field_problem(&wrong("not_a_date", "must be a date such as 2025-12-24"));
        assert_eq!(labelled("First day", &date), "First day: Choose a day");
        let empty = field_problem(&wrong("empty", "must not be empty"));
        assert_eq!(labelled("Name", &empty), "Name: Fill this in");
        let long = field_problem(&wrong("too_long", "must be at most 120 characters long"));
        assert_eq!(labelled("Name", &long), "Name must be at most 120 characters long");
    }

    #[test]
    fn each_dead_link_has_its_own_sentence() {
        let unknown = dead_link(ProblemCode::LinkUnknown, None).unwrap();
        let expired = dead_link(ProblemCode::LinkExpired, None).unwrap();
        let missing = link_fault(&Fault::Missing);
        let malformed = link_fault(&Fault::Malformed);
        let titles = [unknown.title, expired.title, missing.title, malformed.title];
        for (index, title) in titles.iter().enumerate() {
            assert!(!titles[..index].contains(title), "{title} is said twice");
        }
        assert_eq!(dead_link(ProblemCode::Unavailable, None), None);
    }
}
