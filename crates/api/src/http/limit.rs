//! How often somebody may try: guesses at links per address, changes per link or
//! account.
//!
//! What is counted here may be lost with the process and may differ between processes. Working links
//! are never counted against an address: a whole family may sit behind one.

use std::{hash::Hash, net::IpAddr, num::NonZero, time::Duration};

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
}

impl Default for Quotas {
    fn default() -> Self {
        const FEW: NonZero<u32> = NonZero::new(20).unwrap();
        const MANY: NonZero<u32> = NonZero::new(60).unwrap();
        Self { failed_links_per_minute: FEW, changes_per_minute: MANY }
    }
}

/// What has been counted.
pub(crate) struct Limits {
    failed_links: DefaultKeyedRateLimiter<IpAddr>,
    changes: DefaultKeyedRateLimiter<Uuid>,
}

impl Limits {
    pub(crate) fn new(quotas: Quotas) -> Self {
        Self {
            failed_links: RateLimiter::keyed(Quota::per_minute(quotas.failed_links_per_minute)),
            changes: RateLimiter::keyed(Quota::per_minute(quotas.changes_per_minute)),
        }
    }

    /// Counts a link that does not work.
    pub(crate) fn failed_link(&self, from: IpAddr) -> Result<(), ApiError> {
        count(&self.failed_links, &from)
    }

    /// Counts a change by whoever came with this link, or to this account.
    pub(crate) fn change(&self, by: Uuid) -> Result<(), ApiError> {
        count(&self.changes, &by)
    }
}

/// More keys than this are not kept: those with nothing left to remember go first.
const MOST_KEYS: usize = 50_000;

fn count<K: Hash + Eq + Clone>(
    limiter: &DefaultKeyedRateLimiter<K>,
    key: &K,
) -> Result<(), ApiError> {
    if limiter.len() > MOST_KEYS {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|too_early| {
        let wait = too_early.wait_time_from(limiter.clock().now());
        too_often(wait)
    })
}

pub(super) fn too_often(wait: Duration) -> ApiError {
    let seconds = wait.as_secs() + 1;
    let detail = format!("That was a lot at once. Try again in {seconds} s.");
    ApiError::new(ProblemCode::RateLimited, detail).retry_after(seconds)
}
