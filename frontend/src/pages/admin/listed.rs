use gather_wire::{ListedEvent, Page};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{event_row::EventRow, for_admins::ForAdmins, list_event::ListEvent};
use crate::{
    api,
    components::{
        Loaded, Loading, PageHeading, Reload, Rows, SelectField, TextField, dynamic, entry,
        focus_heading,
    },
    pages::{
        hosts::{A_PAGE, Narrowed, ShowMore, first_pages},
        skeleton::wide_skeleton,
    },
    words,
};

/// `/admin/events`: all gatherings, and the form for one that nobody runs yet.
#[component]
pub fn ListedEventsPage() -> impl IntoView {
    let page = Callback::new(|()| view! { <Listing /> }.into_any());
    view! { <ForAdmins page /> }.into_any()
}

#[component]
fn Listing() -> impl IntoView {
    let reload = Reload::find();
    let narrowed = Narrowed::from_address("ownership");
    let from = Loading::new(move || {
        reload.track();
        let (ownership, name, pages) = narrowed.wanted();
        async move {
            first_pages(pages, |cursor| {
                let (ownership, name) = (ownership.clone(), name.clone());
                async move {
                    let (ownership, name) = (ownership.as_deref(), name.as_deref());
                    api::listed_events(ownership, name, Some(A_PAGE), cursor.as_deref()).await
                }
            })
            .await
        }
    });
    let page = move |events| view! { <List events narrowed /> }.into_any();
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn List(events: RwSignal<Page<ListedEvent>>, narrowed: Narrowed) -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("list").is_some());
    let adding = RwSignal::new(asked);
    let ids = Callback::new(move |()| {
        events.with(|all| all.items.iter().map(|one| one.event.id).collect())
    });
    let row = Callback::new(move |id: Uuid| {
        let find =
            move || events.with(|all| all.items.iter().find(|one| one.event.id == id).cloned());
        entry(find).map(|listed| view! { <EventRow listed /> }).into_any()
    });
    let count = Memo::new(move |_| events.with(|all| all.items.len()));
    let close = Callback::new(move |()| {
        adding.set(false);
        request_animation_frame(focus_heading);
    });
    view! {
        <div class="page">
            <header class="row">
                <PageHeading title="Gatherings">"All gatherings"</PageHeading>
                <Show when=move || !adding.get()>
                    <button
                        type="button"
                        class="button push"
                        data-kind="primary"
                        on:click=move |_| adding.set(true)
                    >
                        "List a gathering"
                    </button>
                </Show>
            </header>
            <Show when=move || adding.get()><ListEvent close /></Show>
            <div class="columns filters" role="search">
                <TextField label="Search by name" value=narrowed.typed kind="search" max_length=120 />
                <SelectField
                    label="In whose hands"
                    none="Anybody’s or nobody’s"
                    options=ownerships()
                    value=narrowed.chosen
                />
            </div>
            <p class="visually-hidden" role="status">
                {dynamic(move || words::say_count(count.get() as u64, "gathering", "gatherings"))}
                " shown"
            </p>
            <Show when=move || count.get() == 0>
                <p class="card empty">
                    {dynamic(move || if narrowed.is_narrow() {
                        "No gathering is like that."
                    } else {
                        "There are no gatherings yet. List one, and invite its host."
                    })}
                </p>
            </Show>
            <div class="stack"><Rows ids row /></div>
            <div class="row">
                <a class="button" data-kind="quiet" href="/admin/deleted">"Deleted gatherings"</a>
            </div>
            <ShowMore narrowed more=Signal::derive(move || events.with(|all| all.next_cursor.is_some())) />
        </div>
    }
    .into_any()
}

fn ownerships() -> Vec<(String, String)> {
    [
        ("unhosted", "Nobody runs it"),
        ("needs_primary", "Without a primary host"),
        ("hosted", "With a primary host"),
    ]
    .map(|(wire, name)| (wire.to_owned(), name.to_owned()))
    .into()
}
