use gather_domain::{
    audit::{ActorId, ActorKind, Entry},
    permission::Authority,
};
use gather_wire as wire;

pub(crate) fn audit_entry(entry: Entry) -> wire::AuditEntry {
    wire::AuditEntry {
        id: entry.id.as_uuid(),
        at: entry.at,
        actor: wire::Actor {
            kind: actor_kind(entry.actor.kind),
            id: match entry.actor.id {
                Some(ActorId::Person(id)) => Some(id.as_uuid()),
                // Whose account that is, is for admins.
                Some(ActorId::Account(_)) | None => None,
            },
            name: entry.actor.name,
        },
        action: entry.action.into_owned(),
        target: wire::AuditTarget {
            kind: entry.target.id.kind().to_owned(),
            id: entry.target.id.as_uuid(),
            name: entry.target.name,
        },
        details: entry.details,
    }
}

/// As what somebody acted.
pub(super) const fn actor_kind(kind: ActorKind) -> wire::ActorKind {
    match kind {
        ActorKind::Person(Authority::Host) => wire::ActorKind::Host,
        ActorKind::Person(Authority::Coordinator) => wire::ActorKind::Coordinator,
        ActorKind::Person(Authority::Participant) => wire::ActorKind::Participant,
        ActorKind::Admin => wire::ActorKind::Admin,
        ActorKind::Member => wire::ActorKind::User,
        ActorKind::System => wire::ActorKind::System,
    }
}
