//! What a client says about an item, parsed: all that is wrong is found before anything is refused.

use chrono::{DateTime, NaiveDateTime, Utc};
use gather_domain::{
    id::DayId,
    item::{Dietary, DropOff, ItemFacts, ItemPatch},
    text::{Name, Note, Quantity},
    zone::{LocalTimeError, TimeZone},
};
use gather_wire as wire;

use super::{
    extract::{FieldError, Fields},
    problem::ApiResult,
    values::{self, NotAnInstant, in_calendar, text},
};

/// Why a text is not a time.
#[derive(Debug, thiserror::Error)]
enum TimeError {
    #[error(transparent)]
    NotAnInstant(#[from] NotAnInstant),
    #[error("must be a wall-clock time such as 2025-12-24T17:30")]
    NotAWallClockTime,
    #[error(transparent)]
    Local(#[from] LocalTimeError),
}

impl FieldError for TimeError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAnInstant(error) => error.code(),
            Self::NotAWallClockTime => "not_a_time",
            Self::Local(error) => error.code(),
        }
    }
}

/// The facts of a new item. Blank texts are none.
pub(crate) fn facts(input: wire::CreateItem, zone: TimeZone) -> ApiResult<ItemFacts> {
    let mut fields = Fields::default();
    let name = fields.take("/name", Some(Name::parse(&input.name)));
    let facts = ItemPatch {
        name: name.clone(),
        day_id: Some(input.day_id.map(DayId::from_uuid)),
        quantity: text(&mut fields, "/quantity", Some(input.quantity), Quantity::parse),
        description: text(&mut fields, "/description", Some(input.description), Note::parse),
        critical: Some(input.critical),
        gluten_free: Some(input.gluten_free),
        dairy_free: Some(input.dairy_free),
        vegetarian: Some(input.vegetarian),
        notes: text(&mut fields, "/notes", Some(input.notes), Note::parse),
        drop_off_at: time(
            &mut fields,
            input.drop_off_at.map(Some),
            input.drop_off_local.map(Some),
            zone,
        ),
        drop_off_location: text(
            &mut fields,
            "/drop_off_location",
            Some(input.drop_off_location),
            Name::parse,
        ),
        drop_off_note: text(&mut fields, "/drop_off_note", Some(input.drop_off_note), Note::parse),
    };
    let blank = name.map(|name| ItemFacts {
        name,
        day_id: None,
        quantity: None,
        description: None,
        critical: false,
        dietary: Dietary::default(),
        notes: None,
        drop_off: DropOff::default(),
    });
    match blank {
        Some(blank) => fields.finish().map(|()| blank.patched(facts)),
        None => Err(fields.into_refusal()),
    }
}

/// What changes about several items, unless something was wrong already.
pub(crate) fn common_patch(
    fields: Fields,
    input: wire::EditItems,
    zone: TimeZone,
) -> ApiResult<ItemPatch> {
    let one = wire::EditItem {
        day_id: input.day_id,
        gluten_free: input.gluten_free,
        dairy_free: input.dairy_free,
        vegetarian: input.vegetarian,
        drop_off_at: input.drop_off_at,
        drop_off_local: input.drop_off_local,
        drop_off_location: input.drop_off_location,
        drop_off_note: input.drop_off_note,
        ..wire::EditItem::default()
    };
    parse(fields, one, zone)
}

/// What changes about an item.
pub(crate) fn patch(input: wire::EditItem, zone: TimeZone) -> ApiResult<ItemPatch> {
    parse(Fields::default(), input, zone)
}

fn parse(mut fields: Fields, input: wire::EditItem, zone: TimeZone) -> ApiResult<ItemPatch> {
    let patch = ItemPatch {
        name: fields.take("/name", input.name.as_deref().map(Name::parse)),
        day_id: input.day_id.map(|day_id| day_id.map(DayId::from_uuid)),
        quantity: text(&mut fields, "/quantity", input.quantity, Quantity::parse),
        description: text(&mut fields, "/description", input.description, Note::parse),
        critical: input.critical,
        gluten_free: input.gluten_free,
        dairy_free: input.dairy_free,
        vegetarian: input.vegetarian,
        notes: text(&mut fields, "/notes", input.notes, Note::parse),
        drop_off_at: time(&mut fields, input.drop_off_at, input.drop_off_local, zone),
        drop_off_location: text(
            &mut fields,
            "/drop_off_location",
            input.drop_off_location,
            Name::parse,
        ),
        drop_off_note: text(&mut fields, "/drop_off_note", input.drop_off_note, Note::parse),
    };
    fields.finish()?;
    Ok(patch)
}

/// The drop-off time, by instant or by the clocks of the event's zone.
#[expect(clippy::option_option, reason = "absent, null and a value are three things")]
fn time(
    fields: &mut Fields,
    at: Option<Option<String>>,
    local: Option<Option<String>>,
    zone: TimeZone,
) -> Option<Option<DateTime<Utc>>> {
    if let (Some(Some(_)), Some(Some(_))) = (&at, &local) {
        let message = "cannot go together with drop_off_at: give one of the two";
        fields.refuse("/drop_off_local", "contradiction", message);
        return None;
    }
    let at = fields.patch("/drop_off_at", at, |text| instant(&text, zone));
    let local = fields.patch("/drop_off_local", local, |text| wall_clock(&text, zone));
    // Whichever has a value; else whichever was named, and clears.
    match (at, local) {
        (Some(Some(at)), _) | (_, Some(Some(at))) => Some(Some(at)),
        (at, local) => at.or(local),
    }
}

fn instant(text: &str, zone: TimeZone) -> Result<DateTime<Utc>, TimeError> {
    let at = DateTime::parse_from_rfc3339(text).map_err(|_no_instant| NotAnInstant)?;
    let at = values::instant(at.to_utc())?;
    if in_calendar(zone.local(at).and_utc()) { Ok(at) } else { Err(NotAnInstant.into()) }
}

fn wall_clock(text: &str, zone: TimeZone) -> Result<DateTime<Utc>, TimeError> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let local = formats.iter().find_map(|it| NaiveDateTime::parse_from_str(text, it).ok());
    let local = local.filter(|local| in_calendar(local.and_utc()));
    let at = zone.instant(local.ok_or(TimeError::NotAWallClockTime)?)?;
    values::instant(at).map_err(|_beyond| TimeError::NotAWallClockTime)
}
