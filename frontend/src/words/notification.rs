//! What is said about notifications, and about invitations to run a gathering.

use gather_wire::{Category, HostRole, InviteStep, InviteStepKind, ProblemCode};

use crate::api::ApiError;

/// What one can be told of, as the wire has it, and what each kind is called.
const KINDS: [(&str, &str); 15] = [
    ("invited", "Invitations to me"),
    ("invitation_withdrawn", "Invitations to me, withdrawn"),
    ("invite_revoked", "Invite links to me, taken back"),
    ("invite_accepted", "Somebody accepted"),
    ("invite_declined", "Somebody declined"),
    ("invite_wanted", "Somebody wants a new link"),
    ("invite_expiring", "Invite links about to expire"),
    ("invites_expired", "Invite links that expired"),
    ("invites_changed", "What my invite links grant"),
    ("host_joined", "Somebody joined the hosts"),
    ("hosts_changed", "Changes among the hosts"),
    ("removed", "I was removed"),
    ("now_primary", "I am primary host"),
    ("unhosted", "Gatherings that nobody runs"),
    ("brought_back", "Deleted gatherings that are back"),
];

/// What the notifications can be narrowed to.
pub fn notification_kinds() -> Vec<(String, String)> {
    KINDS.map(|(wire, name)| (wire.to_owned(), name.to_owned())).into()
}

/// How many things wait for an answer.
pub fn say_waiting(count: u64) -> String {
    match count {
        1 => "1 invitation waits for your answer".to_owned(),
        more => format!("{more} invitations wait for your answer"),
    }
}

/// How many notifications something was done to.
pub fn say_notifications(count: i64, done: &str) -> String {
    match count {
        0 => format!("None is {done}: there was none."),
        1 => format!("1 notification is {done}."),
        more => format!("{more} notifications are {done}."),
    }
}

/// What mails of a category are about.
pub const fn mails_about(category: Category) -> &'static str {
    match category {
        Category::Invitations => "Invites and invitations, and what becomes of mine",
        Category::HostActivity => "Who runs a gathering with me",
        Category::Digests => "What expires soon",
        Category::Admin => "What admins look after",
    }
}

/// As what somebody is invited, after "to be".
pub const fn invited_as(role: HostRole, makes_primary: bool) -> &'static str {
    match (role, makes_primary) {
        (_, true) => "the host",
        (HostRole::Host, false) => "a host",
        (HostRole::Cohost, false) => "a co-host",
    }
}

/// Why an invitation was not answered, and what to do instead.
pub fn answering_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::InvitationNotFound => {
            "This invitation does not wait any more: it was answered already, perhaps in another \
             tab."
        }
        ProblemCode::EventNotFound => {
            "The gathering is gone: it was deleted after you were invited. Whoever invited you can \
             tell you why."
        }
        ProblemCode::InvitationWithdrawn => {
            "The invitation was withdrawn. If you would like to help after all, tell whoever \
             invited you."
        }
        ProblemCode::InvitationExpired => {
            "The invitation has expired. Ask whoever invited you to do it again."
        }
        ProblemCode::AlreadyHost => "You run this gathering already: there is nothing to accept.",
        _ => return None,
    };
    Some(said.to_owned())
}

/// Whether an invitation has come to an end of which its page did not know.
pub const fn is_over(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::InvitationNotFound
            | ProblemCode::EventNotFound
            | ProblemCode::InvitationWithdrawn
            | ProblemCode::InvitationExpired
            | ProblemCode::AlreadyHost
    )
}

/// Why a member was not invited, or their invitation not withdrawn.
pub fn member_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::AccountNotFound => {
            "They cannot be invited any more: their account is gone, or they want no invitations. \
             Ask them, or hand them a link."
        }
        ProblemCode::AlreadyHost => "They run this gathering already.",
        ProblemCode::InvitationNotFound => {
            "This invitation does not wait any more: it was answered, or withdrawn. Load the page \
             again."
        }
        ProblemCode::RecentlyDeclined => {
            "They declined within the last week. Talk to them first, or wait until the week is over."
        }
        _ => return None,
    };
    Some(said.to_owned())
}

/// Something that happened to an invite, as a sentence without its time.
pub fn invite_step(step: &InviteStep) -> String {
    let who = step.by_name.as_deref().unwrap_or("Somebody");
    match (step.what, step.by_name.as_deref()) {
        (InviteStepKind::Created, _) => format!("{who} made it"),
        (InviteStepKind::Updated, _) => format!("{who} changed it"),
        (InviteStepKind::Sent, Some(who)) => format!("{who} passed its mail on by hand"),
        (InviteStepKind::Sent, None) => "Its mail was sent".to_owned(),
        (InviteStepKind::SendFailed, _) => "Its mail could not be sent".to_owned(),
        (InviteStepKind::Opened, Some(who)) => format!("{who} opened it for the first time"),
        (InviteStepKind::Opened, None) => "It was opened for the first time".to_owned(),
        (InviteStepKind::Resent, _) => format!("{who} gave it a new link"),
        (InviteStepKind::Requested, Some(who)) => format!("{who} asked for a new link"),
        (InviteStepKind::Requested, None) => "Whoever has the link asked for a new one".to_owned(),
        (InviteStepKind::Accepted, _) => format!("{who} accepted it"),
        (InviteStepKind::Declined, _) => format!("{who} declined it"),
        (InviteStepKind::Revoked, _) => format!("{who} took it back"),
    }
}

/// What was typed to find a member, where it looks like a mail address.
pub fn as_address(text: &str) -> Option<String> {
    let text = text.trim();
    let (name, host) = text.split_once('@')?;
    let is_address = !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace);
    is_address.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::DateTime;
    use gather_wire::{NotificationType, Problem};

    use super::*;

    #[test]
    fn every_kind_of_notification_that_is_offered_is_one() {
        let mut names = HashSet::new();
        for (wire, name) in KINDS {
            let kind = serde_json::from_value::<NotificationType>(wire.into());
            assert!(kind.is_ok(), "{wire}");
            assert!(names.insert(name), "{name} is there twice");
        }
    }

    #[test]
    fn each_end_of_an_invitation_says_what_to_do() {
        for code in [
            ProblemCode::InvitationNotFound,
            ProblemCode::EventNotFound,
            ProblemCode::InvitationWithdrawn,
            ProblemCode::InvitationExpired,
            ProblemCode::AlreadyHost,
        ] {
            assert!(is_over(code));
            assert!(answering_failure(&refusal(code)).is_some(), "{code:?}");
        }
        assert!(!is_over(ProblemCode::Unavailable));
        assert_eq!(answering_failure(&ApiError::Unreachable), None);
    }

    #[test]
    fn what_happened_to_an_invite_names_who_did_it_where_that_is_known() {
        let step = |what, by: Option<&str>| {
            let by_name = by.map(str::to_owned);
            invite_step(&InviteStep { at: DateTime::UNIX_EPOCH, what, by_name })
        };
        assert_eq!(step(InviteStepKind::Created, Some("Ada")), "Ada made it");
        assert_eq!(step(InviteStepKind::Accepted, None), "Somebody accepted it");
        assert_eq!(step(InviteStepKind::Sent, None), "Its mail was sent");
        assert_eq!(step(InviteStepKind::Sent, Some("Ada")), "Ada passed its mail on by hand");
        assert_eq!(step(InviteStepKind::Opened, None), "It was opened for the first time");
    }

    #[test]
    fn an_address_is_told_from_a_name() {
        assert_eq!(as_address(" jo@example.org ").as_deref(), Some("jo@example.org"));
        for text in ["Jo March", "jo@", "@example.org", "jo@example", "jo march@example.org"] {
            assert_eq!(as_address(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_notifications_read_well() {
        assert_eq!(say_notifications(1, "read"), "1 notification is read.");
        assert_eq!(say_notifications(3, "deleted"), "3 notifications are deleted.");
        assert_eq!(say_waiting(2), "2 invitations wait for your answer");
    }

    fn refusal(code: ProblemCode) -> ApiError {
        ApiError::Refused(Box::new(Problem {
            kind: String::new(),
            title: String::new(),
            status: 409,
            detail: String::new(),
            code,
            fields: Vec::new(),
            context: None,
        }))
    }
}
