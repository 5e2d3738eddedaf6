//! Who runs an event, and what is theirs alone to decide.

use crate::{event::EventStatus, permission::Reason};

/// As what somebody runs an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HostRole {
    /// A host.
    Host,
    /// A co-host.
    Cohost,
}

/// What somebody is to an event, beside the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hosting {
    /// As what they run it.
    pub role: HostRole,
    /// Whether it is in their hands first.
    pub is_primary: bool,
}

/// As what somebody wants to delete an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deleter {
    /// As one who runs it.
    Host(Hosting),
    /// As an admin.
    Admin,
}

/// Whether an event may be deleted: by its primary host while it is a draft, by an admin always.
pub fn may_delete(by: Deleter, status: EventStatus) -> Result<(), Reason> {
    match by {
        Deleter::Host(Hosting { is_primary: false, .. }) => Err(Reason::Forbidden),
        Deleter::Host(_) if status != EventStatus::Draft => Err(Reason::OnlyInDraft),
        Deleter::Host(_) | Deleter::Admin => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_its_primary_hosts_to_delete_and_anything_an_admins() {
        use EventStatus::{Complete, Confirming, Draft, Frozen};

        let host = |is_primary| Deleter::Host(Hosting { role: HostRole::Host, is_primary });

        assert_eq!(may_delete(host(true), Draft), Ok(()));
        assert_eq!(may_delete(host(false), Draft), Err(Reason::Forbidden));
        for status in [Confirming, Frozen, Complete] {
            assert_eq!(may_delete(host(true), status), Err(Reason::OnlyInDraft));
            assert_eq!(may_delete(host(false), status), Err(Reason::Forbidden));
            assert_eq!(may_delete(Deleter::Admin, status), Ok(()));
        }
    }
}
