use leptos::prelude::*;

use super::ShareLink;
use crate::{browser, link::Secret, words};

/// The reader's own link, to be kept: it is their only way back.
#[component]
pub fn KeepThisLink(
    /// The link.
    #[prop(into)]
    link: Signal<Secret>,
    /// What the gathering is called.
    #[prop(into)]
    event: Signal<String>,
) -> impl IntoView {
    let url = Memo::new(move |_| format!("{}{}", browser::origin(), link.read().address()));
    let message = Memo::new(move |_| words::keeping(&event.read(), &url.read()));
    view! {
        <section class="stack keep" aria-labelledby="keep">
            <h2 id="keep">"Keep this link"</h2>
            <p class="soft">
                "It is your way back to this page. Whoever has it can act as you, so keep it to \
                 yourself."
            </p>
            <ShareLink url message title=event />
        </section>
    }
    .into_any()
}
