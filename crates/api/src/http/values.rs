//! Values that more than one thing has, parsed.

use chrono::{Datelike as _, NaiveDate};

use super::extract::{FieldError, Fields};

/// A text is not a date.
#[derive(Debug, thiserror::Error)]
#[error("must be a date such as 2025-12-24")]
pub(crate) struct NotADate;

impl FieldError for NotADate {
    fn code(&self) -> &'static str {
        "not_a_date"
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
