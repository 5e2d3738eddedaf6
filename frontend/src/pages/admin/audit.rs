use gather_wire::{Page, RecordedEntry};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    audit_filters::{AuditFilters, Looking},
    for_admins::ForAdmins,
};
use crate::{
    api, browser,
    components::{Loaded, Loading, PageHeading, Reload, Rows, dynamic, entry},
    pages::{
        hosts::{A_PAGE, first_pages},
        skeleton::wide_skeleton,
    },
    time, words,
};

/// `/admin/audit`: all that happened, at every gathering and at none.
#[component]
pub fn AuditPage() -> impl IntoView {
    let page = Callback::new(|()| view! { <Listing /> }.into_any());
    view! { <ForAdmins page /> }.into_any()
}

#[component]
fn Listing() -> impl IntoView {
    let reload = Reload::find();
    let looking = Looking::from_address();
    let from = Loading::new(move || {
        reload.track();
        let (narrowing, pages) = (looking.narrowing(), looking.pages());
        async move {
            first_pages(pages, |cursor| {
                let narrowing = narrowing.clone();
                async move { api::recorded(&narrowing, A_PAGE, cursor.as_deref()).await }
            })
            .await
        }
    });
    let page = move |entries| view! { <Entries entries looking /> }.into_any();
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn Entries(entries: RwSignal<Page<RecordedEntry>>, looking: Looking) -> impl IntoView {
    let ids = Callback::new(move |()| {
        entries.with(|all| all.items.iter().map(|one| one.entry.id).collect())
    });
    let row = Callback::new(move |id: Uuid| {
        let find =
            move || entries.with(|all| all.items.iter().find(|one| one.entry.id == id).cloned());
        entry(find).map(|recorded| view! { <Recorded recorded /> }).into_any()
    });
    let count = Memo::new(move |_| entries.with(|all| all.items.len()));
    let more = Memo::new(move |_| entries.with(|all| all.next_cursor.is_some()));
    let file = move || api::recorded_as_file(&looking.narrowing());
    view! {
        <div class="page">
            <header class="row">
                <PageHeading title="History">"All that happened"</PageHeading>
                <a class="button push" href=file download="" rel="external">"Download as a table"</a>
            </header>
            <AuditFilters looking />
            <p class="visually-hidden" role="status">
                {dynamic(move || words::say_count(count.get() as u64, "entry", "entries"))}" shown"
            </p>
            <div class="card">
                <Show when=move || count.get() == 0>
                    <p class="empty soft">"Nothing like that happened."</p>
                </Show>
                <ul><Rows ids row /></ul>
                <Show when=move || more.get()>
                    <button type="button" class="button" on:click=move |_| looking.show_more()>
                        "Show more"
                    </button>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

/// One thing that happened, as a sentence, with where and what exactly.
#[component]
fn Recorded(recorded: Memo<RecordedEntry>) -> impl IntoView {
    let RecordedEntry { entry, event_id, event_name } = recorded.get_untracked();
    let when = time::moment(browser::wall_clock(entry.at));
    let (what, reason) = (words::recorded(&entry), words::reason(&entry).map(str::to_owned));
    let changes = words::changes(&entry);
    let facts: Vec<_> = [words::acting_as(entry.actor.kind).to_owned(), entry.action.clone()]
        .into_iter()
        .chain(changes)
        .collect();
    // What is deleted leads nowhere.
    let place = event_id.zip(event_name).map(|(id, name)| {
        view! { <p><a class="back" href=format!("/events/{id}/hosts")>{name}</a></p> }
    });
    view! {
        <li class="entry">
            <time class="small soft" datetime=time::machine(entry.at)>{when}</time>
            <p><strong>{entry.actor.name}</strong>" "{what}</p>
            {place}
            <p class="small soft address">{facts.join(" · ")}</p>
            {reason.map(|reason| view! { <p class="note small">{reason}</p> })}
        </li>
    }
    .into_any()
}
