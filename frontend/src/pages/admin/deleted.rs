use gather_wire::{DeletedEvent, Page};
use leptos::prelude::*;
use uuid::Uuid;

use super::for_admins::ForAdmins;
use crate::{
    api, browser,
    components::{
        ActButton, Changes, Dialog, Doing, Loaded, Loading, Look, PageHeading, Refusal, Reload,
        Rows, WhyForm, dynamic, entry, focus_heading,
    },
    pages::{
        hosts::{A_PAGE, Narrowed, ShowMore, first_pages},
        skeleton::wide_skeleton,
    },
    time,
    words::Reader,
};

/// `/admin/deleted`: deleted gatherings, to be brought back or deleted for good.
#[component]
pub fn DeletedEventsPage() -> impl IntoView {
    let page = Callback::new(|()| view! { <Listing /> }.into_any());
    view! { <ForAdmins page /> }.into_any()
}

#[component]
fn Listing() -> impl IntoView {
    let reload = Reload::find();
    let narrowed = Narrowed::by_name();
    let from = Loading::new(move || {
        reload.track();
        let (_, _, pages) = narrowed.wanted();
        async move {
            let page =
                async |cursor: Option<String>| api::deleted_events(A_PAGE, cursor.as_deref()).await;
            first_pages(pages, page).await
        }
    });
    let page = move |events| view! { <List events narrowed /> }.into_any();
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn List(events: RwSignal<Page<DeletedEvent>>, narrowed: Narrowed) -> impl IntoView {
    let ids = Callback::new(move |()| {
        events.with(|all| all.items.iter().map(|one| one.event.id).collect())
    });
    let row = Callback::new(move |id: Uuid| {
        let find =
            move || events.with(|all| all.items.iter().find(|one| one.event.id == id).cloned());
        entry(find).map(|deleted| view! { <Row deleted /> }).into_any()
    });
    let is_empty = Memo::new(move |_| events.with(|all| all.items.is_empty()));
    view! {
        <div class="page">
            <header class="stack tight">
                <p class="small"><a class="back" href="/admin/events">"← All gatherings"</a></p>
                <PageHeading title="Deleted gatherings">"Deleted gatherings"</PageHeading>
                <p class="soft">
                    "Nobody but admins knows of them. Their plans and links wait here until you bring \
                     them back, or delete them for good."
                </p>
            </header>
            <Show when=move || is_empty.get()>
                <p class="card empty">"There are no deleted gatherings."</p>
            </Show>
            <div class="stack"><Rows ids row /></div>
            <ShowMore narrowed more=Signal::derive(move || events.with(|all| all.next_cursor.is_some())) />
        </div>
    }
    .into_any()
}

#[component]
fn Row(deleted: Memo<DeletedEvent>) -> impl IntoView {
    let (changes, doing) = (Changes::find(), Doing::new());
    let purging = RwSignal::new(false);
    let id = deleted.with_untracked(|deleted| deleted.event.id);
    let name = move || deleted.with(|deleted| deleted.event.name.clone());
    let facts = move || {
        deleted.with(|deleted| {
            let dates = time::range(deleted.event.starts_on, deleted.event.ends_on);
            let at = browser::wall_clock(deleted.deleted_at);
            let since = time::since(at, browser::now());
            match &deleted.primary_name {
                Some(host) => format!("{dates} · in the hands of {host} · deleted {since}"),
                None => format!("{dates} · in nobody’s hands · deleted {since}"),
            }
        })
    };
    let bring_back = move |()| {
        let name = name();
        doing.run(async move { api::bring_event_back(id).await }, move |()| {
            changes.say(format!("{name} is back, as it was."));
            request_animation_frame(focus_heading);
        });
    };
    let of = move || view! { <span class="visually-hidden">": "{dynamic(name)}</span> };
    view! {
        <article class="card stack tight">
            <h2 class="gathering-name">{dynamic(name)}</h2>
            <p class="soft small">{facts}</p>
            <div class="row acts">
                <ActButton busy=Signal::derive(move || doing.is_pending()) act=bring_back>
                    "Bring back"{of()}
                </ActButton>
                <ActButton look=Look::Quiet act=move |()| purging.set(true)>
                    "Delete for good"{of()}
                </ActButton>
            </div>
            <Refusal doing reader=Signal::stored(Reader::Host) />
            <Dialog open=purging title=Signal::derive(move || format!("Delete {} for good?", name()))>
                <p>
                    "Its days, teams, people, items and links go, and nothing brings them back. What \
                     the history remembers of it stays."
                </p>
                <PurgeForm deleted open=purging />
            </Dialog>
        </article>
    }
    .into_any()
}

#[component]
fn PurgeForm(deleted: Memo<DeletedEvent>, open: RwSignal<bool>) -> impl IntoView {
    let (changes, doing) = (Changes::find(), Doing::new());
    let send = move |reason| {
        let (id, name) = deleted.with_untracked(|it| (it.event.id, it.event.name.clone()));
        doing.run(async move { api::purge_event(id, reason).await }, move |()| {
            open.try_set(false);
            changes.say(format!("{name} is deleted for good."));
            request_animation_frame(focus_heading);
        });
    };
    view! { <WhyForm doing submit="Delete for good" open send /> }.into_any()
}
