use gather_wire::PublicEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api,
    components::{DeadLinkPage, Loaded, Loading, PageHeading, Reload, dynamic},
    pages::skeleton::skeleton,
    session::SignedIn,
    time,
    way_back::{self, WayBack},
    words::DeadLink,
};

/// `/gatherings/{slug}`: what anybody sees of a gathering.
#[component]
pub fn PublicGatheringPage() -> impl IntoView {
    let (reload, params) = (Reload::find(), use_params_map());
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    let from = Loading::new(move || {
        reload.track();
        let slug = slug.get();
        async move { api::public_event(&slug).await }
    });
    let page = |found: RwSignal<Option<PublicEvent>>| {
        dynamic(move || match found.get() {
            Some(event) => view! { <Gathering event /> }.into_any(),
            None => view! { <DeadLinkPage dead=nothing() /> }.into_any(),
        })
        .into_any()
    };
    view! { <Loaded from skeleton page=Callback::new(page) /> }.into_any()
}

fn nothing() -> DeadLink {
    DeadLink {
        title: "There is no such gathering",
        text: "Or it is only for those who are invited: then open the link you were sent. If you \
               run it, sign in first.",
        rather: Some(("All gatherings", "/gatherings".to_owned())),
    }
}

#[component]
fn Gathering(event: PublicEvent) -> impl IntoView {
    let PublicEvent { name, description, host_names, is_unclaimed, .. } = event;
    let when = time::range(event.starts_on, event.ends_on);
    let is_hidden = !event.is_open_to_all;
    view! {
        <div class="page home">
            <header class="stack">
                <p class="small"><a class="back" href="/gatherings">"← All gatherings"</a></p>
                <PageHeading title="Gathering">{name}</PageHeading>
                <p class="lead">{when}</p>
                {event.cancelled.then(|| view! {
                    <p class="notice" data-tone="danger">
                        <strong>"Cancelled."</strong>" This gathering does not take place."
                    </p>
                })}
                {is_hidden.then(|| view! {
                    <p class="notice" data-tone="plain">
                        <strong>"Strangers do not see this page."</strong>
                        " Only those who run the gathering do, and admins."
                    </p>
                })}
                {event.manage_url.map(|url| view! {
                    <div class="row">
                        <a class="button" data-kind="primary" href=url>"Run this gathering"</a>
                    </div>
                })}
            </header>
            {description.map(|text| view! {
                <section class="card" aria-labelledby="about">
                    <h2 id="about">"What it is"</h2>
                    <p class="story">{text}</p>
                </section>
            })}
            {(!host_names.is_empty()).then(|| view! {
                <section class="card" aria-labelledby="who">
                    <h2 id="who">"Who runs it"</h2>
                    <ul class="dashes">
                        {host_names.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view()}
                    </ul>
                </section>
            })}
            {(is_unclaimed && !event.cancelled).then(|| view! { <NoHost /> })}
        </div>
    }
    .into_any()
}

/// What it means that a gathering is in nobody's hands, and what whoever organises it can do.
#[component]
fn NoHost() -> impl IntoView {
    let who = SignedIn::find();
    let log_in = StoredValue::new(way_back::past("/login", WayBack::here().as_ref()));
    view! {
        <section class="card" aria-labelledby="no-host">
            <h2 id="no-host">"No host yet"</h2>
            <p>
                "It was listed here so that people can find it. Nobody has its plan in hand so far: \
                 nobody to ask, nobody who invites."
            </p>
            <p>
                <strong>"Do you organise it?"</strong>
                " Ask whoever runs this server. They send you an invite, and it is in your hands."
            </p>
            <Show when=move || who.account().is_none()>
                <p class="soft small">
                    "Do you run it already, or were you invited to? "
                    <a class="back" href=log_in.get_value()>"Sign in"</a>
                </p>
            </Show>
        </section>
    }
    .into_any()
}
