//! What somebody may do to who runs an event. No other code knows any of it.

use crate::{
    hosting::{HostRole, Hosting},
    permission::Reason,
    setting::StepUp,
};

/// From what the rights of somebody follow. Asked for at each request, kept nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Whether they are an admin.
    pub is_admin: bool,
    /// What they are to the event.
    pub hosting: Option<Hosting>,
    /// Whether its co-hosts may invite others to run it.
    pub cohosts_can_invite: bool,
    /// Whether it does not take place.
    pub is_cancelled: bool,
}

/// Which invites to an event somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// All of them.
    All,
    /// Those that they made.
    Own,
}

impl Rights {
    /// Whether they know of an event that is not public.
    pub const fn knows(self) -> bool {
        self.is_admin || self.hosting.is_some()
    }

    /// Whether they may invite somebody as this: hosts are for the primary host to invite, co-hosts
    /// for whoever runs the event, as long as the primary host lets co-hosts do so. Nobody is invited
    /// to run what does not take place.
    pub const fn may_invite(self, role: HostRole) -> Result<(), Reason> {
        let is_theirs = match (role, self.hosting) {
            _ if self.decides().is_ok() => true,
            (HostRole::Cohost, Some(Hosting { role: HostRole::Host, .. })) => true,
            (HostRole::Cohost, Some(_)) => self.cohosts_can_invite,
            _ => false,
        };
        match (is_theirs, self.is_cancelled) {
            (false, _) => Err(Reason::Forbidden),
            (true, true) => Err(Reason::EventClosed),
            (true, false) => Ok(()),
        }
    }

    /// Whether they may publish the event, and take it from the public again: whoever runs it.
    pub const fn may_publish(self) -> Result<(), Reason> {
        self.manages()
    }

    /// Whether they may cancel the event, and restore it: whoever runs it.
    pub const fn may_cancel(self) -> Result<(), Reason> {
        self.manages()
    }

    /// Whether they may say to whom the event is known, and whether co-hosts may invite.
    pub const fn may_set_terms(self) -> Result<(), Reason> {
        self.decides()
    }

    /// Which invites they see.
    pub const fn sees_invites(self) -> Result<Sight, Reason> {
        match self {
            Self { is_admin: true, .. }
            | Self { hosting: Some(Hosting { role: HostRole::Host, .. }), .. } => Ok(Sight::All),
            Self { hosting: Some(_), .. } => Ok(Sight::Own),
            Self { hosting: None, .. } => Err(Reason::Forbidden),
        }
    }

    /// Whether they may take back, renew or change an invite: their own, the primary host any.
    pub const fn may_handle_invite(self, is_own: bool) -> Result<(), Reason> {
        match self.hosting {
            Some(_) if is_own => Ok(()),
            _ => self.decides(),
        }
    }

    /// Whether they may leave those who run the event: whoever does. An admin as the one that they are.
    pub const fn may_leave(self) -> Result<(), Reason> {
        if self.hosting.is_some() { Ok(()) } else { Err(Reason::Forbidden) }
    }

    /// Whether they may take somebody else's part in the event: the primary host anybody's but their
    /// own, an admin anybody's.
    pub const fn may_remove(self) -> Result<(), Reason> {
        self.decides()
    }

    /// Whether they may make a co-host a host, a host a co-host, or hand the event over.
    pub const fn may_change_roles(self) -> Result<(), Reason> {
        self.decides()
    }

    /// Whether they may take an event in hand that is in nobody's: whoever runs it, unless admins keep
    /// that to themselves. Admins put themselves there openly instead.
    pub const fn may_step_up(self, setting: StepUp) -> Result<(), Reason> {
        match (self.hosting, setting) {
            (Some(_), StepUp::Immediate) => Ok(()),
            _ => Err(Reason::Forbidden),
        }
    }

    /// Whether they may take an event out of the hands of whoever stepped up.
    pub const fn may_reverse_step_up(self) -> Result<(), Reason> {
        if self.is_admin { Ok(()) } else { Err(Reason::Forbidden) }
    }

    const fn manages(self) -> Result<(), Reason> {
        match self {
            Self { is_admin: true, .. } | Self { hosting: Some(_), .. } => Ok(()),
            Self { .. } => Err(Reason::Forbidden),
        }
    }

    /// Whether what concerns those who run the event is theirs to decide: the primary host's, or an
    /// admin's.
    pub const fn decides(self) -> Result<(), Reason> {
        match self {
            Self { is_admin: true, .. }
            | Self { hosting: Some(Hosting { is_primary: true, .. }), .. } => Ok(()),
            Self { .. } => Err(Reason::Forbidden),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: Result<(), Reason> = Ok(());
    const REFUSED: Result<(), Reason> = Err(Reason::Forbidden);

    fn callers() -> [Rights; 5] {
        let rights = |is_admin, hosting| Rights {
            is_admin,
            hosting,
            cohosts_can_invite: true,
            is_cancelled: false,
        };
        let host = |role, is_primary| rights(false, Some(Hosting { role, is_primary }));
        [
            rights(false, None),
            host(HostRole::Cohost, false),
            host(HostRole::Host, false),
            host(HostRole::Host, true),
            rights(true, None),
        ]
    }

    /// A member, a co-host, a host, the primary host, an admin: in this order.
    #[test]
    fn the_table_of_who_may_do_what() {
        let all = callers();
        let [y, n] = [ALLOWED, REFUSED];

        assert_eq!(all.map(|it| it.may_invite(HostRole::Cohost)), [n, y, y, y, y]);
        assert_eq!(all.map(|it| it.may_invite(HostRole::Host)), [n, n, n, y, y]);
        let strict = all.map(|it| Rights { cohosts_can_invite: false, ..it });
        assert_eq!(strict.map(|it| it.may_invite(HostRole::Cohost)), [n, n, y, y, y]);
        assert_eq!(strict.map(|it| it.may_invite(HostRole::Host)), [n, n, n, y, y]);
        let (cancelled, c) =
            (all.map(|it| Rights { is_cancelled: true, ..it }), Err(Reason::EventClosed));
        assert_eq!(cancelled.map(|it| it.may_invite(HostRole::Cohost)), [n, c, c, c, c]);
        assert_eq!(cancelled.map(|it| it.may_invite(HostRole::Host)), [n, n, n, c, c]);
        assert_eq!(all.map(Rights::may_publish), [n, y, y, y, y]);
        assert_eq!(cancelled.map(Rights::may_cancel), [n, y, y, y, y]);
        assert_eq!(all.map(Rights::may_set_terms), [n, n, n, y, y]);
        assert_eq!(all.map(|it| it.may_handle_invite(true)), [n, y, y, y, y]);
        assert_eq!(all.map(|it| it.may_handle_invite(false)), [n, n, n, y, y]);
        let (own, every) = (Ok(Sight::Own), Ok(Sight::All));
        let sights = [Err(Reason::Forbidden), own, every, every, every];
        assert_eq!(all.map(Rights::sees_invites), sights);
        assert_eq!(all.map(Rights::knows), [false, true, true, true, true]);
        assert_eq!(all.map(Rights::may_leave), [n, y, y, y, n]);
        assert_eq!(all.map(Rights::may_remove), [n, n, n, y, y]);
        assert_eq!(all.map(Rights::may_change_roles), [n, n, n, y, y]);
        assert_eq!(all.map(|it| it.may_step_up(StepUp::Immediate)), [n, y, y, y, n]);
        assert_eq!(all.map(|it| it.may_step_up(StepUp::AdminApproval)), [n; 5]);
        assert_eq!(all.map(Rights::may_reverse_step_up), [n, n, n, n, y]);
    }
}
