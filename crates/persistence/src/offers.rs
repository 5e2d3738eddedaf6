//! What was handed out to run events and nobody answered: invites, and invitations of members.

use gather_domain::{
    hosting::HostRole,
    id::{AccountId, EventId},
    invite::Origin,
};
use sea_orm::{Condition, ExprTrait, sea_query::Expr};

use crate::{
    entity::{event_host, event_invite},
    invites::origin_name,
};

/// Which offers end together, and with that why.
#[derive(Debug, Clone, Copy)]
pub enum Offers {
    /// All that somebody made, as an admin too: they may act nowhere any more.
    By(AccountId),
    /// What they made as one who runs this event: they do not any more.
    ByHost(AccountId, EventId),
    /// What of that was to make somebody a host: they are a co-host now.
    OfHosts(AccountId, EventId),
    /// All to this event: it is deleted.
    To(EventId),
}

impl Offers {
    /// Why they end, as it is stored.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::By(_) | Self::ByHost(..) => "creator_left",
            Self::OfHosts(..) => "creator_demoted",
            Self::To(_) => "event_deleted",
        }
    }

    /// Whether the invite of the statement is among them, answered or not.
    pub(crate) fn invites(self) -> Condition {
        let (by, at) = match self {
            Self::By(creator) => (Some(creator), None),
            Self::ByHost(creator, event_id) | Self::OfHosts(creator, event_id) => {
                (Some(creator), Some(event_id))
            }
            Self::To(event_id) => (None, Some(event_id)),
        };
        let as_host = matches!(self, Self::ByHost(..) | Self::OfHosts(..));
        let of_hosts = matches!(self, Self::OfHosts(..));
        let column = event_invite::COLUMN;
        Condition::all()
            .add_option(by.map(|id| column.created_by.eq(id.as_uuid())))
            .add_option(at.map(|id| column.event_id.eq(id.as_uuid())))
            .add_option(as_host.then(|| column.created_via.eq(origin_name(Origin::Host))))
            .add_option(of_hosts.then(|| column.role.eq(HostRole::Host.as_str())))
    }

    /// Whether the part in running an event of the statement is an invitation among them.
    pub(crate) fn invitations(self) -> Expr {
        let host = |column| Expr::col((event_host::Entity, column));
        let pending = host(event_host::Column::InvitationStatus).eq("pending");
        let by = |id: AccountId| host(event_host::Column::InvitedBy).eq(id.as_uuid());
        let to = |id: EventId| host(event_host::Column::EventId).eq(id.as_uuid());
        match self {
            Self::By(inviter) => pending.and(by(inviter)),
            Self::ByHost(inviter, event_id) => pending.and(by(inviter)).and(to(event_id)),
            Self::OfHosts(inviter, event_id) => pending
                .and(by(inviter))
                .and(to(event_id))
                .and(host(event_host::Column::Role).eq(HostRole::Host.as_str())),
            Self::To(event_id) => pending.and(to(event_id)),
        }
    }
}
