use leptos::prelude::*;

use super::{Icon, Shape, dynamic};
use crate::{session::SignedIn, words};

/// The way to what whoever is signed in is told, with how much of it waits for their answer.
///
/// Not every door has it: where a page may hardly grow any more, the way leads past one's gatherings.
pub fn bell() -> AnyView {
    let who = SignedIn::find();
    who.ask_what_waits();
    let waiting = Memo::new(move |_| who.waits().map_or(0, |badge| badge.actionable));
    view! {
        <a class="tab bell" href="/notifications">
            <Icon shape=Shape::Bell />
            <span class="visually-hidden">"Notifications"</span>
            {dynamic(move || {
                let count = u64::try_from(waiting.get()).unwrap_or_default();
                (count > 0).then(|| view! {
                    <span class="count" aria-hidden="true">{count}</span>
                    <span class="visually-hidden">": "{words::say_waiting(count)}</span>
                })
            })}
        </a>
    }
    .into_any()
}
