//! What somebody may do to who runs an event. No other code knows any of it.

use crate::{
    hosting::{HostRole, Hosting},
    permission::Reason,
};

/// From what the rights of somebody follow. Asked for at each request, kept nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Whether they are an admin.
    pub is_admin: bool,
    /// What they are to the event.
    pub hosting: Option<Hosting>,
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
    /// for whoever runs the event.
    pub const fn may_invite(self, role: HostRole) -> Result<(), Reason> {
        match (role, self) {
            (
                _,
                Self { is_admin: true, .. }
                | Self { hosting: Some(Hosting { is_primary: true, .. }), .. },
            )
            | (HostRole::Cohost, Self { hosting: Some(_), .. }) => Ok(()),
            _ => Err(Reason::Forbidden),
        }
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

    /// Whether they may take somebody else's part in the event: the primary host anybody's but their
    /// own, an admin anybody's.
    pub const fn may_remove(self) -> Result<(), Reason> {
        self.decides()
    }

    /// Whether they may make a co-host a host, a host a co-host, or hand the event over.
    pub const fn may_change_roles(self) -> Result<(), Reason> {
        self.decides()
    }

    /// Whether they may take an event in hand that is in nobody's: whoever runs it. Admins put
    /// themselves there openly instead.
    pub const fn may_step_up(self) -> Result<(), Reason> {
        match self.hosting {
            Some(_) => Ok(()),
            None => Err(Reason::Forbidden),
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
        let hosting = |role, is_primary| Some(Hosting { role, is_primary });
        [
            Rights { is_admin: false, hosting: None },
            Rights { is_admin: false, hosting: hosting(HostRole::Cohost, false) },
            Rights { is_admin: false, hosting: hosting(HostRole::Host, false) },
            Rights { is_admin: false, hosting: hosting(HostRole::Host, true) },
            Rights { is_admin: true, hosting: None },
        ]
    }

    /// A member, a co-host, a host, the primary host, an admin: in this order.
    #[test]
    fn the_table_of_who_may_do_what() {
        let all = callers();
        let [y, n] = [ALLOWED, REFUSED];

        assert_eq!(all.map(|it| it.may_invite(HostRole::Cohost)), [n, y, y, y, y]);
        assert_eq!(all.map(|it| it.may_invite(HostRole::Host)), [n, n, n, y, y]);
        assert_eq!(all.map(|it| it.may_handle_invite(true)), [n, y, y, y, y]);
        assert_eq!(all.map(|it| it.may_handle_invite(false)), [n, n, n, y, y]);
        let (own, every) = (Ok(Sight::Own), Ok(Sight::All));
        let sights = [Err(Reason::Forbidden), own, every, every, every];
        assert_eq!(all.map(Rights::sees_invites), sights);
        assert_eq!(all.map(Rights::knows), [false, true, true, true, true]);
        assert_eq!(all.map(Rights::may_remove), [n, n, n, y, y]);
        assert_eq!(all.map(Rights::may_change_roles), [n, n, n, y, y]);
        assert_eq!(all.map(Rights::may_step_up), [n, y, y, y, n]);
    }
}
