//! What is said about those who run a gathering, and about invites to whoever makes them.

use chrono::{DateTime, NaiveDateTime, Utc};
use gather_wire::{
    GrantMethod, Host, HostRole, Hosts, Invite, InviteDelivery, InviteStatus, InviteWarningCode,
    ListedEvent, Ownership, ProblemCode,
};
use uuid::Uuid;

use crate::{api::ApiError, time};

/// As what somebody runs a gathering.
pub const fn role_name(role: HostRole, is_primary: bool) -> &'static str {
    match (role, is_primary) {
        (_, true) => "primary host",
        (HostRole::Host, false) => "host",
        (HostRole::Cohost, false) => "co-host",
    }
}

/// How somebody came to run a gathering, and since when.
pub fn came(host: &Host, since: &str) -> String {
    let how = match host.grant_method {
        GrantMethod::Creator => "Made this gathering",
        GrantMethod::Claim => "Claimed it",
        GrantMethod::Invite => "Accepted an invite",
        GrantMethod::Admin => "Put there by an admin",
        GrantMethod::MemberInvite => "Invited by another host",
        GrantMethod::Transfer => "It was handed over to them",
        GrantMethod::Venue => "By its venue",
    };
    format!("{how}, {since}")
}

/// That somebody took a gathering in hand by themselves, for now.
pub fn on_trial(until: NaiveDateTime) -> String {
    format!(". Took it in hand themselves; an admin may reverse that until {}", time::moment(until))
}

/// Who takes a gathering over when its primary host goes: hosts before co-hosts, and of those
/// whoever is there for longest, as the list has them.
pub fn successor(hosts: &Hosts) -> Option<&Host> {
    hosts.hosts.iter().find(|host| !host.is_primary)
}

/// What becomes of a gathering when the reader leaves those who run it.
pub fn leaving(hosts: &Hosts) -> String {
    let was_primary = hosts.hosts.iter().any(|host| host.is_you && host.is_primary);
    match (hosts.hosts.len(), was_primary, successor(hosts)) {
        (..=1, ..) => "Nobody runs it any more then: its people keep their links, but nobody can \
                       change its plan as a whole until somebody takes it on."
            .to_owned(),
        (_, true, Some(next)) => {
            format!("{} takes it over, and is its primary host then.", next.display_name)
        }
        (_, _, _) => "Nothing else changes: the others go on running it.".to_owned(),
    }
}

/// What somebody is since a change of those who run a gathering.
pub fn now_is(hosts: &Hosts, account_id: Uuid) -> String {
    let Some(host) = hosts.hosts.iter().find(|host| host.account_id == account_id) else {
        return "That is changed.".to_owned();
    };
    let role = role_name(host.role, host.is_primary);
    let article = if host.is_primary { "the" } else { "a" };
    if host.is_you {
        format!("You are {article} {role} now.")
    } else {
        format!("{} is {article} {role} now.", host.display_name)
    }
}

/// Why those who run a gathering are as they were.
pub fn hosting_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::AccountNotFound => {
            "They do not run the gathering any more. Load the page again."
        }
        ProblemCode::AlreadyHost => "They are that already. Load the page again.",
        _ => return None,
    };
    Some(said.to_owned())
}

/// Why nobody was put in charge.
pub fn assigning_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::AccountNotFound => {
            "There is no such account any more, or nobody is let in by it yet."
        }
        ProblemCode::AccountSuspended => "Their account is suspended: let them in again first.",
        ProblemCode::AlreadyHost => "They are that already. Load the page again.",
        ProblemCode::EventAlreadyHosted => {
            "It has a primary host meanwhile. Load the page again, and say whom they replace."
        }
        _ => return None,
    };
    Some(said.to_owned())
}

/// That those who are called so run the gathering; `None` where nobody of them does.
pub fn run_already(hosts: &Hosts, text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let names: Vec<_> = hosts
        .hosts
        .iter()
        .map(|host| host.display_name.as_str())
        .filter(|name| !text.is_empty() && name.to_lowercase().contains(&text))
        .collect();
    match names.split_last()? {
        (one, []) => Some(format!("{one} runs it already.")),
        (last, others) => Some(format!("{} and {last} run it already.", others.join(", "))),
    }
}

/// In whose hands a gathering is, as an admin reads it.
pub fn ownership(listed: &ListedEvent) -> String {
    match (listed.ownership, &listed.primary_name) {
        (Ownership::Hosted, Some(name)) => match listed.hosts {
            ..=1 => format!("{name} runs it."),
            2 => format!("{name} runs it, with one other."),
            more => format!("{name} runs it, with {} others.", more - 1),
        },
        (Ownership::Hosted, None) => "It has a primary host.".to_owned(),
        (Ownership::NeedsPrimary, _) => "Co-hosts run it. None of them is its host.".to_owned(),
        (Ownership::Unhosted, _) => "Nobody runs it yet.".to_owned(),
    }
}

/// How an invite fares, in a word, and how loud that is.
pub const fn invite_chip(status: InviteStatus) -> (&'static str, &'static str) {
    match status {
        InviteStatus::Pending => ("open", "warn"),
        InviteStatus::Accepted => ("✓ accepted", "good"),
        InviteStatus::Declined => ("declined", "plain"),
        InviteStatus::Expired => ("expired", "plain"),
        InviteStatus::Revoked => ("taken back", "plain"),
    }
}

/// Whom an invite is for.
pub fn invited(invite: &Invite) -> String {
    match (&invite.label, &invite.email_restriction) {
        (Some(label), _) => label.clone(),
        (None, Some(email)) => email.clone(),
        (None, None) => "Whoever has the link".to_owned(),
    }
}

/// How an invite fares, as a sentence. `moment` says when something was.
pub fn invite_state(invite: &Invite, moment: impl Fn(DateTime<Utc>) -> String) -> String {
    let when =
        |at: Option<DateTime<Utc>>| at.map_or_else(String::new, |at| format!(" {}", moment(at)));
    let reason = || {
        // What ended it by itself, or somebody's own words.
        match invite.revoked_reason.as_deref() {
            None => String::new(),
            Some("creator_left") => ", because whoever made it may not any more".to_owned(),
            Some("creator_demoted") => ", because whoever made it is a co-host now".to_owned(),
            Some("event_deleted") => ", because the gathering was deleted".to_owned(),
            Some(reason) => format!(": “{reason}”"),
        }
    };
    let until = moment(invite.expires_at);
    match (invite.status, &invite.accepted_by_name, invite.opened_at) {
        (InviteStatus::Pending, _, Some(opened)) => {
            format!("Opened {}, not answered yet. Works until {until}.", moment(opened))
        }
        (InviteStatus::Pending, _, None) => format!("Not opened yet. Works until {until}."),
        (InviteStatus::Accepted, Some(name), _) => {
            format!("{name} accepted it{}.", when(invite.accepted_at))
        }
        (InviteStatus::Accepted, None, _) => {
            format!("Accepted{}; that account is gone.", when(invite.accepted_at))
        }
        (InviteStatus::Declined, ..) => format!("Declined{}.", when(invite.declined_at)),
        (InviteStatus::Expired, _, Some(_)) => {
            format!("Nobody accepted it, though it was opened. It ended {until}.")
        }
        (InviteStatus::Expired, _, None) => format!("Nobody opened it. It ended {until}."),
        (InviteStatus::Revoked, ..) => {
            format!("Taken back{}{}.", when(invite.revoked_at), reason())
        }
    }
}

/// How the mail with an invite fares; `None` where there is none.
pub const fn delivery(delivery: InviteDelivery) -> Option<&'static str> {
    match delivery {
        InviteDelivery::None => None,
        InviteDelivery::Queued => Some("The mail waits to be sent."),
        InviteDelivery::Sent => Some("Mailed."),
        InviteDelivery::Failed => Some("The mail could not be sent: hand the link over yourself."),
    }
}

/// What to know of whoever accepted an invite for an address.
pub fn unconfirmed(invite: &Invite) -> Option<&'static str> {
    invite.matched_unverified.then_some("Their address was not confirmed.")
}

/// What whoever made an invite should know.
pub const fn invite_warning(code: InviteWarningCode) -> &'static str {
    match code {
        InviteWarningCode::DuplicatePendingInvite => {
            "There is another open invite for this address and role. Both work; take one back if \
             that is not meant."
        }
        InviteWarningCode::AlreadyHost => {
            "Whoever has this address runs the gathering already: they cannot accept it."
        }
        InviteWarningCode::RestrictionUnverified => {
            "No mails leave this server, so nobody can show that an address is theirs: whoever \
             signs up with this one can accept."
        }
    }
}

/// Why no invite was made, or none changed.
pub fn inviting_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::RateLimited => {
            "That was too soon after the last time. Wait a minute, then try again."
        }
        ProblemCode::InviteAlreadyAccepted => {
            "Somebody accepted it meanwhile. To change that, talk to them."
        }
        ProblemCode::InviteNotFound => "This invite is gone. Load the page again.",
        _ => return None,
    };
    Some(said.to_owned())
}

#[cfg(test)]
mod tests {
    use gather_wire::{Event, EventStatus, InviteCan, Publication, Visibility};

    use super::*;

    fn invite(status: InviteStatus) -> Invite {
        Invite {
            id: Uuid::nil(),
            event_id: Uuid::nil(),
            event_name: "Orchard supper".to_owned(),
            role: HostRole::Host,
            status,
            email_restriction: None,
            label: None,
            note: None,
            creator_name: "Ada".to_owned(),
            accepted_by_name: None,
            created_at: DateTime::UNIX_EPOCH,
            expires_at: DateTime::UNIX_EPOCH,
            opened_at: None,
            accepted_at: None,
            matched_unverified: false,
            declined_at: None,
            revoked_at: None,
            revoked_reason: None,
            delivery: InviteDelivery::None,
            timeline: Vec::new(),
            resend_count: 0,
            last_sent_at: DateTime::UNIX_EPOCH,
            can: InviteCan { revoke: true, resend: true, change: true },
        }
    }

    fn host(name: &str, role: HostRole, is_primary: bool, is_you: bool) -> Host {
        Host {
            account_id: Uuid::from_u128(name.bytes().map(u128::from).sum()),
            display_name: name.to_owned(),
            role,
            is_primary,
            accepted_at: DateTime::UNIX_EPOCH,
            grant_method: GrantMethod::Invite,
            on_trial_until: None,
            is_you,
        }
    }

    fn hosts(hosts: Vec<Host>) -> Hosts {
        let day = DateTime::UNIX_EPOCH.date_naive();
        let event = Event {
            id: Uuid::nil(),
            name: "Orchard supper".to_owned(),
            description: None,
            time_zone: "Europe/Berlin".to_owned(),
            starts_on: day,
            ends_on: day,
            status: EventStatus::Draft,
            guest_count: None,
            cancelled_at: None,
            version: 1,
        };
        let publication = Publication {
            slug: "orchard-supper".to_owned(),
            public_url: "/gatherings/orchard-supper".to_owned(),
            is_published: false,
            visibility: Visibility::Public,
            cohosts_can_invite: true,
        };
        Hosts { event, publication, hosts, allowed_actions: Vec::new() }
    }

    #[test]
    fn whoever_leaves_reads_what_becomes_of_the_gathering() {
        use HostRole::{Cohost, Host as AsHost};

        let alone = hosts(vec![host("Jo", AsHost, true, true)]);
        assert!(leaving(&alone).starts_with("Nobody runs it any more"));
        let first = hosts(vec![
            host("Jo", AsHost, true, true),
            host("Meg", AsHost, false, false),
            host("Amy", Cohost, false, false),
        ]);
        assert!(leaving(&first).starts_with("Meg takes it over"));
        let other = hosts(vec![host("Jo", AsHost, true, false), host("Amy", Cohost, false, true)]);
        assert!(leaving(&other).starts_with("Nothing else changes"));
        let nobodys =
            hosts(vec![host("Amy", Cohost, false, true), host("Beth", Cohost, false, false)]);
        assert!(leaving(&nobodys).starts_with("Nothing else changes"));
    }

    #[test]
    fn whoever_runs_it_is_not_looked_for_in_vain() {
        let all = hosts(vec![
            host("Jo March", HostRole::Host, true, true),
            host("Meg March", HostRole::Cohost, false, false),
        ]);
        assert_eq!(run_already(&all, "MEG ").as_deref(), Some("Meg March runs it already."));
        let both = run_already(&all, "march");
        assert_eq!(both.as_deref(), Some("Jo March and Meg March run it already."));
        assert_eq!(run_already(&all, "Amy"), None);
        assert_eq!(run_already(&all, ""), None);
    }

    #[test]
    fn a_change_says_what_somebody_is_now() {
        let (jo, amy) =
            (host("Jo", HostRole::Host, true, false), host("Amy", HostRole::Cohost, false, true));
        let (first, second) = (jo.account_id, amy.account_id);
        let all = hosts(vec![jo, amy]);
        assert_eq!(now_is(&all, first), "Jo is the primary host now.");
        assert_eq!(now_is(&all, second), "You are a co-host now.");
    }

    #[test]
    fn each_state_of_an_invite_is_a_sentence_of_its_own() {
        let moment = |_: DateTime<Utc>| "on Friday".to_owned();
        let mut opened = invite(InviteStatus::Pending);
        opened.opened_at = Some(DateTime::UNIX_EPOCH);
        let mut accepted = invite(InviteStatus::Accepted);
        accepted.accepted_by_name = Some("Jo".to_owned());
        accepted.accepted_at = Some(DateTime::UNIX_EPOCH);
        let mut revoked = invite(InviteStatus::Revoked);
        revoked.revoked_reason = Some("Too late".to_owned());
        let said = [
            opened,
            invite(InviteStatus::Pending),
            accepted,
            invite(InviteStatus::Accepted),
            invite(InviteStatus::Declined),
            invite(InviteStatus::Expired),
            revoked,
        ]
        .map(|invite| invite_state(&invite, moment));
        assert_eq!(said[0], "Opened on Friday, not answered yet. Works until on Friday.");
        assert_eq!(said[2], "Jo accepted it on Friday.");
        assert_eq!(said[6], "Taken back: “Too late”.");
        for (index, one) in said.iter().enumerate() {
            assert!(!said[..index].contains(one), "{one}");
        }
    }

    #[test]
    fn an_invite_is_called_by_its_label_else_by_whom_it_is_for() {
        let mut one = invite(InviteStatus::Pending);
        assert_eq!(invited(&one), "Whoever has the link");
        one.email_restriction = Some("jo@example.org".to_owned());
        assert_eq!(invited(&one), "jo@example.org");
        one.label = Some("Jo from the choir".to_owned());
        assert_eq!(invited(&one), "Jo from the choir");
    }
}
