use gather_wire::EventStatus;
use leptos::prelude::*;

use super::dynamic;

use crate::words;

/// Where the plan stands, in a word.
#[component]
pub fn StatusBadge(
    /// Where.
    #[prop(into)]
    status: Signal<EventStatus>,
) -> impl IntoView {
    let tone = move || match status.get() {
        EventStatus::Draft => None,
        EventStatus::Confirming => Some("warn"),
        EventStatus::Frozen | EventStatus::Complete => Some("good"),
    };
    view! {
        <span class="chip" data-tone=tone>{dynamic(move || words::status_name(status.get()))}</span>
    }
    .into_any()
}
