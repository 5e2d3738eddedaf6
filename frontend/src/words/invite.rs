//! What is said about invites, to whoever opens one.

use gather_wire::{HostRole, InviteOutcome, InviteStatus, ProblemCode};

use super::DeadLink;
use crate::{api::ApiError, link::Fault};

/// As what somebody is invited, after "to be".
pub fn offer(role: HostRole, outcome: InviteOutcome) -> &'static str {
    match (role, outcome) {
        (HostRole::Cohost, _) => "a co-host",
        (HostRole::Host, InviteOutcome::AdditionalHost | InviteOutcome::Upgrade) => "a host",
        (HostRole::Host, _) => "the host",
    }
}

/// What a role lets one do.
pub fn allows(role: HostRole, is_primary: bool) -> &'static str {
    match (role, is_primary) {
        (_, true) => {
            "You plan the gathering, send everybody their link, and invite others to run it with \
             you."
        }
        (HostRole::Host, false) => {
            "You plan the gathering with its primary host, send everybody their link, and invite \
             co-hosts."
        }
        (HostRole::Cohost, false) => {
            "You help the hosts to plan the gathering and to send everybody their link."
        }
    }
}

/// The heading of what one has become, and what that is called.
pub fn became(
    event: &str,
    role: HostRole,
    is_primary: bool,
    upgraded: bool,
) -> (String, &'static str) {
    match (role, is_primary) {
        (_, true) => (format!("{event} is in your hands"), "You are its primary host."),
        (HostRole::Host, false) if upgraded => {
            (format!("You host {event} now"), "You were a co-host; now you are one of its hosts.")
        }
        (HostRole::Host, false) => (format!("You host {event}"), "You are one of its hosts."),
        (HostRole::Cohost, false) => {
            (format!("You help to run {event}"), "You are one of its co-hosts.")
        }
    }
}

/// The refusal that an invite which fares so would bring.
pub const fn refusal_of(status: InviteStatus) -> Option<ProblemCode> {
    match status {
        InviteStatus::Pending => None,
        InviteStatus::Accepted => Some(ProblemCode::InviteAlreadyAccepted),
        InviteStatus::Declined => Some(ProblemCode::InviteDeclined),
        InviteStatus::Expired => Some(ProblemCode::InviteExpired),
        InviteStatus::Revoked => Some(ProblemCode::InviteRevoked),
    }
}

/// The page of an address without the secret of an invite.
pub fn invite_fault(fault: &Fault) -> DeadLink {
    match fault {
        Fault::Missing => DeadLink {
            title: "Open the invite you were sent",
            text: "This page needs the whole link from the message: a long one. Tap it there, or \
                   copy all of it. If you have accepted an invite before, you find the gathering \
                   among yours.",
            rather: Some(("My gatherings", "/events".to_owned())),
        },
        Fault::Malformed | Fault::OtherKind(_) => super::link_fault(fault),
    }
}

/// The page of an invite that cannot be accepted; `None` where that is not the invite's fault.
pub fn closed_invite(code: ProblemCode, signed_in: bool) -> Option<DeadLink> {
    let (title, text) = match code {
        ProblemCode::TokenRequired => (
            "This link is not complete",
            "A part of it is missing. Tap the link in the message again, or ask whoever sent it for \
             a new one.",
        ),
        ProblemCode::InviteNotFound => (
            "This invite does not work",
            "Perhaps a part of the link is missing. Tap it in the message again, or ask whoever \
             sent it for a new one.",
        ),
        ProblemCode::EventNotFound => (
            "This gathering is gone",
            "It was deleted after you were invited. Whoever sent you the link can tell you why.",
        ),
        ProblemCode::InviteAlreadyAccepted => (
            "This invite was used already",
            "An invite works once. If it was you who accepted it, the gathering is among yours. If \
             not, ask whoever sent it for one of your own.",
        ),
        ProblemCode::InviteRevoked | ProblemCode::InviteAlreadyRevoked => (
            "This invite was taken back",
            "Or there is a newer link for it: look for a later message. Otherwise ask whoever sent \
             it.",
        ),
        ProblemCode::InviteDeclined => (
            "This invite was declined",
            "If you have changed your mind, ask whoever sent it for a new one.",
        ),
        ProblemCode::InviteExpired => (
            "This invite has expired",
            "Invites work for some days only. Have another one made: whoever sent this one gets a \
             notice.",
        ),
        ProblemCode::AlreadyHost => (
            "You run this gathering already",
            "There is nothing to accept: you have what this invite would give you.",
        ),
        ProblemCode::SelfInvite => (
            "You made this invite yourself",
            "Send the link to whom it is for. You cannot accept your own.",
        ),
        ProblemCode::EventClosed => (
            "This gathering is cancelled",
            "So nobody is invited to run it. If that changes, the same link works again.",
        ),
        ProblemCode::AccountSuspended => (
            "Your account is suspended",
            "So you cannot accept invites. Ask whoever runs this server.",
        ),
        _ => return None,
    };
    let rather = match (code, signed_in) {
        (ProblemCode::InviteExpired, _) => None,
        (_, true) => Some(("My gatherings", "/events".to_owned())),
        (ProblemCode::InviteAlreadyAccepted, false) => Some(("Sign in", "/login".to_owned())),
        (_, false) => Some(("What is Gather?", "/".to_owned())),
    };
    Some(DeadLink { title, text, rather })
}

/// Why no new invite was asked for.
pub fn asking_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::RateLimited => {
            "They were asked within the last day. Give them a little time, or ask them yourself."
        }
        _ => return None,
    };
    Some(said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_of_an_invite_has_its_own_page_and_a_next_step() {
        use ProblemCode as P;

        let codes = [
            P::TokenRequired,
            P::InviteNotFound,
            P::EventNotFound,
            P::InviteAlreadyAccepted,
            P::InviteRevoked,
            P::InviteDeclined,
            P::InviteExpired,
            P::AlreadyHost,
            P::SelfInvite,
            P::AccountSuspended,
        ];
        for signed_in in [true, false] {
            let pages = codes.map(|code| closed_invite(code, signed_in).unwrap());
            for (index, page) in pages.iter().enumerate() {
                assert!(pages[..index].iter().all(|other| other.title != page.title));
                let asks_for_another = codes[index] == P::InviteExpired;
                assert!(page.rather.is_some() || asks_for_another, "{}", page.title);
            }
        }
        // What the invite has no part in.
        for code in [P::EmailMismatch, P::EmailUnverified, P::RateLimited, P::Internal] {
            assert_eq!(closed_invite(code, true), None, "{code:?}");
        }
    }

    #[test]
    fn what_no_longer_waits_is_refused() {
        assert_eq!(refusal_of(InviteStatus::Pending), None);
        let expired = refusal_of(InviteStatus::Expired);
        assert_eq!(expired, Some(ProblemCode::InviteExpired));
    }
}
