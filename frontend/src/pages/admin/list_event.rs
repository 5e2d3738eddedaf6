use gather_wire::CreateEvent;
use leptos::prelude::*;

use crate::{
    api, browser,
    components::{Doing, Form, FormKey, TextArea, TextField, ZoneField, find_zone},
};

/// Lists a gathering that nobody runs yet, for somebody else.
#[component]
pub fn ListEvent(
    /// Closes the form.
    close: Callback<()>,
) -> impl IntoView {
    let (doing, key) = (Doing::new(), FormKey::new());
    let empty = || RwSignal::new(String::new());
    let (name, description, contact) = (empty(), empty(), empty());
    let (first, last) = (empty(), empty());
    let zone = RwSignal::new(browser::time_zone().unwrap_or_default());
    let zones = StoredValue::new(browser::time_zones());
    // Most gatherings that have a first day and no last one are over in a day.
    Effect::new(move |_| {
        let day = first.get();
        if last.with_untracked(|last| last.is_empty() || *last < day) {
            last.set(day);
        }
    });
    let send = move |()| {
        let said = |text: RwSignal<String>| {
            let text = text.get_untracked().trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let typed = zone.get_untracked();
        let body = CreateEvent {
            name: name.get_untracked(),
            description: said(description),
            time_zone: zones.with_value(|zones| find_zone(&typed, zones)).unwrap_or(typed),
            starts_on: first.get_untracked(),
            ends_on: last.get_untracked(),
            guest_count: None,
            unowned: true,
            contact_email: said(contact),
        };
        let key = key.of(&body);
        doing.run(async move { api::create_event(&body, &key).await }, move |event| {
            browser::go_to(&format!("/events/{}/hosts", event.id));
        });
    };
    let wrong = move |path: &'static str| {
        Signal::derive(move || doing.error().and_then(|error| error.for_field(path)))
    };
    view! {
        <section class="card" aria-labelledby="list">
            <h2 id="list">"List a gathering"</h2>
            <p class="soft">
                "One that somebody else runs. It begins as a draft, in nobody’s hands; next you \
                 invite its host."
            </p>
            <Form
                doing
                labels=&[
                    ("/name", "Name"),
                    ("/description", "What it is about"),
                    ("/starts_on", "First day"),
                    ("/ends_on", "Last day"),
                    ("/time_zone", "Time zone"),
                    ("/contact_email", "Whom to ask"),
                ]
                submit="List it"
                cancel=close
                send
            >
                <TextField label="Name" value=name error=wrong("/name") required=true max_length=120 />
                <TextArea
                    label="What it is about (optional)"
                    value=description
                    error=wrong("/description")
                    max_length=2000
                />
                <div class="columns">
                    <TextField label="First day" value=first error=wrong("/starts_on") kind="date" required=true />
                    <TextField label="Last day" value=last error=wrong("/ends_on") kind="date" required=true />
                </div>
                <ZoneField value=zone zones hint="Where the gathering is. Type a city to search." error=wrong("/time_zone") />
                <TextField
                    label="Whom to ask (optional)"
                    hint="An e-mail address. Only admins see it, and the invite to the host begins with it."
                    value=contact
                    error=wrong("/contact_email")
                    kind="email"
                    input_mode="email"
                    max_length=254
                />
            </Form>
        </section>
    }
    .into_any()
}
