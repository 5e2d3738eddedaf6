//! How often somebody may try what guards a secret. It delays, it never locks anybody out.

use std::{net::IpAddr, num::NonZero};

use chrono::TimeDelta;
use gather_domain::email::Email;
use gather_persistence::{
    StoreError, Tx,
    limits::{self, Limit},
};
use sha2::{Digest as _, Sha256};

use crate::context::Context;

/// How often what guards a secret may be tried before each further try has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// Passwords, per minute and client address.
    pub passwords_per_minute: NonZero<u16>,
    /// Passwords for one account at once, wherever they come from; then one in half a minute.
    pub passwords_per_account: NonZero<u16>,
    /// Sign-ups, resets and confirmations, of each per hour and client address.
    pub account_mails_per_hour: NonZero<u16>,
    /// The same per hour and e-mail address.
    pub account_mails_per_email: NonZero<u16>,
    /// Invites accepted or declined, per minute and client address.
    pub invite_answers_per_minute: NonZero<u16>,
    /// Invites looked at, per minute and client address.
    pub invite_previews_per_minute: NonZero<u16>,
}

impl Default for Tries {
    fn default() -> Self {
        const TEN: NonZero<u16> = NonZero::new(10).unwrap();
        const FIVE: NonZero<u16> = NonZero::new(5).unwrap();
        const TWENTY: NonZero<u16> = NonZero::new(20).unwrap();
        const THIRTY: NonZero<u16> = NonZero::new(30).unwrap();
        Self {
            passwords_per_minute: TEN,
            passwords_per_account: FIVE,
            account_mails_per_hour: TWENTY,
            account_mails_per_email: FIVE,
            invite_answers_per_minute: TEN,
            invite_previews_per_minute: THIRTY,
        }
    }
}

impl Tries {
    /// For everybody behind one client address.
    fn per_address(self, what: Guarded) -> Limit {
        match what {
            Guarded::Password => within(self.passwords_per_minute, TimeDelta::minutes(1)),
            Guarded::SignUp | Guarded::Reset | Guarded::Resend => {
                within(self.account_mails_per_hour, TimeDelta::hours(1))
            }
        }
    }

    /// For one e-mail address, whether it has an account or not: nobody learns which.
    fn per_email(self, what: Guarded) -> Limit {
        match what {
            Guarded::Password => {
                let burst = self.passwords_per_account.get().into();
                Limit { burst, every: TimeDelta::seconds(30) }
            }
            Guarded::SignUp | Guarded::Reset | Guarded::Resend => {
                within(self.account_mails_per_email, TimeDelta::hours(1))
            }
        }
    }
}

/// So many at once, and so many again once the time is over.
pub(super) fn within(count: NonZero<u16>, time: TimeDelta) -> Limit {
    let count = i32::from(count.get());
    Limit { burst: count, every: time / count }
}

/// What is guarded.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Guarded {
    /// To say a password.
    Password,
    /// To make an account.
    SignUp,
    /// To be sent a link to choose a new password.
    Reset,
    /// To be sent a link to confirm an address.
    Resend,
}

/// It was tried too often.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GuardError {
    /// The next try counts after this time.
    #[error("that was tried too often")]
    TooOften {
        /// How long.
        wait: TimeDelta,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Guarded {
    const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SignUp => "sign_up",
            Self::Reset => "reset",
            Self::Resend => "resend",
        }
    }
}

/// Counts a try from a client address.
pub(crate) async fn count_address(
    ctx: &Context,
    what: Guarded,
    from: IpAddr,
) -> Result<(), GuardError> {
    count(ctx, key(what.name(), "address", &network(from)), ctx.tries.per_address(what)).await
}

/// Counts a try for an e-mail address.
pub(crate) async fn count_email(
    ctx: &Context,
    what: Guarded,
    email: &Email,
) -> Result<(), GuardError> {
    count(ctx, key(what.name(), "email", email.as_normal()), ctx.tries.per_email(what)).await
}

/// Forgets the tries for an e-mail address: the last was right.
pub(crate) async fn forgive_email(tx: &Tx, what: Guarded, email: &Email) -> Result<(), StoreError> {
    limits::forgive(tx, key(what.name(), "email", email.as_normal())).await
}

/// In a transaction of its own: a try counts, whatever comes of it.
pub(super) async fn count(ctx: &Context, key: [u8; 32], limit: Limit) -> Result<(), GuardError> {
    let now = ctx.clock.now();
    let wait = ctx.store.write(async |tx| limits::take(tx, key, limit, now).await).await?;
    wait.map_or(Ok(()), |wait| Err(GuardError::TooOften { wait }))
}

/// Under what the tries of something, by somebody, are counted.
pub(super) fn key(what: &str, kind: &str, whose: &str) -> [u8; 32] {
    Sha256::digest(format!("{what}\0{kind}\0{whose}")).into()
}

/// What one client may be expected to have: an IPv4 address, or the half of an IPv6 address that
/// names a network.
pub(super) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_client_has_one_key() {
        let network = |text: &str| network(text.parse().unwrap());

        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:3:4:5:6"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    }
}
