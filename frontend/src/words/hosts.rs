//! What is said about those who run a gathering, and about invites to whoever makes them.

use gather_wire::{
    GrantMethod, Host, HostRole, Invite, InviteDelivery, InviteStatus, InviteWarningCode,
    ListedEvent, Ownership, ProblemCode,
};

use crate::api::ApiError;

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
pub fn invite_state(
    invite: &Invite,
    moment: impl Fn(chrono::DateTime<chrono::Utc>) -> String,
) -> String {
    let when = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map_or_else(String::new, |at| format!(" {}", moment(at)))
    };
    let reason = || {
        invite.revoked_reason.as_ref().map_or_else(String::new, |reason| format!(": “{reason}”"))
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
    use chrono::{DateTime, Utc};
    use gather_wire::InviteCan;
    use uuid::Uuid;

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
            declined_at: None,
            revoked_at: None,
            revoked_reason: None,
            delivery: InviteDelivery::None,
            resend_count: 0,
            last_sent_at: DateTime::UNIX_EPOCH,
            can: InviteCan { revoke: true, resend: true, change: true },
        }
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
