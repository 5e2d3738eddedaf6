use gather_wire::AccountRole;
use leptos::prelude::*;

use super::{Icon, Shape, dynamic};
use crate::{session::SignedIn, words};

/// Who is signed in, and the ways to what is theirs. Nothing while that is not known.
#[component]
pub fn WhoIsHere() -> impl IntoView {
    let who = SignedIn::find();
    dynamic(move || {
        who.account().map(|account| {
            view! {
                <nav class="who push" aria-label="Account">
                    <a class="tab" href="/events">"My gatherings"</a>
                    {(account.role == AccountRole::Admin)
                        .then(|| view! { <a class="tab" href="/admin">"Admin"</a> })}
                    <Bell />
                    <a class="tab" href="/account">
                        <span class="visually-hidden">"Account of "</span>
                        {account.display_name}
                    </a>
                </nav>
            }
        })
    })
    .into_any()
}

/// The way to what one is told, with how much of it waits for an answer.
#[component]
fn Bell() -> impl IntoView {
    let who = SignedIn::find();
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
