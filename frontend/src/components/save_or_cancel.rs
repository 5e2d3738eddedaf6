use leptos::prelude::*;

use super::{Doing, dynamic};

/// The two buttons at the end of a form that opens in place.
#[component]
pub fn SaveOrCancel(
    /// The saving.
    doing: Doing,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div class="row">
            <button
                type="submit"
                class="button"
                data-kind="primary"
                aria-disabled=move || doing.is_pending().then_some("true")
            >
                {dynamic(move || if doing.is_pending() { "Saving…" } else { "Save" })}
            </button>
            <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
        </div>
    }
    .into_any()
}
