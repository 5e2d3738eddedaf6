use gather_wire::{FormerHost, Page};
use leptos::prelude::*;
use uuid::Uuid;

use super::filters::{A_PAGE, Narrowed, ShowMore, first_pages};
use crate::{
    api, browser,
    components::{Loaded, Loading, Reload, Rows, entry},
    pages::hosts::create::waiting,
    time, words,
};

/// Who ran a gathering before: folded, and asked for once somebody looks.
#[component]
pub fn FormerHosts(
    /// The gathering.
    event_id: Uuid,
) -> impl IntoView {
    let opened = RwSignal::new(false);
    view! {
        <details class="more" on:toggle=move |_| opened.set(true)>
            <summary>"Who ran it before"</summary>
            <Show when=move || opened.get()><Former event_id /></Show>
        </details>
    }
    .into_any()
}

#[component]
fn Former(event_id: Uuid) -> impl IntoView {
    let reload = Reload::find();
    let narrowed = Narrowed::by_name();
    let from = Loading::new(move || {
        reload.track();
        let (_, _, pages) = narrowed.wanted();
        async move {
            let page = async |cursor: Option<String>| {
                api::former_hosts(event_id, A_PAGE, cursor.as_deref()).await
            };
            first_pages(pages, page).await
        }
    });
    let page = move |former| view! { <List former narrowed /> }.into_any();
    view! {
        <div class="unfolded"><Loaded from skeleton=waiting page=Callback::new(page) /></div>
    }
    .into_any()
}

#[component]
fn List(former: RwSignal<Page<FormerHost>>, narrowed: Narrowed) -> impl IntoView {
    let is_empty = Memo::new(move |_| former.with(|all| all.items.is_empty()));
    let ids =
        Callback::new(move |()| former.with(|all| all.items.iter().map(|one| one.id).collect()));
    let row = Callback::new(move |id: Uuid| {
        let find = move || former.with(|all| all.items.iter().find(|one| one.id == id).cloned());
        entry(find).map(|one| one.with_untracked(ended)).into_any()
    });
    view! {
        <Show when=move || is_empty.get()>
            <p class="empty soft">"Nobody has stopped running it, and nobody said no."</p>
        </Show>
        <ol class="history"><Rows ids row /></ol>
        <ShowMore narrowed more=Signal::derive(move || former.with(|all| all.next_cursor.is_some())) />
    }
    .into_any()
}

/// How somebody's part ended: that does not change any more.
fn ended(former: &FormerHost) -> AnyView {
    let moment = |at| time::since(browser::wall_clock(at), browser::now());
    let note = former.note.clone();
    view! {
        <li class="entry">
            <time class="small soft" datetime=time::machine(former.ended_at)>
                {moment(former.ended_at)}
            </time>
            <p><strong>{words::former_name(former)}</strong>" "{words::part_ended(former, moment)}</p>
            {note.map(|note| view! { <p class="note small">{note}</p> })}
        </li>
    }
    .into_any()
}
