//! Wall-clock times of an event's place, and the instants that they mean.

use std::{fmt, str::FromStr};

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

/// A time zone by its IANA name, daylight saving and its history included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeZone(Tz);

/// There is no time zone of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a time zone that we know, such as Europe/Berlin")]
pub struct UnknownTimeZone;

/// Why a wall-clock time means no single instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LocalTimeError {
    /// The clocks are put forward over it.
    #[error("does not exist there: the clocks are put forward over that time")]
    Skipped,
    /// The clocks are put back over it.
    #[error(
        "happens twice there: the clocks are put back over that time; give the instant instead"
    )]
    Ambiguous,
}

impl LocalTimeError {
    /// The stable name of the error, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Skipped => "skipped_local_time",
            Self::Ambiguous => "ambiguous_local_time",
        }
    }
}

impl TimeZone {
    /// The zone with this IANA name.
    pub fn parse(name: &str) -> Result<Self, UnknownTimeZone> {
        Tz::from_str(name).map(Self).map_err(|_unnamed| UnknownTimeZone)
    }

    /// Its IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The one instant at which the clocks there show `local`.
    pub fn instant(self, local: NaiveDateTime) -> Result<DateTime<Utc>, LocalTimeError> {
        match self.0.from_local_datetime(&local) {
            MappedLocalTime::Single(instant) => Ok(instant.to_utc()),
            MappedLocalTime::Ambiguous(..) => Err(LocalTimeError::Ambiguous),
            MappedLocalTime::None => Err(LocalTimeError::Skipped),
        }
    }

    /// The instant at which the clocks there show `local`, or what comes nearest: the first of two;
    /// where they are put forward over it, as much later as they are put forward. `None` beyond the
    /// calendar.
    pub fn instant_near(self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        // No clocks were ever put forward by more than a day.
        (0..=2 * 24 * 4).find_map(|quarters| {
            let before = TimeDelta::minutes(15 * quarters);
            let earliest =
                self.0.from_local_datetime(&local.checked_sub_signed(before)?).earliest();
            earliest?.to_utc().checked_add_signed(before)
        })
    }

    /// What the clocks there show at `instant`.
    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.0).naive_local()
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
    }

    #[track_caller]
    fn check(zone: &str, at: &str, expected: &str) {
        let instant = TimeZone::parse(zone).unwrap().instant(local(at)).unwrap();
        assert_eq!(instant, expected.parse::<DateTime<Utc>>().unwrap());
    }

    #[test]
    fn christmas_in_auckland_is_the_day_before_in_utc() {
        check("Pacific/Auckland", "2025-12-24T17:30", "2025-12-24T04:30:00Z");
        check("Pacific/Auckland", "2025-12-25T12:00", "2025-12-24T23:00:00Z");
        check("Pacific/Auckland", "2025-12-25T10:00", "2025-12-24T21:00:00Z");
    }

    #[test]
    fn a_zone_keeps_its_daylight_saving() {
        check("Pacific/Auckland", "2025-06-24T17:30", "2025-06-24T05:30:00Z");
        check("Asia/Kathmandu", "2025-06-24T17:30", "2025-06-24T11:45:00Z");
    }

    #[test]
    fn a_time_that_the_clocks_skip_or_repeat_is_refused() {
        let berlin = TimeZone::parse("Europe/Berlin").unwrap();
        assert_eq!(berlin.instant(local("2026-03-29T02:30")), Err(LocalTimeError::Skipped));
        assert_eq!(berlin.instant(local("2026-10-25T02:30")), Err(LocalTimeError::Ambiguous));
        assert_eq!(TimeZone::parse("Middle/Earth"), Err(UnknownTimeZone));
    }

    #[test]
    fn a_time_that_is_skipped_or_repeated_has_one_that_comes_nearest() {
        let near = |zone: &str, at: &str| {
            let zone = TimeZone::parse(zone).unwrap();
            zone.local(zone.instant_near(local(at)).unwrap()).to_string()
        };
        assert_eq!(near("Europe/Berlin", "2026-03-28T02:30"), "2026-03-28 02:30:00");
        assert_eq!(near("Europe/Berlin", "2026-03-29T02:30"), "2026-03-29 03:30:00");
        assert_eq!(near("Australia/Lord_Howe", "2026-10-04T02:10"), "2026-10-04 02:40:00");
        // Samoa went to bed on the 29th and rose on the 31st.
        assert_eq!(near("Pacific/Apia", "2011-12-30T10:00"), "2011-12-31 10:00:00");
        let berlin = TimeZone::parse("Europe/Berlin").unwrap();
        let first = berlin.instant_near(local("2026-10-25T02:30")).unwrap();
        assert_eq!(first, "2026-10-25T00:30:00Z".parse::<DateTime<Utc>>().unwrap());
    }

    proptest! {
        #[test]
        fn an_instant_comes_back_from_its_wall_clock(
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.as_slice()),
            day in 0_i64..20_000,
            minute in 0_i64..1440,
        ) {
            let start = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
            let at = start + chrono::TimeDelta::minutes(day * 1440 + minute);
            let zone = TimeZone(zone);
            if let Ok(instant) = zone.instant(at) {
                prop_assert_eq!(zone.local(instant), at);
            }
        }
    }
}
