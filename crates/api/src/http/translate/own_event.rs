use gather_domain::{
    account::AccountRole,
    event::Event,
    hosting::{Hosting, may_delete},
};
use gather_wire as wire;

/// An event of one's own, and what one may do to it as a whole.
pub(crate) fn own_event(event: &Event, hosting: Hosting, role: AccountRole) -> wire::OwnEvent {
    let (verdict, reason) =
        match may_delete(role == AccountRole::Admin, Some(hosting), event.status) {
            Ok(()) => (wire::Verdict::Allowed, None),
            Err(reason) => (wire::Verdict::Refused, Some(super::reason(reason))),
        };
    wire::OwnEvent {
        event: super::event(event),
        role: super::host_role(hosting.role),
        is_primary: hosting.is_primary,
        allowed_actions: vec![wire::AllowedAction {
            action: wire::Action::DeleteEvent,
            verdict,
            reason,
        }],
    }
}
