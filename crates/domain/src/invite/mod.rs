//! Invites: links that make whoever accepts one a host or a co-host of an event.

mod acceptance;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    email::Email,
    hosting::HostRole,
    id::{AccountId, EventId, InviteId, MailId},
    text::{Name, Reason},
};

pub use self::acceptance::{InviteRefusal, Occasion, Outcome, Viewer};

/// For how many days an invite works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetime(TimeDelta);

/// How many invites to one event may be open at once.
pub const MOST_OPEN: usize = 50;

/// How many of them for one address.
pub const MOST_OPEN_PER_EMAIL: usize = 5;

/// How often an invite may get a new link.
pub const MOST_LINKS: i64 = 10;

/// How long a new link has to wait after the one before.
pub const LINK_PAUSE: TimeDelta = TimeDelta::seconds(60);

/// How long the holder of an expired link has to wait until they may ask for a new one again.
pub const REQUEST_PAUSE: TimeDelta = TimeDelta::hours(24);

/// How long it is remembered what became of a secret that opens nothing any more.
pub const REMEMBERED: TimeDelta = TimeDelta::days(90);

/// An invite as it is stored: everything but the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Its id.
    pub id: InviteId,
    /// The event.
    pub event_id: EventId,
    /// The address whose owner alone may accept it.
    pub email: Option<Email>,
    /// As what it invites.
    pub role: HostRole,
    /// Whose account made it, if that is still there.
    pub created_by: Option<AccountId>,
    /// What they were called.
    pub creator_name: Name,
    /// As what they made it.
    pub created_via: Origin,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The instant from which it no longer works.
    pub expires_at: DateTime<Utc>,
    /// When somebody first opened it.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// By whom, if their account is still there.
    pub accepted_by: Option<AccountId>,
    /// When whom it was for said no.
    pub declined_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
    /// Why.
    pub revoked_reason: Option<Reason>,
    /// What whoever made it calls it.
    pub label: Option<Name>,
    /// What its page tells whoever opens it.
    pub note: Option<Reason>,
    /// How often it got a new link.
    pub resend_count: i64,
    /// When its link was made.
    pub last_sent_at: DateTime<Utc>,
    /// When the holder of an expired link last asked for a new one.
    pub last_requested_at: Option<DateTime<Utc>>,
    /// The mail with its link.
    pub mail_id: Option<MailId>,
    /// When a link of it was last mailed, or passed on for a mail: also one that was replaced since.
    pub mailed_at: Option<DateTime<Utc>>,
    /// Whether whoever accepted it had its address without having shown that it is theirs: where no
    /// mail leaves, nobody can.
    pub matched_unverified: bool,
}

/// As what somebody made an invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// As an admin.
    Admin,
    /// As one who runs the event.
    Host,
}

/// How an invite fares. Computed at each reading, stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InviteStatus {
    /// It can be accepted.
    Pending,
    /// Somebody accepted it.
    Accepted,
    /// Whom it was for said no.
    Declined,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

impl Default for Lifetime {
    fn default() -> Self {
        Self(TimeDelta::days(7))
    }
}

impl Lifetime {
    /// So many days: 1 to 30.
    pub fn days(days: i64) -> Option<Self> {
        (1..=30).contains(&days).then(|| Self(TimeDelta::days(days)))
    }

    /// The instant from which it is over.
    pub fn from(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.0
    }
}

impl Invite {
    /// How it fares. Expiry counts from the very instant.
    pub fn status(&self, now: DateTime<Utc>) -> InviteStatus {
        match self {
            Self { revoked_at: Some(_), .. } => InviteStatus::Revoked,
            Self { accepted_at: Some(_), .. } => InviteStatus::Accepted,
            Self { declined_at: Some(_), .. } => InviteStatus::Declined,
            Self { expires_at, .. } if now >= *expires_at => InviteStatus::Expired,
            Self { .. } => InviteStatus::Pending,
        }
    }

    /// Whether it is for this address: also where it is for any.
    pub fn is_for(&self, email: &Email) -> bool {
        self.email.as_ref().is_none_or(|it| it.as_normal() == email.as_normal())
    }

    /// Its address, masked: enough to recognise one's own, too little to learn somebody else's.
    pub fn email_hint(&self) -> Option<String> {
        let (local, domain) = self.email.as_ref()?.as_normal().split_once('@')?;
        Some(format!("{}…@{}…", local.chars().next()?, domain.chars().next()?))
    }

    /// Why nobody can accept it just now, whoever they are; the first that holds.
    pub fn closed(&self, now: DateTime<Utc>) -> Option<InviteRefusal> {
        match self.status(now) {
            InviteStatus::Pending => None,
            InviteStatus::Accepted => Some(InviteRefusal::AlreadyAccepted),
            InviteStatus::Revoked => Some(InviteRefusal::Revoked),
            InviteStatus::Declined => Some(InviteRefusal::Declined),
            InviteStatus::Expired => Some(InviteRefusal::Expired),
        }
    }

    /// Whether it may get a new link: not once it was accepted, and not for ever.
    pub const fn is_renewable(&self) -> bool {
        self.accepted_at.is_none() && self.resend_count < MOST_LINKS
    }

    /// How long until it may get a new link, if that is to be waited for.
    pub fn wait_for_link(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        remaining(self.last_sent_at + LINK_PAUSE, now)
    }

    /// How long until its holder may ask for a new one again, if that is to be waited for.
    pub fn wait_for_request(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        remaining(self.last_requested_at? + REQUEST_PAUSE, now)
    }
}

fn remaining(until: DateTime<Utc>, now: DateTime<Utc>) -> Option<TimeDelta> {
    Some(until - now).filter(|it| *it > TimeDelta::zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    pub(super) fn invite() -> Invite {
        Invite {
            id: InviteId::new(),
            event_id: EventId::new(),
            email: None,
            role: HostRole::Host,
            created_by: Some(AccountId::new()),
            creator_name: Name::parse("Ada").unwrap(),
            created_via: Origin::Admin,
            created_at: now(),
            expires_at: Lifetime::default().from(now()),
            opened_at: None,
            accepted_at: None,
            accepted_by: None,
            declined_at: None,
            revoked_at: None,
            revoked_reason: None,
            label: None,
            note: None,
            resend_count: 0,
            last_sent_at: now(),
            last_requested_at: None,
            mail_id: None,
            mailed_at: None,
            matched_unverified: false,
        }
    }

    pub(super) fn email(text: &str) -> Email {
        Email::parse(text).unwrap()
    }

    #[test]
    fn it_works_for_1_to_30_days_and_not_at_the_instant_at_which_it_expires() {
        for days in [-1, 0, 31, i64::MAX] {
            assert_eq!(Lifetime::days(days), None);
        }
        let until = Lifetime::days(30).unwrap().from(now());
        let invite = Invite { expires_at: until, ..invite() };

        assert_eq!(invite.status(until - TimeDelta::nanoseconds(1)), InviteStatus::Pending);
        assert_eq!(invite.status(until), InviteStatus::Expired);
    }

    #[test]
    fn what_was_taken_back_stays_so_and_what_was_accepted_never_expires() {
        let late = now() + TimeDelta::days(365);
        let revoked = Invite { revoked_at: Some(now()), declined_at: Some(now()), ..invite() };
        let accepted = Invite { accepted_at: Some(now()), ..invite() };

        assert_eq!(revoked.status(late), InviteStatus::Revoked);
        assert_eq!(accepted.status(late), InviteStatus::Accepted);
    }

    #[test]
    fn a_hint_shows_two_letters() {
        let invite = Invite { email: Some(email("Jo.Doe@Example.org")), ..invite() };
        assert_eq!(invite.email_hint().unwrap(), "j…@e…");
    }
}
