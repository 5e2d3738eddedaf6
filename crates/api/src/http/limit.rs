//! How often somebody may try: guesses at links and looks at public pages per
//! address, changes per link or account.
//!
//! What is counted here may be lost with the process and may differ between processes. Working links
//! are never counted against an address: a whole family may sit behind one.

use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZero,
    sync::Mutex,
    time::{Duration, Instant},
};

use gather_wire::ProblemCode;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};
use uuid::Uuid;

use super::problem::ApiError;

/// How often is too often.
#[derive(Debug, Clone, Copy)]
pub struct Quotas {
    /// Links that do not work, per minute and client address.
    pub failed_links_per_minute: NonZero<u32>,
    /// Changes, per minute and link or account.
    pub changes_per_minute: NonZero<u32>,
    /// Public pages, per minute and client address.
    pub public_reads_per_minute: NonZero<u32>,
}

impl Default for Quotas {
    fn default() -> Self {
        const FEW: NonZero<u32> = NonZero::new(20).unwrap();
        const MANY: NonZero<u32> = NonZero::new(60).unwrap();
        const OFTEN: NonZero<u32> = NonZero::new(240).unwrap();
        Self {
            failed_links_per_minute: FEW,
            changes_per_minute: MANY,
            public_reads_per_minute: OFTEN,
        }
    }
}

/// What has been counted.
pub(crate) struct Limits {
    failed_links: Counter<IpAddr>,
    changes: Counter<Uuid>,
    public_reads: Counter<IpAddr>,
}

impl Limits {
    pub(crate) fn new(quotas: Quotas) -> Self {
        Self {
            failed_links: Counter::new(quotas.failed_links_per_minute),
            changes: Counter::new(quotas.changes_per_minute),
            public_reads: Counter::new(quotas.public_reads_per_minute),
        }
    }

    /// Counts a link that does not work.
    pub(crate) fn failed_link(&self, from: IpAddr) -> Result<(), ApiError> {
        self.failed_links.count(subscriber(from))
    }

    /// Counts a look at what is public.
    pub(crate) fn public_read(&self, from: IpAddr) -> Result<(), ApiError> {
        self.public_reads.count(subscriber(from))
    }

    /// Counts a change by whoever came with this link, or to this account.
    pub(crate) fn change(&self, by: Uuid) -> Result<(), ApiError> {
        self.changes.count(by)
    }
}

/// Whoever has one address of IPv6 has 2⁶⁴.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() >> 64 << 64).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

struct Counter<K: Hash + Eq + Clone> {
    limiter: DefaultKeyedRateLimiter<K>,
    swept: Mutex<Instant>,
}

impl<K: Hash + Eq + Clone> Counter<K> {
    /// From so many keys on, those that have nothing left to remember are forgotten, once a second.
    const MANY: usize = 10_000;

    /// With so many, whoever is not known yet has to wait. So memory is bounded, however many
    /// addresses somebody has.
    const MOST: usize = 100_000;

    fn new(per_minute: NonZero<u32>) -> Self {
        let limiter = RateLimiter::keyed(Quota::per_minute(per_minute));
        Self { limiter, swept: Mutex::new(Instant::now()) }
    }

    fn count(&self, key: K) -> Result<(), ApiError> {
        if self.limiter.len() > Self::MANY {
            self.sweep();
        }
        if self.limiter.len() > Self::MOST {
            return Err(too_often(Duration::from_mins(1)));
        }
        self.limiter.check_key(&key).map_err(|too_early| {
            let wait = too_early.wait_time_from(self.limiter.clock().now());
            too_often(wait)
        })
    }

    fn sweep(&self) {
        // Whoever does not get the lock need not sweep: somebody does.
        let Ok(mut swept) = self.swept.try_lock() else { return };
        if swept.elapsed() > Duration::from_secs(1) {
            *swept = Instant::now();
            self.limiter.retain_recent();
        }
    }
}

pub(super) fn too_often(wait: Duration) -> ApiError {
    let seconds = wait.as_secs() + 1;
    let detail = format!("That was a lot at once. Try again in {seconds} s.");
    ApiError::new(ProblemCode::RateLimited, detail).retry_after(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_of_one_subscriber_count_as_one() {
        let of = |text: &str| subscriber(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::3"), of("2001:db8:1:2:ffff::"));
        assert_ne!(of("2001:db8:1:2::3"), of("2001:db8:1:3::3"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }

    #[test]
    fn more_keys_than_there_is_room_for_are_refused() {
        let counter = Counter::new(NonZero::new(1).unwrap());
        let refused = (0..200_000_u32).position(|key| counter.count(key).is_err());
        assert_eq!(refused, Some(Counter::<u32>::MOST + 1));
    }
}
