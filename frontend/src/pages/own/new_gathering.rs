use gather_wire::CreateEvent;
use leptos::prelude::*;

use crate::{
    api, browser,
    components::{
        Doing, Form, FormKey, Loaded, Loading, PageHeading, TextArea, TextField, ZoneField,
        find_zone,
    },
    pages::skeleton::skeleton,
};

/// `/events/new`: the little that a plan begins with.
#[component]
pub fn NewGatheringPage() -> impl IntoView {
    // Whoever has to sign in first does so before they fill in a form.
    let from = Loading::new(api::account);
    let page = |_| view! { <NewGathering /> }.into_any();
    view! { <Loaded from skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn NewGathering() -> impl IntoView {
    let doing = Doing::new();
    let key = FormKey::new();
    let (name, description) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (first, last) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let zone = RwSignal::new(browser::time_zone().unwrap_or_default());
    let guests = RwSignal::new(String::new());
    let zones = StoredValue::new(browser::time_zones());
    let hint = if browser::time_zone().is_some() {
        "Where the gathering is. Yours is filled in; type a city to search."
    } else {
        "Where the gathering is. Type a city to search."
    };
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
        let guest_count = said(guests).map(|text| text.parse::<i64>());
        let typed = zone.get_untracked();
        let body = CreateEvent {
            name: name.get_untracked(),
            description: said(description),
            time_zone: zones.with_value(|zones| find_zone(&typed, zones)).unwrap_or(typed),
            starts_on: first.get_untracked(),
            ends_on: last.get_untracked(),
            // Refused by the server, together with whatever else is wrong.
            guest_count: guest_count.map(|count| count.unwrap_or(-1)),
            unowned: false,
            contact_email: None,
        };
        let key = key.of(&body);
        doing.run(async move { api::create_event(&body, &key).await }, |event| {
            browser::go_instead_to(&format!("/events/{}/plan", event.id));
        });
    };
    let wrong = move |path: &'static str| {
        Signal::derive(move || doing.error().and_then(|error| error.for_field(path)))
    };
    view! {
        <div class="page narrow">
            <header class="stack tight">
                <p class="small"><a class="back" href="/events">"← My gatherings"</a></p>
                <PageHeading title="New gathering">"New gathering"</PageHeading>
                <p class="soft">"It begins as a draft that only you see. All of this can be changed."</p>
            </header>
            <div class="card">
                <Form
                    doing
                    labels=&[
                        ("/name", "Name"),
                        ("/description", "What it is about"),
                        ("/starts_on", "First day"),
                        ("/ends_on", "Last day"),
                        ("/time_zone", "Time zone"),
                        ("/guest_count", "Guests"),
                    ]
                    submit="Make the gathering"
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
                    <ZoneField value=zone zones hint error=wrong("/time_zone") />
                    <TextField
                        label="Guests (optional)"
                        hint="About how many people you expect."
                        value=guests
                        error=wrong("/guest_count")
                        input_mode="numeric"
                    />
                </Form>
            </div>
        </div>
    }
    .into_any()
}
