//! Who runs an event, and what is theirs alone to decide.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    event::EventStatus,
    id::{AccountId, EventHostId, EventId},
    permission::Reason,
    text::Name,
};

/// As what somebody runs an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HostRole {
    /// A host.
    Host,
    /// A co-host.
    Cohost,
}

impl HostRole {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Host, Self::Cohost];

    /// Its name in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Cohost => "cohost",
        }
    }

    /// The role of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// Whether it is this one, or a higher one.
    pub fn is_at_least(self, other: Self) -> bool {
        self == Self::Host || other == Self::Cohost
    }
}

/// What somebody is to an event, beside the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hosting {
    /// As what they run it.
    pub role: HostRole,
    /// Whether it is in their hands first.
    pub is_primary: bool,
}

/// Somebody who runs an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventHost {
    /// Their account.
    pub account_id: AccountId,
    /// What they are called.
    pub name: Name,
    /// What they are to the event.
    pub hosting: Hosting,
    /// Since when.
    pub accepted_at: DateTime<Utc>,
    /// How they came to run it.
    pub method: GrantMethod,
    /// Whether they are kept out of their account.
    pub is_suspended: bool,
    /// When they took the event in hand by themselves, where it is in theirs by that.
    pub stepped_up_at: Option<DateTime<Utc>>,
}

/// For how long an admin may take an event out of the hands of whoever took it in hand (F-20).
const REVERSIBLE: TimeDelta = TimeDelta::hours(72);

impl EventHost {
    /// The instant from which it is theirs for good that they took the event in hand; `None`: they did
    /// not, or it is.
    pub fn on_trial_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.stepped_up_at.map(|at| at + REVERSIBLE).filter(|end| now < *end)
    }
}

/// How somebody came to run an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GrantMethod {
    /// They made it.
    Creator,
    /// They claimed it.
    Claim,
    /// They accepted an invite.
    Invite,
    /// An admin put them there.
    Admin,
    /// Another member invited them.
    MemberInvite,
    /// It was handed over to them.
    Transfer,
    /// By the venue.
    Venue,
}

impl GrantMethod {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Creator,
        Self::Claim,
        Self::Invite,
        Self::Admin,
        Self::MemberInvite,
        Self::Transfer,
        Self::Venue,
    ];

    /// Its name in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Creator => "creator",
            Self::Claim => "claim",
            Self::Invite => "invite",
            Self::Admin => "admin",
            Self::MemberInvite => "member_invite",
            Self::Transfer => "transfer",
            Self::Venue => "venue",
        }
    }

    /// The method of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// Whether an event is in somebody's hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ownership {
    /// It has a primary host.
    Hosted,
    /// Co-hosts run it, and none of them is the primary host.
    NeedsPrimary,
    /// Nobody runs it.
    Unhosted,
}

/// Whether somebody may delete an event: its primary host while it is a draft, an admin always.
pub fn may_delete(
    is_admin: bool,
    hosting: Option<Hosting>,
    status: EventStatus,
) -> Result<(), Reason> {
    match hosting {
        _ if is_admin => Ok(()),
        Some(Hosting { is_primary: true, .. }) if status == EventStatus::Draft => Ok(()),
        Some(Hosting { is_primary: true, .. }) => Err(Reason::OnlyInDraft),
        _ => Err(Reason::Forbidden),
    }
}

/// Somebody who may take an event over from its primary host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Their part in running it.
    pub id: EventHostId,
    /// The event.
    pub event_id: EventId,
    /// Whose account.
    pub account_id: AccountId,
    /// What they are called.
    pub name: String,
    /// As what they run it.
    pub role: HostRole,
    /// Since when.
    pub accepted_at: DateTime<Utc>,
    /// Whether they are kept out of their account.
    pub is_suspended: bool,
}

/// Who takes each event over: hosts before co-hosts, whoever has been there for longest; of two of
/// the same moment, the account with the lower id. Whoever is kept out of their account comes last,
/// and not at all as a co-host: a host must, for without a primary host there is none (INV-2).
pub fn successors(candidates: Vec<Candidate>) -> BTreeMap<EventId, Candidate> {
    let rank = |it: &Candidate| {
        (it.is_suspended, it.role == HostRole::Cohost, it.accepted_at, it.account_id)
    };
    let may = |it: &Candidate| !it.is_suspended || it.role == HostRole::Host;
    let mut first: BTreeMap<EventId, Candidate> = BTreeMap::new();
    for candidate in candidates.into_iter().filter(may) {
        match first.get(&candidate.event_id) {
            Some(best) if rank(best) <= rank(&candidate) => {}
            _ => {
                first.insert(candidate.event_id, candidate);
            }
        }
    }
    first
}

/// Who takes an event over when this one of its hosts goes: the same order, for one event.
pub fn successor(hosts: &[EventHost], leaving: AccountId) -> Option<&EventHost> {
    let may = |it: &&EventHost| !it.is_suspended || it.hosting.role == HostRole::Host;
    let others = hosts.iter().filter(|it| it.account_id != leaving).filter(may);
    others.min_by_key(|it| {
        (it.is_suspended, it.hosting.role == HostRole::Cohost, it.accepted_at, it.account_id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_who_is_there_for_longest_takes_an_event_over_and_a_cohost_where_there_is_none() {
        let (one, two) = (EventId::new(), EventId::new());
        let candidate = |event_id, name: &str, role, day: i64| Candidate {
            id: EventHostId::new(),
            event_id,
            account_id: AccountId::new(),
            name: name.to_owned(),
            role,
            accepted_at: DateTime::from_timestamp(1_800_000_000 + day, 0).unwrap(),
            is_suspended: false,
        };
        let candidates = vec![
            Candidate {
                is_suspended: true,
                ..candidate(one, "who is kept out", HostRole::Host, 0)
            },
            candidate(one, "early cohost", HostRole::Cohost, 1),
            candidate(one, "late host", HostRole::Host, 3),
            candidate(one, "host", HostRole::Host, 2),
            candidate(two, "late cohost", HostRole::Cohost, 5),
            candidate(two, "cohost", HostRole::Cohost, 4),
            candidate(two, "of the same moment", HostRole::Cohost, 4),
        ];

        let found = successors(candidates);

        assert_eq!(found[&one].name, "host");
        assert_eq!(found[&two].name, "cohost");
        assert_eq!(successors(Vec::new()).len(), 0);
    }

    #[test]
    fn a_draft_is_its_primary_hosts_to_delete_and_anything_an_admins() {
        use EventStatus::{Complete, Confirming, Draft, Frozen};

        let host = |is_primary| Some(Hosting { role: HostRole::Host, is_primary });
        let member = |hosting, status| may_delete(false, hosting, status);

        assert_eq!(member(host(true), Draft), Ok(()));
        assert_eq!(member(host(false), Draft), Err(Reason::Forbidden));
        assert_eq!(member(None, Draft), Err(Reason::Forbidden));
        for status in [Confirming, Frozen, Complete] {
            assert_eq!(member(host(true), status), Err(Reason::OnlyInDraft));
            assert_eq!(member(host(false), status), Err(Reason::Forbidden));
            assert_eq!(may_delete(true, None, status), Ok(()));
        }
    }

    #[test]
    fn who_stepped_up_is_on_trial_for_three_days() {
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let host = EventHost {
            account_id: AccountId::new(),
            name: Name::parse("Cleo").unwrap(),
            hosting: Hosting { role: HostRole::Host, is_primary: true },
            accepted_at: at,
            method: GrantMethod::Invite,
            is_suspended: false,
            stepped_up_at: Some(at),
        };
        let end = at + TimeDelta::days(3);

        assert_eq!(host.on_trial_until(end - TimeDelta::seconds(1)), Some(end));
        assert_eq!(host.on_trial_until(end), None);
        assert_eq!(EventHost { stepped_up_at: None, ..host }.on_trial_until(at), None);
    }
}
