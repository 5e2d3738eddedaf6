use gather_wire::{ListedPublicEvent, Page};
use leptos::prelude::*;

use crate::{
    api,
    components::{Loaded, Loading, PageHeading, Reload, Rows, TextField, dynamic, entry},
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
    let ids = Callback::new(move |()| {
        events.with(|all| all.items.iter().map(|one| one.slug.clone()).collect::<Vec<_>>())
    });
    let row = Callback::new(move |slug: String| {
        let find =
            move || events.with(|all| all.items.iter().find(|one| one.slug == slug).cloned());
        entry(find).map(|listed| view! { <Row listed /> }).into_any()
    });
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
            <div class="stack"><Rows ids row /></div>
            <ShowMore narrowed more=Signal::derive(move || events.with(|all| all.next_cursor.is_some())) />
        </div>
    }
    .into_any()
}

/// One gathering; all of its card leads to its page.
#[component]
fn Row(listed: Memo<ListedPublicEvent>) -> impl IntoView {
    let to = listed.with_untracked(|listed| format!("/gatherings/{}", listed.slug));
    let when = move || listed.with(|listed| time::range(listed.starts_on, listed.ends_on));
    let host = move || {
        listed.with(|listed| match &listed.host_name {
            Some(name) => format!("Hosted by {name}"),
            None => "No host yet".to_owned(),
        })
    };
    view! {
        <article class="card team-card">
            <h2 class="gathering-name">
                <a class="cover" href=to>
                    {dynamic(move || listed.with(|listed| listed.name.clone()))}
                </a>
            </h2>
            <p>{when}</p>
            <p class="soft small">{dynamic(host)}</p>
        </article>
    }
    .into_any()
}
