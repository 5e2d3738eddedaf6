use gather_domain::{event::Event, invitation::outcome};
use gather_wire as wire;

use super::host_role;
use crate::usecase::invitations::{FoundMember, Listed, Received};

/// Members who may be invited.
pub(crate) fn found_members(found: Vec<FoundMember>) -> wire::FoundMembers {
    let member = |it: FoundMember| wire::FoundMember {
        account_id: it.account_id.as_uuid(),
        display_name: it.name.to_string(),
        is_invited: it.is_invited,
    };
    wire::FoundMembers { items: found.into_iter().map(member).collect() }
}

/// An invitation, as those who run the event see it.
pub(crate) fn member_invitation(listed: Listed, can_withdraw: bool) -> wire::MemberInvitation {
    let it = listed.invitation;
    wire::MemberInvitation {
        id: it.id.as_uuid(),
        account_id: it.account_id.as_uuid(),
        display_name: listed.name.to_string(),
        role: host_role(it.role),
        inviter_name: listed.inviter.map(String::from),
        invited_at: it.invited_at,
        expires_at: it.expires_at(),
        can_withdraw,
    }
}

/// An invitation, as whoever is invited sees it.
pub(crate) fn invitation(received: Received) -> wire::Invitation {
    let it = received.invitation;
    let expires_at = it.expires_at();
    wire::Invitation {
        id: it.id.as_uuid(),
        event: invited_event(&received.event),
        role: host_role(it.role),
        makes_primary: outcome(it.role, received.is_hosted).is_primary(),
        inviter_name: received.inviter.map(String::from),
        message: it.message.map(String::from),
        invited_at: it.invited_at,
        expires_at,
    }
}

/// An event, as an invite or an invitation names it.
pub(crate) fn invited_event(event: &Event) -> wire::InvitedEvent {
    wire::InvitedEvent {
        name: event.name.to_string(),
        starts_on: event.dates.starts_on(),
        ends_on: event.dates.ends_on(),
    }
}
