//! Invites: links that make whoever accepts one a host or a co-host of an event.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    email::Email,
    hosting::{HostRole, Hosting},
    id::{AccountId, EventId, InviteId, MailId},
    text::{Name, Reason},
};

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

/// Somebody who would accept an invite.
#[derive(Debug, Clone)]
pub struct Viewer<'a> {
    /// Their account.
    pub account_id: AccountId,
    /// Its address.
    pub email: &'a Email,
    /// Whether it was shown that this is theirs.
    pub is_verified: bool,
    /// Whether they are an admin.
    pub is_admin: bool,
    /// What they are to the event already.
    pub hosting: Option<Hosting>,
}

/// What becomes of somebody who accepts an invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The event is theirs first.
    Primary {
        /// Whether they were a co-host before.
        upgraded: bool,
    },
    /// A host beside the primary one.
    AdditionalHost {
        /// Whether they were a co-host before.
        upgraded: bool,
    },
    /// A co-host.
    Cohost,
}

/// Why an invite cannot be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum InviteRefusal {
    /// They have this role, or a higher one.
    #[error("you run this gathering already")]
    AlreadyHost,
    /// Somebody accepted it, or they did themselves and left since.
    #[error("this invite was accepted before")]
    AlreadyAccepted,
    /// It was taken back, or has a newer link.
    #[error("this invite was taken back, or there is a newer link for it: ask whoever sent it")]
    Revoked,
    /// Whom it was for said no.
    #[error("this invite was declined: ask whoever sent it for a new one")]
    Declined,
    /// Its time is over.
    #[error("this invite has expired")]
    Expired,
    /// It is for another address.
    #[error("this invite is for another address than yours")]
    EmailMismatch,
    /// It is for their address, which they have not confirmed.
    #[error("this invite is for your address: confirm first that it is yours")]
    EmailUnverified,
    /// They made it.
    #[error("you made this invite yourself: send it to whom it is for")]
    SelfInvite,
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

    /// What becomes of somebody who accepts it, or why they cannot: the first that holds.
    ///
    /// `is_hosted`: the event has a primary host. `must_be_verified`: addresses can be confirmed on
    /// this server, so only a confirmed one counts.
    pub fn judge(
        &self,
        viewer: &Viewer<'_>,
        is_hosted: bool,
        must_be_verified: bool,
        now: DateTime<Utc>,
    ) -> Result<Outcome, InviteRefusal> {
        let accepted_it = self.accepted_by == Some(viewer.account_id);
        if accepted_it && viewer.hosting.is_some() {
            return Err(InviteRefusal::AlreadyHost);
        }
        if let Some(refusal) = self.closed(now) {
            return Err(refusal);
        }
        if !self.is_for(viewer.email) {
            return Err(InviteRefusal::EmailMismatch);
        }
        if self.email.is_some() && must_be_verified && !viewer.is_verified {
            return Err(InviteRefusal::EmailUnverified);
        }
        if self.created_by == Some(viewer.account_id) && !viewer.is_admin {
            return Err(InviteRefusal::SelfInvite);
        }
        let upgraded = match viewer.hosting.map(|it| it.role) {
            None => false,
            Some(role) if role.is_at_least(self.role) => return Err(InviteRefusal::AlreadyHost),
            Some(_) => true,
        };
        Ok(match self.role {
            HostRole::Cohost => Outcome::Cohost,
            HostRole::Host if is_hosted => Outcome::AdditionalHost { upgraded },
            HostRole::Host => Outcome::Primary { upgraded },
        })
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

impl Outcome {
    /// As what they run the event then.
    pub const fn role(self) -> HostRole {
        match self {
            Self::Primary { .. } | Self::AdditionalHost { .. } => HostRole::Host,
            Self::Cohost => HostRole::Cohost,
        }
    }

    /// Whether the event is in their hands first then.
    pub const fn is_primary(self) -> bool {
        matches!(self, Self::Primary { .. })
    }

    /// Whether they were a co-host before.
    pub const fn upgraded(self) -> bool {
        match self {
            Self::Primary { upgraded } | Self::AdditionalHost { upgraded } => upgraded,
            Self::Cohost => false,
        }
    }
}

fn remaining(until: DateTime<Utc>, now: DateTime<Utc>) -> Option<TimeDelta> {
    Some(until - now).filter(|it| *it > TimeDelta::zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn invite() -> Invite {
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
        }
    }

    fn email(text: &str) -> Email {
        Email::parse(text).unwrap()
    }

    fn viewer(email: &Email) -> Viewer<'_> {
        let account_id = AccountId::new();
        Viewer { account_id, email, is_verified: true, is_admin: false, hosting: None }
    }

    const fn hosting(role: HostRole) -> Option<Hosting> {
        Some(Hosting { role, is_primary: false })
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
    fn it_makes_a_primary_host_where_there_is_none_and_never_in_place_of_one() {
        let jo = email("jo@example.org");
        let judge = |invite: &Invite, hosted, hosting| {
            invite.judge(&Viewer { hosting, ..viewer(&jo) }, hosted, true, now())
        };
        let (host, cohost) = (invite(), Invite { role: HostRole::Cohost, ..invite() });

        assert_eq!(judge(&host, false, None), Ok(Outcome::Primary { upgraded: false }));
        assert_eq!(judge(&host, true, None), Ok(Outcome::AdditionalHost { upgraded: false }));
        assert_eq!(judge(&cohost, false, None), Ok(Outcome::Cohost));
        let was_cohost = hosting(HostRole::Cohost);
        assert_eq!(judge(&host, false, was_cohost), Ok(Outcome::Primary { upgraded: true }));
        let upgraded = Ok(Outcome::AdditionalHost { upgraded: true });
        assert_eq!(judge(&host, true, was_cohost), upgraded);
        for (invite, role) in [(&cohost, HostRole::Cohost), (&cohost, HostRole::Host)] {
            let refusal = Err(InviteRefusal::AlreadyHost);
            assert_eq!(judge(invite, true, hosting(role)), refusal, "{role:?}");
        }
        assert_eq!(judge(&host, true, hosting(HostRole::Host)), Err(InviteRefusal::AlreadyHost));
    }

    #[test]
    fn of_several_reasons_the_first_of_the_list_is_told() {
        let (jo, al) = (email("jo@example.org"), email("al@example.org"));
        let mut invite = Invite { email: Some(jo.clone()), ..invite() };
        let unverified = Viewer { is_verified: false, ..viewer(&jo) };
        let judge = |invite: &Invite, viewer: &Viewer<'_>, at| invite.judge(viewer, true, true, at);
        let late = invite.expires_at;

        assert_eq!(judge(&invite, &viewer(&al), now()), Err(InviteRefusal::EmailMismatch));
        assert_eq!(judge(&invite, &viewer(&al), late), Err(InviteRefusal::Expired));
        assert_eq!(judge(&invite, &unverified, now()), Err(InviteRefusal::EmailUnverified));
        let lenient = invite.judge(&unverified, true, false, now());
        assert_eq!(lenient, Ok(Outcome::AdditionalHost { upgraded: false }));

        invite.created_by = Some(unverified.account_id);
        let maker = Viewer { is_verified: true, ..unverified.clone() };
        assert_eq!(judge(&invite, &maker, now()), Err(InviteRefusal::SelfInvite));
        assert!(judge(&invite, &Viewer { is_admin: true, ..maker.clone() }, now()).is_ok());

        invite.declined_at = Some(now());
        assert_eq!(judge(&invite, &maker, late), Err(InviteRefusal::Declined));
        invite.revoked_at = Some(now());
        assert_eq!(judge(&invite, &maker, late), Err(InviteRefusal::Revoked));
    }

    #[test]
    fn whoever_accepted_it_is_told_that_they_are_a_host_and_whoever_left_that_it_was_used() {
        let jo = email("jo@example.org");
        let jo_as_host = Viewer { hosting: hosting(HostRole::Host), ..viewer(&jo) };
        let (accepted_at, accepted_by) = (Some(now()), Some(jo_as_host.account_id));
        let used = Invite { accepted_at, accepted_by, ..invite() };
        let gone = Viewer { hosting: None, ..jo_as_host.clone() };

        let judge = |viewer| used.judge(viewer, true, true, now());
        assert_eq!(judge(&jo_as_host), Err(InviteRefusal::AlreadyHost));
        assert_eq!(judge(&gone), Err(InviteRefusal::AlreadyAccepted));
        assert_eq!(judge(&viewer(&jo)), Err(InviteRefusal::AlreadyAccepted));
    }

    #[test]
    fn a_hint_shows_two_letters() {
        let invite = Invite { email: Some(email("Jo.Doe@Example.org")), ..invite() };
        assert_eq!(invite.email_hint().unwrap(), "j…@e…");
    }
}
