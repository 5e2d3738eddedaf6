use leptos::prelude::*;

use crate::{
    components::{Go, PageHeading, StatusBadge, dynamic},
    pages::host::Hosting,
    time, words,
};

/// What the gathering is: name, dates, zone, and who is expected.
#[component]
pub fn PlanPage() -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let event = hosting.event();
    let facts = move || {
        event.with(|event| {
            let guests = event.guest_count.and_then(|count| u64::try_from(count).ok());
            [
                ("When", time::range(event.starts_on, event.ends_on)),
                ("Time zone", event.time_zone.replace('_', " ")),
                (
                    "Guests",
                    guests.map_or("not known yet".to_owned(), |count| {
                        words::say_count(count, "guest", "guests")
                    }),
                ),
            ]
            .map(|(what, value)| view! { <dt>{what}</dt><dd>{value}</dd> })
            .collect_view()
        })
    };
    view! {
        <div class="page">
            <header class="stack tight">
                <p class="small"><Go to=hosting.at("") class="back">"← Overview"</Go></p>
                <div class="row">
                    <PageHeading title="Plan">
                        {dynamic(move || event.with(|event| event.name.clone()))}
                    </PageHeading>
                    <StatusBadge status=Signal::derive(move || event.with(|event| event.status)) />
                </div>
                {dynamic(move || event.with(|event| event.description.clone()).map(|text| view! {
                    <p class="soft">{text}</p>
                }))}
            </header>
            <section class="card" aria-label="The gathering">
                <dl class="when">{dynamic(facts)}</dl>
            </section>
        </div>
    }
    .into_any()
}
