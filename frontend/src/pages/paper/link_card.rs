use gather_wire::{Link, Links, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::qr;
use crate::{
    browser,
    components::{DeadLinkPage, Go, PageHeading, dynamic},
    pages::host::{EveryLink, Hosting},
    words::DeadLink,
};

/// `/h/paper/links/{person_id}#…`: somebody's link as a QR code, large enough for a wall.
#[component]
pub fn LinkCardPage() -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("person_id").and_then(|id| Uuid::parse_str(&id).ok()))
    });
    let page = move |links: RwSignal<Links>| {
        let link = Memo::new(move |_| {
            let id = id.get()?;
            links.with(|links| links.items.iter().find(|link| link.person.id == id).cloned())
        });
        dynamic(move || {
            if let Some(link) = link.get() {
                return card(hosting, link).into_any();
            }
            let dead = DeadLink {
                title: "There is no such link",
                text: "Go to Links and choose somebody there.",
                rather: None,
            };
            view! { <DeadLinkPage dead /> }.into_any()
        })
        .into_any()
    };
    view! { <EveryLink hosting page=Callback::new(page) /> }.into_any()
}

fn card(hosting: Hosting, link: Link) -> impl IntoView + use<> {
    let name = link.person.name.clone();
    let event = hosting.overview.with_untracked(|overview| overview.event.name.clone());
    let warning = match link.role {
        Role::Host => {
            "Whoever scans this is a host: it opens and changes the whole plan. Do not put it up."
        }
        Role::Coordinator => {
            "Whoever scans this can change the whole team’s list. Give it to them alone."
        }
        Role::Participant => "Whoever scans this acts as this person.",
    };
    let picture = qr::code(&link.url).map(|(side, path)| {
        view! {
            <svg
                class="qr"
                role="img"
                aria-label=format!("QR code of the link of {name}")
                viewBox=format!("0 0 {side} {side}")
            >
                <rect width=side height=side fill="#fff" />
                <path d=path fill="#000" />
            </svg>
        }
    });
    view! {
        <div class="page narrow">
            <header class="stack tight">
                <p class="small"><Go to=hosting.at("/links") class="back">"← Invite links"</Go></p>
                <PageHeading title="QR code">{link.person.name}</PageHeading>
                <p class="soft">{event}</p>
            </header>
            <figure class="card stack qr-card">
                {picture}
                <figcaption>"Point a phone’s camera here: it opens the page of "{name}"."</figcaption>
            </figure>
            <p class="small nobody not-printed">{warning}</p>
            <div class="row">
                <button type="button" class="button" data-kind="primary" on:click=move |_| browser::print()>
                    "Print"
                </button>
            </div>
        </div>
    }
}
