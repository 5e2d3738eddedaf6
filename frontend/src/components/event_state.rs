use gather_wire::{Event, EventStatus};
use leptos::prelude::*;

use super::dynamic;

use crate::{
    time,
    words::{self, Answers, Reader},
};

/// When the gathering is and how many come, in one line.
#[component]
pub fn EventFacts(
    /// The gathering.
    #[prop(into)]
    event: Signal<Event>,
) -> impl IntoView {
    let facts = move || {
        event.with(|event| {
            let dates = time::range(event.starts_on, event.ends_on);
            match event.guest_count {
                Some(guests) => {
                    let guests = u64::try_from(guests).unwrap_or_default();
                    format!("{dates} · {}", words::say_count(guests, "guest", "guests"))
                }
                None => dates,
            }
        })
    };
    view! { <p class="facts soft small">{facts}</p> }.into_any()
}

/// That the gathering does not take place, where it does not.
#[component]
pub fn CancelledNotice(
    /// The gathering.
    #[prop(into)]
    event: Signal<Event>,
) -> impl IntoView {
    view! {
        <Show when=move || event.with(|event| event.cancelled_at.is_some())>
            <p class="notice" data-tone="danger">
                <strong>"Cancelled."</strong>" This gathering does not take place."
            </p>
        </Show>
    }
    .into_any()
}

/// Where the plan stands, as a sentence; or that nothing comes of it.
#[component]
pub fn EventState(
    /// The gathering.
    #[prop(into)]
    event: Signal<Event>,
    /// Who reads it.
    reader: Signal<Reader>,
    /// What they have said to what they bring themselves.
    #[prop(optional, into)]
    answers: Signal<Answers>,
) -> impl IntoView {
    let said = Memo::new(move |_| {
        words::state(event.with(|event| event.status), &reader.read(), answers.get())
    });
    view! {
        <CancelledNotice event />
        <Show when=move || event.with(|event| event.cancelled_at.is_none())>
            <p class="notice state" data-status=move || event.with(|event| wire_name(event.status))>
                <strong>{dynamic(move || said.get().0)}</strong>
                " "
                {dynamic(move || said.get().1)}
            </p>
        </Show>
    }
    .into_any()
}

/// The status as it is called on the wire, for the style.
fn wire_name(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Draft => "draft",
        EventStatus::Confirming => "confirming",
        EventStatus::Frozen => "frozen",
        EventStatus::Complete => "complete",
    }
}
