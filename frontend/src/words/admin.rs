use chrono::{DateTime, NaiveDateTime, Utc};
use gather_wire::{AccountRole, ActorKind, AuditEntry, ListedAccount, MailStatus, OutboxMail};

use super::{happened, say_count};
use crate::time;

/// The families of what happened: what the wire calls each, and what it is called here.
pub const FAMILIES: [(&str, &str); 6] = [
    ("account.", "About accounts"),
    ("invite.", "About invites"),
    ("membership.", "Who runs a gathering"),
    ("primary.", "In whose hands a gathering is"),
    ("outbox.", "About mails"),
    ("settings.", "About settings"),
];

/// How somebody comes to run a gathering: what the wire calls each, and what it is called here.
pub const WAYS_IN: [(&str, &str); 5] = [
    ("creator", "Making it"),
    ("invite", "An invite link"),
    ("member_invite", "Another member’s invitation"),
    ("admin", "An admin"),
    ("transfer", "Handing over"),
];

/// What an account is, in chips: what each says, and how loudly.
pub fn account_chips(listed: &ListedAccount) -> Vec<(&'static str, &'static str)> {
    let is_in = listed.activated_at.is_some();
    [
        (listed.account.role == AccountRole::Admin, ("admin", "good")),
        (listed.suspended_at.is_some(), ("suspended", "danger")),
        (!is_in, ("never confirmed", "warn")),
        (is_in && !listed.account.email_verified, ("address not confirmed", "plain")),
    ]
    .into_iter()
    .filter_map(|(is, chip)| is.then_some(chip))
    .collect()
}

/// Since when somebody is in, or out.
pub fn account_since(
    listed: &ListedAccount,
    now: NaiveDateTime,
    local: impl Fn(DateTime<Utc>) -> NaiveDateTime,
) -> String {
    let since = |at| time::since(local(at), now);
    match (listed.suspended_at, listed.activated_at) {
        (Some(at), _) => format!("Kept out since {}.", since(at)),
        (None, Some(at)) => format!("First let in: {}.", since(at)),
        (None, None) => "Nobody is let in by it until its address is confirmed.".to_owned(),
    }
}

/// What a mail is about.
pub fn mail_about(template: &str) -> String {
    let known = match template {
        "confirm_address" | "confirm_new_address" => "Confirm an address",
        "reset_password" => "Choose a new password",
        "password_changed" => "A password was changed",
        "address_changed" => "An address was changed",
        "address_taken" => "Somebody signed up with a known address",
        "invitation" => "An invite to run a gathering",
        "invite_revoked" => "An invite was taken back",
        "invite_accepted" => "An invite was accepted",
        "new_link_wanted" => "Somebody wants a new link",
        "welcome" => "Welcome among the hosts",
        "removed" => "Removed from the hosts",
        "now_primary" => "Now the primary host",
        "brought_back" => "A deleted gathering is back",
        other => return capital(&other.replace('_', " ")),
    };
    known.to_owned()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How a mail fares, as the list of choices has it.
pub const fn mail_status_name(wire: &str) -> &'static str {
    match wire.as_bytes() {
        b"held" => "To pass on",
        b"failed" => "Failed",
        b"queued" => "On their way",
        b"sent" => "Sent or passed on",
        b"cancelled" => "Of no more use",
        _ => "To nobody",
    }
}

/// How a mail fares, in a chip: what it says, and how loudly.
pub const fn mail_chip(status: MailStatus) -> (&'static str, &'static str) {
    match status {
        MailStatus::Held => ("to pass on", "warn"),
        MailStatus::Failed => ("failed", "danger"),
        MailStatus::Queued => ("on its way", "plain"),
        MailStatus::Sent => ("sent", "good"),
        MailStatus::Cancelled => ("of no more use", "plain"),
        MailStatus::Suppressed => ("to nobody", "plain"),
    }
}

/// When a mail was written, how often it was tried, and what went wrong.
pub fn mail_facts(mail: &OutboxMail, since: impl Fn(DateTime<Utc>) -> String) -> String {
    let written = format!("Written {}", since(mail.created_at));
    let attempts = u64::try_from(mail.attempts).unwrap_or_default();
    let tried = (attempts > 0).then(|| format!("tried {}", say_count(attempts, "time", "times")));
    let wrong = mail.last_error.as_deref().map(mail_error);
    [Some(written), tried, wrong].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn mail_error(code: &str) -> String {
    match code {
        "sealed_with_another_key" => "it was written with another server key".to_owned(),
        "timeout" => "the mail server did not answer in time".to_owned(),
        "connection" => "the mail server could not be reached".to_owned(),
        "tls" => "no safe connection to the mail server".to_owned(),
        "malformed_address" => "the address is none".to_owned(),
        other => match other.strip_prefix("smtp_") {
            Some(number) => format!("the mail server said no ({number})"),
            None => other.replace('_', " "),
        },
    }
}

/// As what somebody acted.
pub const fn acting_as(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Host => "as a host",
        ActorKind::Coordinator => "as a coordinator",
        ActorKind::Participant => "as a participant",
        ActorKind::Admin => "as an admin",
        ActorKind::User => "by their account",
        ActorKind::System => "by itself",
    }
}

/// One entry as a sentence without its subject, whatever it is about.
pub fn recorded(entry: &AuditEntry) -> String {
    let name = &entry.target.name;
    let is_own = entry.actor.id == Some(entry.target.id);
    let detail = |key: &str| entry.details.get(key).map(String::as_str);
    match entry.action.as_str() {
        "account.created" if is_own => "made an account".to_owned(),
        "account.created" => format!("made an account for {name}"),
        "account.verified" if is_own => "confirmed their address".to_owned(),
        "account.verified" => format!("vouched for the address of {name}"),
        "account.suspended" => format!("keeps {name} out"),
        "account.restored" => format!("let {name} in again"),
        "account.reset_issued" => format!("made a link for a new password of {name}"),
        "account.role_changed" => match detail("role") {
            Some("admin") => format!("made {name} an admin"),
            _ => format!("made {name} a member"),
        },
        "account.deleted" if is_own => "deleted their account".to_owned(),
        "account.deleted" => format!("deleted the account of {name}"),
        "outbox.opened" => format!("opened a mail: {}", mail_about(name)),
        "outbox.retried" => format!("had a mail tried again: {}", mail_about(name)),
        "outbox.passed_on" => format!("passed a mail on by hand: {}", mail_about(name)),
        "settings.changed" => match (detail("invites_enabled"), detail("step_up")) {
            (Some("false"), None) => "paused new invites".to_owned(),
            (Some(_), None) => "allowed new invites".to_owned(),
            (None, Some("admin_approval")) => "left it to admins who is primary host".to_owned(),
            (None, Some(_)) => "let hosts take gatherings in hand".to_owned(),
            _ => "changed the settings".to_owned(),
        },
        "create_event" => format!("made {name}"),
        _ => happened(entry),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use gather_wire::{Account, Actor, AuditTarget};
    use uuid::Uuid;

    use super::*;

    fn entry(action: &str, name: &str, details: &[(&str, &str)]) -> AuditEntry {
        let text = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        AuditEntry {
            id: Uuid::nil(),
            at: DateTime::UNIX_EPOCH,
            actor: Actor { kind: ActorKind::Admin, id: None, name: "Ada".to_owned() },
            action: action.to_owned(),
            target: AuditTarget {
                kind: "account".to_owned(),
                id: Uuid::nil(),
                name: name.to_owned(),
            },
            details: details.iter().map(text).collect::<BTreeMap<_, _>>(),
        }
    }

    #[test]
    fn what_admins_do_reads_as_a_sentence() {
        let said = |action, name, details: &[_]| recorded(&entry(action, name, details));
        assert_eq!(said("account.role_changed", "Jo", &[("role", "admin")]), "made Jo an admin");
        assert_eq!(said("account.suspended", "Jo", &[("reason", "spam")]), "keeps Jo out");
        assert_eq!(
            said("outbox.opened", "reset_password", &[]),
            "opened a mail: Choose a new password"
        );
        let paused = [("invites_enabled", "false")];
        assert_eq!(said("settings.changed", "settings", &paused), "paused new invites");
        assert_eq!(said("invite.created", "Jo", &[]), "invited Jo to run it");
    }

    #[test]
    fn a_mail_that_nobody_knows_yet_is_still_called_something() {
        assert_eq!(mail_about("claim_received"), "Claim received");
        assert_eq!(mail_error("smtp_550"), "the mail server said no (550)");
    }

    #[test]
    fn an_account_says_what_it_is() {
        let account = Account {
            id: Uuid::nil(),
            email: "jo@example.org".to_owned(),
            email_verified: false,
            display_name: "Jo".to_owned(),
            role: AccountRole::Admin,
            accepts_invitations: true,
        };
        let at = Some(DateTime::UNIX_EPOCH);
        let mut listed = ListedAccount { account, activated_at: at, suspended_at: None };
        let said = |listed: &ListedAccount| {
            account_chips(listed).into_iter().map(|(said, _)| said).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(said(&listed), "admin, address not confirmed");
        listed.suspended_at = at;
        listed.activated_at = None;
        assert_eq!(said(&listed), "admin, suspended, never confirmed");
    }
}
