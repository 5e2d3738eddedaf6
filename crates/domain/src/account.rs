//! Accounts, and how long somebody stays signed in.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    email::Email,
    id::{AccountId, SessionId},
    text::Name,
};

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Their id.
    pub id: AccountId,
    /// Where mails reach them.
    pub email: Email,
    /// When it was shown that they do.
    pub email_verified_at: Option<DateTime<Utc>>,
    /// What the others call them.
    pub display_name: Name,
    /// What they may do beyond their own events.
    pub role: AccountRole,
    /// When they could sign in first. `None`: the address was never confirmed.
    pub activated_at: Option<DateTime<Utc>>,
    /// Since when an admin keeps them out.
    pub suspended_at: Option<DateTime<Utc>>,
    /// Whether others may find them to invite them.
    pub accepts_invitations: bool,
}

/// What an account may do beyond its own events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccountRole {
    /// Nothing.
    Member,
    /// Everything.
    Admin,
}

impl AccountRole {
    /// Its name in storage and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Admin => "admin",
        }
    }
}

/// Why an account lets nobody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountClosed {
    /// Its address was never confirmed.
    #[error("the address of this account was never confirmed")]
    Inactive,
    /// An admin keeps its owner out.
    #[error("this account is suspended")]
    Suspended,
}

impl Account {
    /// Whether its owner may come in.
    pub const fn is_open(&self) -> Result<(), AccountClosed> {
        match self {
            Self { activated_at: None, .. } => Err(AccountClosed::Inactive),
            Self { suspended_at: Some(_), .. } => Err(AccountClosed::Suspended),
            Self { .. } => Ok(()),
        }
    }
}

/// How long a session lasts if nobody uses it.
pub const IDLE: TimeDelta = TimeDelta::days(30);

/// How long a session lasts at most, however much it is used.
pub const AT_MOST: TimeDelta = TimeDelta::days(90);

/// Somebody is signed in somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id: not its secret.
    pub id: SessionId,
    /// Whose it is.
    pub account_id: AccountId,
    /// When they signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last slid.
    pub last_used_at: DateTime<Utc>,
    /// The instant from which it no longer counts.
    pub expires_at: DateTime<Utc>,
    /// The instant past which it cannot slide.
    pub absolute_expires_at: DateTime<Utc>,
    /// Where: a browser and a system, in a few words.
    pub device: String,
}

impl Session {
    /// A session that begins now.
    pub fn begin(account_id: AccountId, device: String, now: DateTime<Utc>) -> Self {
        Self {
            id: SessionId::new(),
            account_id,
            created_at: now,
            last_used_at: now,
            expires_at: now + IDLE,
            absolute_expires_at: now + AT_MOST,
            device,
        }
    }

    /// Whether it still counts. Expiry counts from the very instant.
    pub fn is_alive(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at
    }

    /// The same, used now: it lasts as long again, but never past its end.
    #[must_use]
    pub fn slid(self, now: DateTime<Utc>) -> Self {
        let expires_at = (now + IDLE).min(self.absolute_expires_at);
        Self { last_used_at: now, expires_at, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_slides_to_its_end_and_not_beyond() {
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let mut session = Session::begin(AccountId::new(), String::new(), start);

        assert!(session.is_alive(start + IDLE - TimeDelta::microseconds(1)));
        assert!(!session.is_alive(start + IDLE));
        for day in [20, 40, 60, 80] {
            session = session.slid(start + TimeDelta::days(day));
            assert_eq!(session.expires_at, start + TimeDelta::days((day + 30).min(90)));
        }
        assert!(!session.is_alive(start + AT_MOST));
    }

    #[test]
    fn an_account_lets_in_when_confirmed_and_not_suspended() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let account = Account {
            id: AccountId::new(),
            email: Email::parse("jo@example.org").unwrap(),
            email_verified_at: None,
            display_name: Name::parse("Jo").unwrap(),
            role: AccountRole::Member,
            activated_at: Some(now),
            suspended_at: None,
            accepts_invitations: true,
        };

        assert_eq!(account.is_open(), Ok(()));
        let suspended = Account { suspended_at: Some(now), ..account.clone() };
        assert_eq!(suspended.is_open(), Err(AccountClosed::Suspended));
        let inactive = Account { activated_at: None, ..suspended };
        assert_eq!(inactive.is_open(), Err(AccountClosed::Inactive));
    }
}
