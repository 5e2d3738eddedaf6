//! What is said about invites, to whoever opens one.

use gather_wire::{HostRole, InviteOutcome, InvitePreview, InviteStatus, ProblemCode};
use uuid::Uuid;

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

/// What whoever opens an invite has been told of it so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownInvite {
    /// Whether they are signed in.
    pub signed_in: bool,
    /// Who made it.
    pub inviter: Option<String>,
    /// What the gathering is called.
    pub event: Option<String>,
    /// The gathering, where they run it already.
    pub event_id: Option<Uuid>,
}

impl KnownInvite {
    /// Keeps what a look at the invite told: of one that is over, the next look tells less.
    pub fn learn(&mut self, preview: &InvitePreview) {
        self.inviter = Some(preview.inviter_name.clone());
        if let Some(event) = &preview.event {
            self.event = Some(event.name.clone());
        }
    }

    /// Whom to ask.
    fn inviter(&self) -> &str {
        self.inviter.as_deref().unwrap_or("whoever sent it")
    }

    /// The same at the end of a sentence, with what they have to do with it.
    fn sender(&self) -> String {
        self.inviter
            .as_ref()
            .map_or_else(|| "whoever sent it".to_owned(), |name| format!("{name}, who sent it"))
    }
}

/// What stands on the page of an invite that is of no use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteEnd {
    /// What is the matter.
    pub title: String,
    /// Why, and whom to ask.
    pub text: String,
    /// Which gathering it was about, where the title does not name it.
    pub about: Option<String>,
    /// Where to go instead.
    pub rather: Option<(&'static str, String)>,
    /// What else there is to read. It is no remedy.
    pub aside: Option<(&'static str, &'static str)>,
}

fn my_gatherings() -> (&'static str, String) {
    ("My gatherings", "/events".to_owned())
}

/// The page of an address without the secret of an invite.
pub fn invite_fault(fault: &Fault, signed_in: bool) -> InviteEnd {
    let known = KnownInvite { signed_in, ..KnownInvite::default() };
    match fault {
        Fault::Missing => InviteEnd {
            title: "Open the invite you were sent".to_owned(),
            text: "This page needs the whole link from the message: a long one. Tap it there, or \
                   copy all of it. If you have accepted an invite before, you find the gathering \
                   among yours."
                .to_owned(),
            about: None,
            rather: Some(my_gatherings()),
            aside: None,
        },
        Fault::Malformed => ended(ProblemCode::TokenRequired, &known, incomplete(&known)),
        Fault::OtherKind(secret) => {
            let DeadLink { title, text, rather } = super::problem::other_page(secret);
            let (title, text) = (title.to_owned(), text.to_owned());
            InviteEnd { title, text, about: None, rather, aside: None }
        }
    }
}

/// Whether this is the end of an invite, for whoever gets it as an answer.
pub fn closes_invite(code: ProblemCode) -> bool {
    closed_invite(code, &KnownInvite::default()).is_some()
}

/// The page of an invite that cannot be accepted; `None` where that is not the invite's fault.
pub fn closed_invite(code: ProblemCode, known: &KnownInvite) -> Option<InviteEnd> {
    let (inviter, sender) = (known.inviter(), known.sender());
    let said = match code {
        ProblemCode::TokenRequired => incomplete(known),
        ProblemCode::InviteNotFound => (
            "This invite does not work",
            format!(
                "Perhaps a part of the link is missing. Tap it in the message again, or ask \
                 {inviter} for a new one."
            ),
        ),
        ProblemCode::EventNotFound => (
            "This gathering is gone",
            format!("It was deleted after you were invited. To know why, ask {sender}."),
        ),
        ProblemCode::InviteAlreadyAccepted => (
            "This invite was used already",
            format!(
                "An invite works once. If it was you who accepted it, the gathering is among \
                 yours. If not, ask {inviter} for one of your own."
            ),
        ),
        ProblemCode::InviteRevoked | ProblemCode::InviteAlreadyRevoked => (
            "This invite was taken back",
            format!(
                "Or there is a newer link for it: look for a later message. Otherwise ask {sender}."
            ),
        ),
        ProblemCode::InviteDeclined => (
            "This invite was declined",
            format!("If you have changed your mind, ask {inviter} for a new one."),
        ),
        ProblemCode::InviteExpired => (
            "This invite has expired",
            format!(
                "Invites work for some days only. Have another one made: {} gets a notice.",
                known.inviter.as_deref().unwrap_or("whoever sent this one")
            ),
        ),
        ProblemCode::AlreadyHost => (
            "You run this gathering already",
            "There is nothing to accept: you have what this invite would give you.".to_owned(),
        ),
        ProblemCode::SelfInvite => (
            "You made this invite yourself",
            "Send the link to whom it is for. You cannot accept your own.".to_owned(),
        ),
        ProblemCode::EventClosed => (
            "This gathering is cancelled",
            "So nobody is invited to run it. If that changes, the same link works again."
                .to_owned(),
        ),
        ProblemCode::AccountSuspended => (
            "Your account is suspended",
            "So you cannot accept invites. Ask whoever runs this server.".to_owned(),
        ),
        _ => return None,
    };
    Some(ended(code, known, said))
}

/// The page of an invite that cannot be accepted for a reason of which nothing is known here.
pub fn unusable_invite(known: &KnownInvite) -> InviteEnd {
    let said = ("You cannot accept this invite", format!("Ask {}.", known.sender()));
    ended(ProblemCode::Forbidden, known, said)
}

fn incomplete(known: &KnownInvite) -> (&'static str, String) {
    let text = format!(
        "A part of it is missing. Tap the link in the message again, or ask {} for a new one.",
        known.inviter()
    );
    ("This link is not complete", text)
}

fn ended(code: ProblemCode, known: &KnownInvite, said: (&'static str, String)) -> InviteEnd {
    let (title, text) = (said.0.to_owned(), said.1);
    let rather = match (code, known.event_id, known.signed_in) {
        (_, Some(id), _) => Some(("To the gathering", format!("/events/{id}"))),
        (ProblemCode::InviteExpired, None, _) => None,
        (_, None, true) => Some(my_gatherings()),
        (ProblemCode::InviteAlreadyAccepted, None, false) => Some(("Sign in", "/login".to_owned())),
        (_, None, false) => None,
    };
    let aside = (!known.signed_in && rather.is_none()).then_some(("What is Gather?", "/"));
    match (code, &known.event) {
        (ProblemCode::AlreadyHost, Some(event)) => InviteEnd {
            title: format!("You run {event} already"),
            text,
            about: None,
            rather,
            aside,
        },
        // Nobody invited them.
        (ProblemCode::SelfInvite, _) => InviteEnd { title, text, about: None, rather, aside },
        (_, event) => InviteEnd { title, text, about: event.clone(), rather, aside },
    }
}

/// What becomes of an invite that was declined.
pub fn told_of_declining(known: &KnownInvite) -> String {
    let who = known.inviter.as_deref().unwrap_or("Whoever invited you");
    let what = known.event.as_ref().map_or_else(
        || "is told".to_owned(),
        |event| format!("is told that you will not run {event}"),
    );
    format!("{who} {what}. The link does not work any more.")
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
            let known = KnownInvite { signed_in, ..KnownInvite::default() };
            let pages = codes.map(|code| closed_invite(code, &known).unwrap());
            for (index, page) in pages.iter().enumerate() {
                assert!(pages[..index].iter().all(|other| other.title != page.title));
                let asks_for_another = codes[index] == P::InviteExpired;
                let leads_on = page.rather.is_some() || page.aside.is_some();
                assert!(leads_on || asks_for_another, "{}", page.title);
            }
        }
        // What the invite has no part in.
        for code in [P::EmailMismatch, P::EmailUnverified, P::RateLimited, P::Internal] {
            assert!(!closes_invite(code), "{code:?}");
        }
    }

    #[test]
    fn what_was_told_of_an_invite_is_not_forgotten_when_it_ends() {
        let known = KnownInvite {
            signed_in: false,
            inviter: Some("Ada".to_owned()),
            event: Some("Orchard supper".to_owned()),
            event_id: None,
        };
        let taken = closed_invite(ProblemCode::InviteRevoked, &known).unwrap();
        assert!(taken.text.ends_with("ask Ada, who sent it."), "{}", taken.text);
        assert_eq!(taken.about.as_deref(), Some("Orchard supper"));
        assert_eq!(taken.rather, None, "nothing here mends it");
        let said = told_of_declining(&known);
        assert!(said.starts_with("Ada is told that you will not run Orchard supper."), "{said}");
        let theirs = KnownInvite { signed_in: true, event_id: Some(Uuid::nil()), ..known };
        let again = closed_invite(ProblemCode::AlreadyHost, &theirs).unwrap();
        assert_eq!(again.title, "You run Orchard supper already");
        assert_eq!(again.about, None);
        assert_eq!(again.rather.unwrap().0, "To the gathering");
    }

    #[test]
    fn half_a_link_leads_on_like_one_that_nobody_knows() {
        for signed_in in [true, false] {
            let known = KnownInvite { signed_in, ..KnownInvite::default() };
            let unknown = closed_invite(ProblemCode::InviteNotFound, &known).unwrap();
            let half = invite_fault(&Fault::Malformed, signed_in);
            assert_eq!((half.rather, half.aside), (unknown.rather, unknown.aside));
        }
    }

    #[test]
    fn what_no_longer_waits_is_refused() {
        assert_eq!(refusal_of(InviteStatus::Pending), None);
        let expired = refusal_of(InviteStatus::Expired);
        assert_eq!(expired, Some(ProblemCode::InviteExpired));
    }
}
