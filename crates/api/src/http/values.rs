//! Values that more than one thing has, parsed.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use gather_domain::text::Reason;
use gather_wire as wire;

use super::{
    extract::{Body, FieldError, Fields},
    problem::ApiResult,
};

/// A text is not a date.
#[derive(Debug, thiserror::Error)]
#[error("must be a date such as 2025-12-24")]
pub(crate) struct NotADate;

impl FieldError for NotADate {
    fn code(&self) -> &'static str {
        "not_a_date"
    }
}

/// A time is not one that every database keeps.
#[derive(Debug, thiserror::Error)]
#[error("must be an instant such as 2025-12-24T04:30:00Z")]
pub(crate) struct NotAnInstant;

impl FieldError for NotAnInstant {
    fn code(&self) -> &'static str {
        "not_a_time"
    }
}

/// A text of a patch. A blank one clears, as `null` does: forms send it where nothing was typed.
#[expect(clippy::option_option, reason = "absent, null and a value are three things")]
pub(crate) fn text<T, E: FieldError>(
    fields: &mut Fields,
    path: &str,
    value: Option<Option<String>>,
    parse: fn(&str) -> Result<T, E>,
) -> Option<Option<T>> {
    let value = value.map(|value| value.filter(|text| !text.trim().is_empty()));
    fields.patch(path, value, |text| parse(&text))
}

/// A calendar date whose year has four digits: what lies beyond is stored and read differently from
/// database to database.
pub(crate) fn date(text: &str) -> Result<NaiveDate, NotADate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|date| text.len() == 10 && (1..=9999).contains(&date.year()))
        .ok_or(NotADate)
}

/// An instant without fractions that PostgreSQL does not keep. A leap second is the next one: SQLite
/// would keep it, and PostgreSQL not.
pub(crate) fn instant(at: DateTime<Utc>) -> Result<DateTime<Utc>, NotAnInstant> {
    DateTime::from_timestamp_micros(at.timestamp_micros())
        .filter(|at| in_calendar(*at))
        .ok_or(NotAnInstant)
}

/// The instants from which on and before which something was, as far as they were said.
pub(crate) fn span(
    fields: &mut Fields,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    let from = fields.take("/from", from.map(instant));
    let to = fields.take("/to", to.map(instant));
    if let (Some(from), Some(to)) = (from, to)
        && from >= to
    {
        fields.refuse("/to", "before_from", "must be later than the first instant");
    }
    (from, to)
}

/// Whether its year has four digits, as those of RFC 3339 have: what lies beyond is stored and read
/// differently from database to database.
pub(crate) fn in_calendar(at: DateTime<Utc>) -> bool {
    (1..=9999).contains(&at.year())
}

/// Why an admin does what they do, which must be said.
pub(crate) fn because(body: Body<wire::Because>) -> ApiResult<Reason> {
    let body = body.read()?;
    let mut fields = Fields::default();
    let reason = fields.take("/reason", Some(Reason::parse(&body.reason)));
    reason.ok_or_else(|| fields.into_refusal())
}
