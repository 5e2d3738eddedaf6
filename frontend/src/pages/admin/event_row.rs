use gather_wire::{ListedEvent, Ownership};
use leptos::prelude::*;

use crate::{components::dynamic, time, words};

/// A gathering, as an admin sees it; all of its card leads to who runs it.
#[component]
pub fn EventRow(
    /// The gathering.
    listed: Memo<ListedEvent>,
) -> impl IntoView {
    let id = listed.with_untracked(|listed| listed.event.id);
    let facts = move || {
        listed.with(|listed| {
            let event = &listed.event;
            let dates = time::range(event.starts_on, event.ends_on);
            let public = words::publicity_name(&listed.publication);
            let status = words::status_name(event.status);
            let cancelled = if event.cancelled_at.is_some() { " · cancelled" } else { "" };
            format!("{dates} · {status} · {public}{cancelled}")
        })
    };
    let open_invites = move || {
        listed.with(|listed| {
            let count = u64::try_from(listed.open_invites).unwrap_or_default();
            (count > 0).then(|| words::say_count(count, "open invite", "open invites"))
        })
    };
    let is_hosted = move || listed.with(|listed| listed.ownership == Ownership::Hosted);
    view! {
        <article class="card team-card">
            <div class="row person-name">
                <h2 class="gathering-name">
                    <a class="cover" href=format!("/events/{id}/hosts")>
                        {dynamic(move || listed.with(|listed| listed.event.name.clone()))}
                    </a>
                </h2>
                {dynamic(move || open_invites().map(|count| view! {
                    <span class="chip push" data-tone="warn">{count}</span>
                }))}
            </div>
            <p class="soft small">{facts}</p>
            <p class=move || (!is_hosted()).then_some("nobody") data-soft="">
                {dynamic(move || listed.with(words::ownership))}
            </p>
            {dynamic(move || listed.with(|listed| listed.contact_email.clone()).map(|email| view! {
                <p class="soft small">"To ask: "<span class="address">{email}</span></p>
            }))}
        </article>
    }
    .into_any()
}
