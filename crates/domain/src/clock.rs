//! Where the time comes from.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// The time, as everything in one process sees it.
pub trait Clock: Send + Sync {
    /// Now, in whole microseconds: PostgreSQL keeps no more, and what is compared must be equal on
    /// both databases.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the Clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// The machine's clock, set ahead by so much: to try out what expires.
#[derive(Debug, Clone, Copy)]
pub struct ClockAhead(pub TimeDelta);

impl Clock for ClockAhead {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.0
    }
}
