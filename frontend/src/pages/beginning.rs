use gather_wire::CreateEvent;
use leptos::prelude::*;

use crate::{
    browser,
    components::{Doing, TextArea, TextField, ZoneField, find_zone, said_in},
};

/// What every gathering begins with, as it is typed.
#[derive(Clone, Copy)]
pub struct Beginning {
    name: RwSignal<String>,
    description: RwSignal<String>,
    first: RwSignal<String>,
    last: RwSignal<String>,
    zone: RwSignal<String>,
    zones: StoredValue<Vec<String>>,
}

impl Beginning {
    /// Nothing yet, but the time zone of whoever types.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        let (first, last) = (empty(), empty());
        // Most gatherings that have a first day and no last one are over in a day.
        Effect::new(move |_| {
            let day = first.get();
            if last.with_untracked(|last| last.is_empty() || *last < day) {
                last.set(day);
            }
        });
        Self {
            name: empty(),
            description: empty(),
            first,
            last,
            zone: RwSignal::new(browser::time_zone().unwrap_or_default()),
            zones: StoredValue::new(browser::time_zones()),
        }
    }

    /// The gathering that this asks for.
    pub fn wish(self) -> CreateEvent {
        let zone = self.zone.get_untracked();
        CreateEvent {
            name: self.name.get_untracked(),
            description: said_in(self.description),
            time_zone: self.zones.with_value(|zones| find_zone(&zone, zones)).unwrap_or(zone),
            starts_on: self.first.get_untracked(),
            ends_on: self.last.get_untracked(),
            guest_count: None,
            unowned: false,
            contact_email: None,
        }
    }
}

/// The fields of it.
#[component]
pub fn BeginningFields(
    /// What is typed.
    beginning: Beginning,
    /// What sending the form does.
    doing: Doing,
    /// What to know of the time zone.
    zone_hint: &'static str,
) -> impl IntoView {
    let Beginning { name, description, first, last, zone, zones } = beginning;
    view! {
        <TextField label="Name" value=name error=doing.wrong("/name") required=true max_length=120 />
        <TextArea
            label="What it is about (optional)"
            value=description
            error=doing.wrong("/description")
            max_length=2000
        />
        <div class="columns">
            <TextField label="First day" value=first error=doing.wrong("/starts_on") kind="date" required=true />
            <TextField label="Last day" value=last error=doing.wrong("/ends_on") kind="date" required=true />
        </div>
        <ZoneField value=zone zones hint=zone_hint error=doing.wrong("/time_zone") />
    }
    .into_any()
}
