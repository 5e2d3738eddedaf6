use gather_wire::{AuditEntry, EventStatus};

use super::status_name;

/// What the history can be narrowed to, and what each is called there.
const ACTIONS: [(&str, &str); 45] = [
    ("acknowledge", "Confirmed"),
    ("confirm_by_phone", "Confirmed by phone"),
    ("decline_assignment", "Said that they cannot"),
    ("take_back_decline", "Took back that they cannot"),
    ("assign_item", "Gave an item to someone"),
    ("unassign_item", "Took an item back"),
    ("create_item", "Added an item"),
    ("edit_item", "Changed an item"),
    ("delete_item", "Deleted an item"),
    ("mark_critical", "Marked an item critical"),
    ("clear_critical", "Unmarked a critical item"),
    ("event_status_change", "Moved the plan on"),
    ("edit_guest_count", "Changed the guest count"),
    ("list_links", "Looked at the invite links"),
    ("rotate_link", "Replaced a link"),
    ("import_gathering", "Loaded the plan"),
    ("unfreeze", "Unfroze the plan"),
    ("list_event", "Listed the gathering"),
    ("membership.invited", "Asked a member to be a host"),
    ("membership.accepted", "Joined the hosts"),
    ("membership.declined", "Declined to be a host"),
    ("membership.withdrawn", "Withdrew an invitation"),
    ("membership.promoted", "Made a co-host a host"),
    ("membership.demoted", "Made a host a co-host"),
    ("membership.assigned", "Put somebody among the hosts"),
    ("membership.transferred", "Handed the gathering over"),
    ("membership.stepped_up", "Took the gathering in hand"),
    ("membership.step_up_reversed", "Reversed that somebody took it in hand"),
    ("membership.removed", "Took somebody from the hosts"),
    ("membership.left", "Left the hosts"),
    ("primary.set", "Changed the primary host"),
    ("primary.cleared", "Left it without a primary host"),
    ("invite.created", "Made an invite"),
    ("invite.opened", "Opened an invite"),
    ("invite.sent", "Mailed an invite"),
    ("invite.send_failed", "Could not mail an invite"),
    ("invite.resent", "Gave an invite a new link"),
    ("invite.updated", "Changed an invite"),
    ("invite.revoked", "Took an invite back"),
    ("invite.declined", "Declined an invite"),
    ("invite.accepted", "Accepted an invite"),
    ("invite.expired_request", "Asked for a new invite"),
    ("create_event", "Made the gathering"),
    ("delete_event", "Deleted the gathering"),
    ("bring_back_event", "Brought the gathering back"),
];

/// What a host may filter the history by: the recorded name and its words.
pub fn recorded_actions() -> impl Iterator<Item = (String, String)> {
    let plain = ACTIONS.iter().filter(|(action, _)| *action != "unfreeze");
    let overridden = [
        "unfreeze",
        "assign_item",
        "unassign_item",
        "create_item",
        "edit_item",
        "mark_critical",
        "clear_critical",
    ];
    plain
        .map(|(action, _)| (*action).to_owned())
        .chain(overridden.map(|action| format!("override_{action}")))
        .map(|action| (action.clone(), action_name(&action)))
}

/// An action in words: "Gave an item to someone", with "(override)" behind an override.
pub fn action_name(action: &str) -> String {
    let (plain, overridden) = match action.strip_prefix("override_") {
        Some(plain) => (plain, true),
        None => (action, false),
    };
    let name = ACTIONS
        .iter()
        .find(|(known, _)| *known == plain)
        .map_or_else(|| plain.replace('_', " "), |(_, name)| (*name).to_owned());
    if overridden { format!("{name} (override)") } else { name }
}

/// One entry as a sentence without its subject: "gave GF trifle to Rosie".
pub fn happened(entry: &AuditEntry) -> String {
    let name = &entry.target.name;
    let detail =
        |key: &str| entry.details.get(key).map(String::as_str).filter(|text| !text.is_empty());
    match entry.action.trim_start_matches("override_") {
        "acknowledge" => format!("confirmed {name}"),
        "confirm_by_phone" => match detail("person") {
            Some(person) => format!("confirmed {name} for {person}, by phone"),
            None => format!("confirmed {name} by phone"),
        },
        "decline_assignment" => format!("cannot bring or do {name}"),
        "take_back_decline" => format!("took back that they cannot bring or do {name}"),
        "assign_item" => match (detail("to"), detail("from")) {
            (Some(to), Some(from)) => format!("gave {name} to {to}; {from} had it before"),
            (Some(to), None) => format!("gave {name} to {to}"),
            (None, _) => format!("gave {name} to someone"),
        },
        "unassign_item" => match detail("from") {
            Some(from) => format!("took {name} back from {from}"),
            None => format!("took {name} back"),
        },
        "create_item" => format!("added {name}"),
        "edit_item" => format!("changed {name}"),
        "delete_item" | "delete_event" => format!("deleted {name}"),
        "mark_critical" => format!("marked {name} as critical"),
        "clear_critical" => format!("unmarked {name}: no longer critical"),
        "event_status_change" => match detail("status").map(now) {
            Some(status) => format!("moved the plan to {}", status_word(status)),
            None => "moved the plan on".to_owned(),
        },
        "unfreeze" => "unfroze the plan".to_owned(),
        "edit_guest_count" => match detail("guest_count").map(now) {
            Some("–") => "took the guest count away".to_owned(),
            Some(count) => format!("changed the guest count to {count}"),
            None => "changed the guest count".to_owned(),
        },
        "list_links" => "looked at the invite links".to_owned(),
        "rotate_link" => format!("replaced the link of {name}"),
        "import_gathering" => "loaded the plan".to_owned(),
        "create_event" => format!("made {name}"),
        "list_event" => format!("listed {name}, in nobody’s hands"),
        "membership.invited" => format!("asked {name} to help run it"),
        "membership.declined" => "declined to help run it".to_owned(),
        "membership.withdrawn" => format!("withdrew the invitation of {name}"),
        "membership.accepted" => "joined the hosts".to_owned(),
        "membership.promoted" => format!("made {name} a host"),
        "membership.demoted" => format!("made {name} a co-host"),
        "membership.assigned" => format!("put {name} among the hosts"),
        "membership.left" if entry.actor.name == entry.target.name => "left the hosts".to_owned(),
        "membership.removed" | "membership.left" => format!("took {name} from the hosts"),
        "membership.transferred" => format!("handed the gathering over to {name}"),
        "membership.stepped_up" => "took the gathering in hand".to_owned(),
        "membership.step_up_reversed" => {
            format!("took the gathering out of the hands of {name}, who had taken it in hand")
        }
        "bring_back_event" => format!("brought {name} back"),
        "purge_event" => format!("deleted {name} for good"),
        "primary.cleared" => format!("left {name} in nobody’s hands"),
        "primary.set" => match detail("to") {
            Some(to) => format!("put {name} into the hands of {to}"),
            None => format!("put {name} into other hands"),
        },
        "event.published" => format!("published {name}"),
        "event.unpublished" => format!("took {name} from the public"),
        "event.terms_changed" => format!("changed who may see {name}, or who may invite"),
        "event.cancelled" => format!("cancelled {name}"),
        "event.restored" => format!("restored {name}"),
        "invite.created" => format!("invited {name} to run it"),
        "invite.opened" => format!("opened the invite for {name}"),
        "invite.sent" => format!("mailed the invite for {name}"),
        "invite.send_failed" => format!("could not mail the invite for {name}"),
        "invite.resent" => format!("gave the invite for {name} a new link"),
        "invite.updated" => format!("changed the invite for {name}"),
        "invite.revoked" => format!("took back the invite for {name}"),
        "invite.declined" => format!("declined the invite for {name}"),
        "invite.accepted" if detail("matched_unverified").is_some() => {
            format!("accepted the invite for {name}, with an address that was not confirmed")
        }
        "invite.accepted" => format!("accepted the invite for {name}"),
        "invite.expired_request" => format!("asked for a new link in place of that for {name}"),
        other => format!("{}: {name}", other.replace('_', " ")),
    }
}

/// The reason that was given for an entry.
pub fn reason(entry: &AuditEntry) -> Option<&str> {
    entry.details.get("reason").map(String::as_str).filter(|text| !text.is_empty())
}

/// What a change such as "27 → 30" led to.
fn now(change: &str) -> &str {
    change.rsplit_once(" → ").map_or(change, |(_, now)| now)
}

/// What exactly an entry changed: "quantity: 3 → 4". What the sentence says already is left out.
pub fn changes(entry: &AuditEntry) -> Vec<String> {
    let said = [
        "from",
        "to",
        "person",
        "reason",
        "status",
        "links",
        "guest_count",
        "acknowledged",
        "declined",
        "matched_unverified",
    ];
    entry
        .details
        .iter()
        .filter(|(key, _)| !said.contains(&key.as_str()))
        .map(|(key, value)| format!("{}: {value}", key.replace('_', " ")))
        .collect()
}

fn status_word(status: &str) -> String {
    let known = [
        ("draft", EventStatus::Draft),
        ("confirming", EventStatus::Confirming),
        ("frozen", EventStatus::Frozen),
        ("complete", EventStatus::Complete),
    ];
    known
        .into_iter()
        .find(|(name, _)| *name == status)
        .map_or_else(|| status.to_owned(), |(_, status)| status_name(status).to_lowercase())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::DateTime;
    use gather_wire::{Actor, ActorKind, AuditTarget};
    use uuid::Uuid;

    use super::*;

    fn entry(action: &str, details: &[(&str, &str)]) -> AuditEntry {
        AuditEntry {
            id: Uuid::nil(),
            at: DateTime::UNIX_EPOCH,
            actor: Actor { kind: ActorKind::Host, id: None, name: "Jacqui".to_owned() },
            action: action.to_owned(),
            target: AuditTarget {
                kind: "item".to_owned(),
                id: Uuid::nil(),
                name: "GF trifle".to_owned(),
            },
            details: details
                .iter()
                .map(|&(key, value)| (key.to_owned(), value.to_owned()))
                .collect::<BTreeMap<_, _>>(),
        }
    }

    #[test]
    fn entries_read_as_sentences() {
        let given = entry("assign_item", &[("to", "Rosie")]);
        assert_eq!(happened(&given), "gave GF trifle to Rosie");
        let called = entry("confirm_by_phone", &[("person", "Rosie"), ("declined", "yes → no")]);
        assert_eq!(happened(&called), "confirmed GF trifle for Rosie, by phone");
        assert!(changes(&called).is_empty());
        let declined = entry("decline_assignment", &[("reason", "I am ill")]);
        assert_eq!(happened(&declined), "cannot bring or do GF trifle");
        assert_eq!(reason(&declined), Some("I am ill"));
        let moved = entry("event_status_change", &[("status", "frozen → complete")]);
        assert_eq!(happened(&moved), "moved the plan to finished");
        let counted = entry("edit_guest_count", &[("guest_count", "27 → 30")]);
        assert_eq!(happened(&counted), "changed the guest count to 30");
        let forgotten = entry("edit_guest_count", &[("guest_count", "27 → –")]);
        assert_eq!(happened(&forgotten), "took the guest count away");
        let overridden =
            entry("override_assign_item", &[("to", "Rosie"), ("reason", "Keith is ill")]);
        assert_eq!(happened(&overridden), "gave GF trifle to Rosie");
        assert_eq!(reason(&overridden), Some("Keith is ill"));
        assert!(changes(&overridden).is_empty());
        let edited = entry("edit_item", &[("drop_off_note", "none → by the back door")]);
        assert_eq!(changes(&edited), ["drop off note: none → by the back door"]);
    }

    #[test]
    fn what_is_not_known_is_still_said() {
        assert_eq!(happened(&entry("move_person", &[])), "move person: GF trifle");
        assert_eq!(action_name("override_move_person"), "move person (override)");
    }
}
