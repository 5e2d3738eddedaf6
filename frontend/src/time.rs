//! Dates and times in words.
//!
//! The server sends each drop-off twice: as an instant and as the wall clock of the event's zone.
//! So no table of time zones is needed here; the viewer's own clock is the browser's.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn weekday(date: NaiveDate) -> &'static str {
    DAYS.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}

fn month(date: NaiveDate) -> &'static str {
    MONTHS.get(date.month0() as usize).copied().unwrap_or_default()
}

/// "Wed 24 Dec".
pub fn day(date: NaiveDate) -> String {
    let month = month(date).get(..3).unwrap_or_default();
    format!("{} {} {month}", weekday(date), date.day())
}

/// "5:30 pm", and "12:00 noon", because nobody is sure what 12 pm is.
pub fn clock(time: NaiveTime) -> String {
    let (afternoon, hour) = time.hour12();
    let half = match (time.hour(), time.minute()) {
        (12, 0) => "noon",
        (0, 0) => "midnight",
        _ if afternoon => "pm",
        _ => "am",
    };
    format!("{hour}:{:02} {half}", time.minute())
}

/// "Wed 24 Dec, 5:30 pm".
pub fn moment(at: NaiveDateTime) -> String {
    format!("{}, {}", day(at.date()), clock(at.time()))
}

/// The same instant on the viewer's own clock, where that shows something else: "4:30 pm for you".
pub fn for_viewer(local: NaiveDateTime, viewers: NaiveDateTime) -> Option<String> {
    if local == viewers {
        None
    } else if local.date() == viewers.date() {
        Some(format!("{} for you", clock(viewers.time())))
    } else {
        Some(format!("{} for you", moment(viewers)))
    }
}

/// How far the gathering's clocks are from the viewer's, said once for several times; `None` where
/// both show the same. Each pair is one instant, on the gathering's clock and on the viewer's.
pub fn distance(times: impl IntoIterator<Item = (NaiveDateTime, NaiveDateTime)>) -> Option<String> {
    let mut minutes = times.into_iter().map(|(local, viewers)| (local - viewers).num_minutes());
    let first = minutes.next()?;
    let is_same = minutes.all(|other| other == first);
    if is_same && first == 0 {
        return None;
    }
    let where_to = if first > 0 { "ahead of" } else { "behind" };
    let parts = [(first.unsigned_abs() / 60, "hour"), (first.unsigned_abs() % 60, "minute")];
    let length = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}{}", if count == 1 { "" } else { "s" }))
        .collect::<Vec<_>>()
        .join(" ");
    Some(if is_same {
        format!("Times are local to the gathering, {length} {where_to} you.")
    } else {
        // The two places do not change their clocks on the same day.
        "Times are local to the gathering, not to you.".to_owned()
    })
}

/// "Wed 24 – Fri 26 December 2025", as short as it can be said.
pub fn range(from: NaiveDate, to: NaiveDate) -> String {
    let end = format!("{} {} {} {}", weekday(to), to.day(), month(to), to.year());
    let start = format!("{} {}", weekday(from), from.day());
    if from == to {
        end
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{start} – {end}")
    } else if from.year() == to.year() {
        format!("{start} {} – {end}", month(from))
    } else {
        format!("{start} {} {} – {end}", month(from), from.year())
    }
}

/// When something happened: the clock alone if it was today, the day as well if not.
pub fn since(at: NaiveDateTime, now: NaiveDateTime) -> String {
    if at.date() == now.date() { clock(at.time()) } else { moment(at) }
}

/// Whether a note only says the time again: "5:30pm", "12 noon".
pub fn repeats(note: &str, time: NaiveTime) -> bool {
    let bare = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let said = clock(time);
    let note = bare(note);
    note == bare(&said) || note == bare(&said.replacen(":00", "", 1))
}

/// What a `datetime-local` field holds: "2025-12-24T17:30".
pub fn field(at: NaiveDateTime) -> String {
    let (date, time) = (at.date(), at.time());
    let (month, day) = (date.month(), date.day());
    format!("{:04}-{month:02}-{day:02}T{:02}:{:02}", date.year(), time.hour(), time.minute())
}

/// An instant as the server takes it, with all that it keeps: "2025-12-24T04:30:42Z".
pub fn exact(at: DateTime<Utc>) -> String {
    let (seconds, micros) = (at.second(), at.timestamp_subsec_micros());
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}") };
    format!("{}:{seconds:02}{fraction}Z", field(at.naive_utc()))
}

/// What the `datetime` attribute of `<time>` holds.
pub fn machine(at: DateTime<Utc>) -> String {
    format!("{}Z", field(at.naive_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(date: (i32, u32, u32), time: (u32, u32)) -> NaiveDateTime {
        on(date).and_hms_opt(time.0, time.1, 0).unwrap()
    }

    fn on((year, month, day): (i32, u32, u32)) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_moment_is_said_as_people_say_it() {
        assert_eq!(moment(at((2025, 12, 24), (17, 30))), "Wed 24 Dec, 5:30 pm");
        assert_eq!(moment(at((2025, 12, 25), (12, 0))), "Thu 25 Dec, 12:00 noon");
        assert_eq!(moment(at((2025, 12, 25), (12, 5))), "Thu 25 Dec, 12:05 pm");
        assert_eq!(moment(at((2025, 12, 26), (0, 0))), "Fri 26 Dec, 12:00 midnight");
        assert_eq!(moment(at((2025, 12, 26), (9, 5))), "Fri 26 Dec, 9:05 am");
    }

    #[test]
    fn the_viewers_clock_is_told_only_where_it_differs() {
        let local = at((2025, 12, 24), (17, 30));
        assert_eq!(for_viewer(local, local), None);
        let nearby = at((2025, 12, 24), (16, 30));
        assert_eq!(for_viewer(local, nearby).as_deref(), Some("4:30 pm for you"));
        let far = at((2025, 12, 23), (20, 30));
        assert_eq!(for_viewer(local, far).as_deref(), Some("Tue 23 Dec, 8:30 pm for you"));
    }

    #[test]
    fn a_range_repeats_nothing() {
        let christmas = on((2025, 12, 24));
        assert_eq!(range(christmas, on((2025, 12, 26))), "Wed 24 – Fri 26 December 2025");
        assert_eq!(range(christmas, christmas), "Wed 24 December 2025");
        assert_eq!(range(on((2025, 11, 30)), christmas), "Sun 30 November – Wed 24 December 2025");
        assert_eq!(
            range(on((2025, 12, 31)), on((2026, 1, 1))),
            "Wed 31 December 2025 – Thu 1 January 2026"
        );
    }

    #[test]
    fn what_happened_today_needs_no_date() {
        let now = at((2025, 12, 2), (22, 0));
        assert_eq!(since(at((2025, 12, 2), (10, 42)), now), "10:42 am");
        assert_eq!(since(at((2025, 12, 1), (10, 42)), now), "Mon 1 Dec, 10:42 am");
    }

    #[test]
    fn a_note_that_only_says_the_time_is_noticed() {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert!(repeats("5:30pm", time(17, 30)));
        assert!(repeats("12 noon", time(12, 0)));
        assert!(repeats("10 am", time(10, 0)));
        assert!(!repeats("5:30pm, by the back door", time(17, 30)));
        assert!(!repeats("", time(17, 30)));
    }

    #[test]
    fn an_instant_is_sent_as_it_came() {
        for text in ["2026-04-04T14:30:42Z", "2025-12-24T04:30:00.000120Z"] {
            assert_eq!(exact(text.parse().unwrap()), text);
        }
    }

    #[test]
    fn the_distance_of_two_clocks_is_said_once() {
        let moment = at((2025, 12, 24), (17, 30));
        let hours = |hours| moment - chrono::TimeDelta::minutes(hours);
        assert_eq!(distance([(moment, moment)]), None);
        assert_eq!(distance([]), None);
        let said = |viewers: &[NaiveDateTime]| {
            distance(viewers.iter().map(|viewers| (moment, *viewers))).unwrap()
        };
        let begin = "Times are local to the gathering";
        assert_eq!(said(&[hours(21 * 60)]), format!("{begin}, 21 hours ahead of you."));
        assert_eq!(said(&[hours(-60), hours(-60)]), format!("{begin}, 1 hour behind you."));
        assert_eq!(said(&[hours(345)]), format!("{begin}, 5 hours 45 minutes ahead of you."));
        assert_eq!(said(&[hours(60), hours(0)]), format!("{begin}, not to you."));
    }

    #[test]
    fn a_field_gets_what_it_gave() {
        assert_eq!(field(at((2025, 12, 24), (17, 30))), "2025-12-24T17:30");
    }
}
