use gather_domain::id::TeamId;
use gather_wire as wire;

use super::link::role;
use crate::usecase::people::Profile;

/// Somebody, as the hosts of their event know them.
pub(crate) fn profile(profile: &Profile) -> wire::Profile {
    let it = &profile.participation;
    wire::Profile {
        id: it.person.id.as_uuid(),
        name: it.person.name.to_string(),
        email: profile.contact.email.as_ref().map(ToString::to_string),
        phone: profile.contact.phone.as_ref().map(ToString::to_string),
        role: role(it.role),
        team_id: it.team_id.map(TeamId::as_uuid),
        opened_at: it.opened_at,
        assigned: it.assigned,
        acknowledged: it.acknowledged,
        declined: it.declined,
        version: profile.version,
    }
}
