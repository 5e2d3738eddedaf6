use gather_wire::{EventStatus, Link, Links, Role};
use leptos::prelude::*;

use super::{every_link::EveryLink, link_row::LinkRow, shell::Hosting};
use crate::{
    browser,
    components::{Icon, PageHeading, Shape, dynamic},
    time,
};

/// `/h/links#…`, `/events/{id}/links`: every link, to be handed out.
#[component]
pub fn LinksPage() -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let page = move |links| view! { <AllLinks hosting links /> }.into_any();
    view! { <EveryLink hosting page=Callback::new(page) /> }.into_any()
}

#[component]
fn AllLinks(hosting: Hosting, links: RwSignal<Links>) -> impl IntoView {
    let draft = move || hosting.overview.with(|one| one.event.status == EventStatus::Draft);
    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="Invite links">"Invite links"</PageHeading>
                <p class="notice" data-tone="warn">
                    <Icon shape=Shape::Warning />
                    " "
                    <strong>"Whoever has a link acts as that person."</strong>
                    " Send each one only to whom it belongs. Looking at this page is noted in the \
                     history."
                </p>
            </header>
            <Show when=draft>
                <p class="card empty">"Links are made when confirming starts."</p>
            </Show>
            <RoleLinks
                hosting
                links
                role=Role::Host
                title="Hosts"
                warning="A host link opens and changes the whole plan, and every other link. Never \
                         post it in a group."
            />
            <RoleLinks
                hosting
                links
                role=Role::Coordinator
                title="Coordinators"
                warning="A coordinator link changes a whole team’s list. Send it to them alone."
            />
            <RoleLinks hosting links role=Role::Participant title="Everybody else" warning="" />
        </div>
    }
    .into_any()
}

#[component]
fn RoleLinks(
    hosting: Hosting,
    links: RwSignal<Links>,
    role: Role,
    title: &'static str,
    warning: &'static str,
) -> impl IntoView {
    let of_role = Memo::new(move |_| {
        let mut of_role = links.with(|links| links.items.clone());
        of_role.retain(|link| link.role == role);
        of_role
    });
    view! {
        <Show when=move || !of_role.with(Vec::is_empty)>
            <section class="card people">
                <h2>{title}</h2>
                {(!warning.is_empty()).then(|| view! { <p class="small nobody">{warning}</p> })}
                <ul>
                    {dynamic(move || {
                        let item = |link| view! { <OneLink hosting link /> };
                        of_role.get().into_iter().map(item).collect_view()
                    })}
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn OneLink(hosting: Hosting, link: Link) -> impl IntoView {
    let brings = link.brings.len() as u64;
    let (word, tone) = match (link.opened_at, brings) {
        (_, 1..) if link.acknowledged >= brings => ("✓ confirmed", "good"),
        (Some(_), _) => ("opened", "plain"),
        (None, _) => ("not opened", "warn"),
    };
    let until = time::day(browser::wall_clock(link.expires_at).date());
    let team = link.team.as_ref().map(|team| format!("{} · ", team.name));
    view! {
        <li class="person">
            <div>
                <p class="row person-name">
                    <strong>{link.person.name.clone()}</strong>
                    <span class="chip push" data-tone=tone>{word}</span>
                </p>
                <p class="small soft">{team}"works until "{until}</p>
            </div>
            <LinkRow hosting link />
        </li>
    }
    .into_any()
}
