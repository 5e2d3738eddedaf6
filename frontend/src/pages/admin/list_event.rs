use gather_wire::CreateEvent;
use leptos::prelude::*;

use crate::{
    api, browser,
    components::{Doing, Form, FormKey, TextField, said_in},
    pages::beginning::{Beginning, BeginningFields},
};

/// Lists a gathering that nobody runs yet, for somebody else.
#[component]
pub fn ListEvent(
    /// Closes the form.
    close: Callback<()>,
) -> impl IntoView {
    let (doing, key) = (Doing::new(), FormKey::new());
    let (beginning, contact) = (Beginning::new(), RwSignal::new(String::new()));
    let send = move |()| {
        let contact_email = said_in(contact);
        let body = CreateEvent { unowned: true, contact_email, ..beginning.wish() };
        let key = key.of(&body);
        doing.run(async move { api::create_event(&body, &key).await }, move |event| {
            browser::go_to(&format!("/events/{}/hosts", event.id));
        });
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
                <BeginningFields
                    beginning
                    doing
                    zone_hint="Where the gathering is. Type a city to search."
                />
                <TextField
                    label="Whom to ask (optional)"
                    hint="An e-mail address. Only admins see it, and the invite to the host begins with it."
                    value=contact
                    error=doing.wrong("/contact_email")
                    kind="email"
                    input_mode="email"
                    max_length=254
                />
            </Form>
        </section>
    }
    .into_any()
}
