use chrono::SecondsFormat;
use gather_domain::id::EventId;
use gather_wire as wire;

use super::{
    audit::actor_kind,
    spreadsheet::{BYTE_ORDER_MARK, write},
};
use crate::usecase::recorded::Recorded;

/// One thing that happened, for an admin.
pub(crate) fn recorded(it: Recorded) -> wire::RecordedEntry {
    wire::RecordedEntry {
        entry: wire::AuditEntry {
            id: it.id.as_uuid(),
            at: it.at,
            actor: wire::Actor {
                kind: actor_kind(it.actor_kind),
                id: it.actor_id,
                name: it.actor_name,
            },
            action: it.action,
            target: wire::AuditTarget {
                kind: it.target_type,
                id: it.target_id,
                name: it.target_name,
            },
            details: it.details,
        },
        event_id: it.event_id.map(EventId::as_uuid),
        event_name: it.event_name,
    }
}

const HEADINGS: [&str; 12] = [
    "At",
    "Actor kind",
    "Actor",
    "Actor id",
    "Action",
    "Subject type",
    "Subject",
    "Subject id",
    "Gathering",
    "Gathering id",
    "Details",
    "Id",
];

/// What happened as a table, a row for each, latest first; and in its last row that there is more,
/// where there is.
pub(crate) fn log(entries: Vec<Recorded>, more: bool) -> String {
    let mut table = BYTE_ORDER_MARK.to_owned();
    write(&mut table, &HEADINGS.map(str::to_owned));
    let count = entries.len();
    for it in entries {
        let details: Vec<_> =
            it.details.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let id = |id: Option<String>| id.unwrap_or_default();
        write(
            &mut table,
            &[
                it.at.to_rfc3339_opts(SecondsFormat::Secs, true),
                it.actor_kind.as_str().to_owned(),
                it.actor_name,
                id(it.actor_id.map(|it| it.to_string())),
                it.action,
                it.target_type,
                it.target_name,
                it.target_id.to_string(),
                it.event_name.unwrap_or_default(),
                id(it.event_id.map(|it| it.to_string())),
                details.join("; "),
                it.id.to_string(),
            ],
        );
    }
    if more {
        let said =
            format!("Only the latest {count} entries are here. Ask for earlier ones by date.");
        write(&mut table, &[said]);
    }
    table
}
