use gather_domain::{
    event::{Blocker, Event, EventStatus, GuestCount},
    person::Person,
};
use gather_wire as wire;

pub(crate) fn event(event: &Event) -> wire::Event {
    wire::Event {
        id: event.id.as_uuid(),
        name: event.name.to_string(),
        description: event.description.as_ref().map(ToString::to_string),
        time_zone: event.time_zone.name().to_owned(),
        starts_on: event.dates.starts_on(),
        ends_on: event.dates.ends_on(),
        status: match event.status {
            EventStatus::Draft => wire::EventStatus::Draft,
            EventStatus::Confirming => wire::EventStatus::Confirming,
            EventStatus::Frozen => wire::EventStatus::Frozen,
            EventStatus::Complete => wire::EventStatus::Complete,
        },
        guest_count: event.guest_count.map(GuestCount::get),
        cancelled_at: event.cancelled_at,
        version: event.version,
    }
}

pub(crate) const fn event_status(status: wire::EventStatus) -> EventStatus {
    match status {
        wire::EventStatus::Draft => EventStatus::Draft,
        wire::EventStatus::Confirming => EventStatus::Confirming,
        wire::EventStatus::Frozen => EventStatus::Frozen,
        wire::EventStatus::Complete => EventStatus::Complete,
    }
}

pub(crate) fn person(person: &Person) -> wire::Person {
    wire::Person { id: person.id.as_uuid(), name: person.name.to_string() }
}

pub(crate) fn blocker(blocker: Blocker) -> wire::Blocker {
    wire::Blocker {
        item_id: blocker.item_id.as_uuid(),
        item: blocker.item.into(),
        team_id: blocker.team_id.as_uuid(),
        team: blocker.team.into(),
        declined_by: blocker.declined_by.as_ref().map(person),
    }
}
