use gather_wire::{ListedPublicEvent, Page};
use leptos::prelude::*;

use crate::{
    api,
    components::{Loaded, Loading, PageHeading, Reload, TextField, dynamic},
    pages::{
        hosts::{Narrowed, ShowMore, first_pages},
        skeleton::skeleton,
    },
    time, words,
};

/// `/gatherings`: the gatherings that everybody may know of.
#[component]
pub fn PublicGatheringsPage() -> impl IntoView {
    let reload = Reload::find();
    let narrowed = Narrowed::by_name();
    let from = Loading::new(move || {
        reload.track();
        let (_, name, pages) = narrowed.wanted();
        async move {
            first_pages(pages, |cursor| {
                let name = name.clone();
                async move { api::public_events(name.as_deref(), cursor.as_deref()).await }
            })
            .await
        }
    });
    let page = move |events| view! { <List events narrowed /> }.into_any();
    view! { <Loaded from skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn List(events: RwSignal<Page<ListedPublicEvent>>, narrowed: Narrowed) -> impl IntoView {
    let rows = move || {
        let all = events.with(|all| all.items.clone());
        all.into_iter().map(|listed| view! { <Row listed /> }).collect_view()
    };
    let count = Memo::new(move |_| events.with(|all| all.items.len()));
    let has_choice = Memo::new(move |_| narrowed.is_narrow() || count.get() > 1);
    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="Gatherings">"Gatherings"</PageHeading>
                <p class="soft">"What is coming up, and open to all."</p>
            </header>
            <Show when=move || has_choice.get()>
                <div class="filters" role="search">
                    <TextField label="Search by name" value=narrowed.typed kind="search" max_length=120 />
                </div>
            </Show>
            <p class="visually-hidden" role="status">
                {dynamic(move || words::say_count(count.get() as u64, "gathering", "gatherings"))}
                " shown"
            </p>
            <Show when=move || count.get() == 0>
                {dynamic(move || if narrowed.is_narrow() {
                    view! { <p class="card empty">"No gathering is called like that."</p> }.into_any()
                } else {
                    view! {
                        <div class="card empty">
                            <p>"No gathering is announced at the moment."</p>
                            <p>
                                "Were you invited to one? Open the link you were sent: most \
                                 gatherings are for those who are invited."
                            </p>
                        </div>
                    }
                    .into_any()
                })}
            </Show>
            <div class="stack">{dynamic(rows)}</div>
            <ShowMore narrowed more=Signal::derive(move || events.with(|all| all.next_cursor.is_some())) />
        </div>
    }
    .into_any()
}

/// One gathering; all of its card leads to its page.
#[component]
fn Row(listed: ListedPublicEvent) -> impl IntoView {
    let to = format!("/gatherings/{}", listed.slug);
    let host = match listed.host_name {
        Some(name) => format!("Hosted by {name}"),
        None => "No host yet".to_owned(),
    };
    view! {
        <article class="card team-card">
            <h2 class="gathering-name">
                <a class="cover" href=to>{listed.name}</a>
            </h2>
            <p>{time::range(listed.starts_on, listed.ends_on)}</p>
            <p class="soft small">{host}</p>
        </article>
    }
    .into_any()
}
