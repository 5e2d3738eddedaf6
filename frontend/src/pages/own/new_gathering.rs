use gather_wire::CreateEvent;
use leptos::prelude::*;

use crate::{
    api, browser,
    components::{Doing, Form, FormKey, Loaded, Loading, PageHeading, TextField, said_in},
    pages::{
        beginning::{Beginning, BeginningFields},
        skeleton::skeleton,
    },
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
    let (doing, key) = (Doing::new(), FormKey::new());
    let (beginning, guests) = (Beginning::new(), RwSignal::new(String::new()));
    let zone_hint = if browser::time_zone().is_some() {
        "Where the gathering is. Yours is filled in; type a city to search."
    } else {
        "Where the gathering is. Type a city to search."
    };
    let send = move |()| {
        // What is no number is refused by the server, together with whatever else is wrong.
        let guest_count = said_in(guests).map(|text| text.parse().unwrap_or(-1));
        let body = CreateEvent { guest_count, ..beginning.wish() };
        let key = key.of(&body);
        doing.run(async move { api::create_event(&body, &key).await }, |event| {
            browser::go_instead_to(&format!("/events/{}/plan", event.id));
        });
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
                    <BeginningFields beginning doing zone_hint />
                    <TextField
                        label="Guests (optional)"
                        hint="About how many people you expect."
                        value=guests
                        error=doing.wrong("/guest_count")
                        input_mode="numeric"
                    />
                </Form>
            </div>
        </div>
    }
    .into_any()
}
