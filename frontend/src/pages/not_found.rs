use leptos::prelude::*;

use crate::components::PageHeading;

/// Any address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <section class="page stack failed">
            <PageHeading title="Page not found">"There is nothing here"</PageHeading>
            <p>
                "This address leads nowhere. If you were sent a link, tap it in the message again: \
                 a part of it may be missing."
            </p>
        </section>
    }
    .into_any()
}
