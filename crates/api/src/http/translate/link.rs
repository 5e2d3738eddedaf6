use gather_domain::person::Role;
use gather_wire as wire;

use super::{person, team};
use crate::usecase::links::HandedOut;

/// A link with its address. This is the one place where a secret leaves the server.
pub(crate) fn link(it: HandedOut) -> wire::Link {
    wire::Link {
        person: person(&it.person),
        role: role(it.link.role),
        team: it.team.as_ref().map(team),
        url: it.url,
        opened_at: it.link.opened_at,
        expires_at: it.link.expires_at,
        brings: it.brings.into_iter().map(String::from).collect(),
        acknowledged: it.acknowledged,
    }
}

pub(crate) const fn role(role: Role) -> wire::Role {
    match role {
        Role::Host => wire::Role::Host,
        Role::Coordinator { .. } => wire::Role::Coordinator,
        Role::Participant => wire::Role::Participant,
    }
}
