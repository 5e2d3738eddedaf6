//! What the event's form holds, apart from the form.

use gather_wire::{EditEvent, Event};

use crate::components::said;

/// What is typed: name, description, first and last day, time zone, guests.
pub type Typed = [String; 6];

/// What each field is called.
pub const NAMES: [&str; 6] =
    ["name", "description", "starts_on", "ends_on", "time_zone", "guest_count"];

/// The form of a gathering.
pub fn filled(event: &Event) -> Typed {
    [
        event.name.clone(),
        event.description.clone().unwrap_or_default(),
        event.starts_on.to_string(),
        event.ends_on.to_string(),
        event.time_zone.clone(),
        event.guest_count.map(|count| count.to_string()).unwrap_or_default(),
    ]
}

/// The request that turns `seen` into what was typed; what was not touched is not in it. Otherwise
/// what is wrong with the number of guests.
pub fn change_from(seen: &Event, typed: &Typed) -> Result<EditEvent, &'static str> {
    let before = filled(seen);
    let touched = |index: usize| {
        let (now, before) = (typed.get(index)?, before.get(index)?);
        (now != before).then(|| now.clone())
    };
    let guest_count = match touched(5).map(|text| said(&text)) {
        None => None,
        Some(None) => Some(None),
        Some(Some(text)) => {
            Some(Some(text.parse().map_err(|_no_number| "A whole number, or nothing.")?))
        }
    };
    Ok(EditEvent {
        name: touched(0),
        description: touched(1).map(|text| said(&text)),
        starts_on: touched(2),
        ends_on: touched(3),
        time_zone: touched(4).map(|zone| zone.trim().replace(' ', "_")),
        guest_count,
    })
}

/// The request that takes a change back.
pub fn back(before: &Event, change: &EditEvent) -> EditEvent {
    EditEvent {
        name: change.name.as_ref().map(|_| before.name.clone()),
        description: change.description.as_ref().map(|_| before.description.clone()),
        starts_on: change.starts_on.as_ref().map(|_| before.starts_on.to_string()),
        ends_on: change.ends_on.as_ref().map(|_| before.ends_on.to_string()),
        time_zone: change.time_zone.as_ref().map(|_| before.time_zone.clone()),
        guest_count: change.guest_count.map(|_| before.guest_count),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use gather_wire::EventStatus;
    use uuid::Uuid;

    use super::*;

    fn christmas() -> Event {
        Event {
            id: Uuid::nil(),
            name: "Christmas".to_owned(),
            description: None,
            time_zone: "Pacific/Auckland".to_owned(),
            starts_on: NaiveDate::from_ymd_opt(2025, 12, 24).unwrap(),
            ends_on: NaiveDate::from_ymd_opt(2025, 12, 26).unwrap(),
            status: EventStatus::Draft,
            guest_count: Some(27),
            cancelled_at: None,
            version: 3,
        }
    }

    #[test]
    fn only_what_was_touched_is_sent_and_taken_back() {
        let seen = christmas();
        let mut typed = filled(&seen);
        assert_eq!(change_from(&seen, &typed), Ok(EditEvent::default()));
        typed[4] = "America/Los Angeles ".to_owned();
        typed[5] = String::new();

        let change = change_from(&seen, &typed).unwrap();

        let expected = EditEvent {
            time_zone: Some("America/Los_Angeles".to_owned()),
            guest_count: Some(None),
            ..EditEvent::default()
        };
        assert_eq!(change, expected);
        let back = back(&seen, &change);
        assert_eq!(back.time_zone.as_deref(), Some("Pacific/Auckland"));
        assert_eq!(back.guest_count, Some(Some(27)));
        assert_eq!(back.name, None);
    }

    #[test]
    fn guests_are_a_number() {
        let seen = christmas();
        let mut typed = filled(&seen);
        typed[5] = "a few".to_owned();
        assert!(change_from(&seen, &typed).is_err());
    }
}
