//! Members are invited to run an event, by those who run it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    hosting::{GrantMethod, HostRole},
    id::{AccountId, EventHostId, EventId},
    invite::{Invite, Outcome},
    text::Reason,
};

/// For how long an invitation can be accepted.
pub const LIFETIME: TimeDelta = TimeDelta::days(30);

/// For how long whoever declined one is left alone.
pub const REST: TimeDelta = TimeDelta::days(7);

/// How many letters a search for members needs.
pub const SHORTEST_SEARCH: usize = 2;

/// A member's invitation to run an event, which they have not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id, which their part in running the event has after them.
    pub id: EventHostId,
    /// Which event.
    pub event_id: EventId,
    /// Who is invited.
    pub account_id: AccountId,
    /// As what.
    pub role: HostRole,
    /// Who invited them; `None`: their account is gone.
    pub invited_by: Option<AccountId>,
    /// When.
    pub invited_at: DateTime<Utc>,
    /// What they said with it.
    pub message: Option<Reason>,
}

impl Invitation {
    /// The instant from which it cannot be accepted.
    pub fn expires_at(&self) -> DateTime<Utc> {
        self.invited_at + LIFETIME
    }

    /// Whether it can be accepted.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at()
    }
}

/// What becomes of whoever accepts to be this, where the event has a primary host or none.
pub const fn outcome(role: HostRole, is_hosted: bool) -> Outcome {
    match role {
        HostRole::Cohost => Outcome::Cohost,
        HostRole::Host if is_hosted => Outcome::AdditionalHost { upgraded: false },
        HostRole::Host => Outcome::Primary { upgraded: false },
    }
}

/// Whether somebody who declined within the time of [`REST`] may be asked again: once, if whoever
/// asks decides about the event and says that it is meant.
pub const fn may_ask_again(declined: u64, decides: bool, is_meant: bool) -> bool {
    match declined {
        0 => true,
        1 => decides && is_meant,
        _ => false,
    }
}

/// By what somebody comes to run an event by their own word.
#[derive(Debug, Clone, Copy)]
pub enum Ground<'a> {
    /// A link.
    Invite(&'a Invite),
    /// An invitation to themselves.
    Invitation(&'a Invitation),
}

impl Ground<'_> {
    /// How it is remembered that they came.
    pub const fn method(self) -> GrantMethod {
        match self {
            Self::Invite(_) => GrantMethod::Invite,
            Self::Invitation(_) => GrantMethod::MemberInvite,
        }
    }

    /// Who invited them.
    pub const fn invited_by(self) -> Option<AccountId> {
        match self {
            Self::Invite(it) => it.created_by,
            Self::Invitation(it) => it.invited_by,
        }
    }

    /// When.
    pub const fn invited_at(self) -> DateTime<Utc> {
        match self {
            Self::Invite(it) => it.created_at,
            Self::Invitation(it) => it.invited_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_can_be_accepted_for_thirty_days_and_not_at_their_end() {
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let invitation = Invitation {
            id: EventHostId::new(),
            event_id: EventId::new(),
            account_id: AccountId::new(),
            role: HostRole::Cohost,
            invited_by: None,
            invited_at: at,
            message: None,
        };

        assert!(invitation.is_open(at + TimeDelta::days(30) - TimeDelta::seconds(1)));
        assert!(!invitation.is_open(at + TimeDelta::days(30)));
    }

    #[test]
    fn whoever_declined_is_asked_again_once_by_those_who_decide_if_they_mean_it() {
        assert!(may_ask_again(0, false, false));
        assert!(may_ask_again(1, true, true));
        assert!(!may_ask_again(1, true, false));
        assert!(!may_ask_again(1, false, true));
        assert!(!may_ask_again(2, true, true));
    }
}
