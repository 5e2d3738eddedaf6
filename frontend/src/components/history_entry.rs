use gather_wire::AuditEntry;
use leptos::prelude::*;

use crate::{browser, time, words};

/// One thing that happened, as a sentence.
#[component]
pub fn HistoryEntry(
    /// What happened.
    entry: AuditEntry,
) -> impl IntoView {
    let when = time::since(browser::wall_clock(entry.at), browser::now());
    let overridden = entry.action.starts_with("override_");
    let reason = words::reason(&entry).map(str::to_owned);
    let what = words::happened(&entry);
    let changes = words::changes(&entry);
    view! {
        <li class="entry" data-override=overridden.then_some("")>
            <time class="small soft" datetime=time::machine(entry.at)>{when}</time>
            <p>
                <strong>{entry.actor.name}</strong>" "{what}
                {overridden.then(|| view! { " "<span class="chip" data-tone="warn">"override"</span> })}
            </p>
            {(!changes.is_empty()).then(|| view! { <p class="small soft">{changes.join(" · ")}</p> })}
            {reason.map(|reason| view! { <p class="note small">{reason}</p> })}
        </li>
    }
    .into_any()
}
