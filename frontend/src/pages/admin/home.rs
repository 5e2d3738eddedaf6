use gather_wire::OwnershipSummary;
use leptos::prelude::*;

use super::for_admins::ForAdmins;
use crate::{
    api,
    components::{Loaded, Loading, PageHeading, Reload, dynamic},
    pages::skeleton::wide_skeleton,
};

/// `/admin`: what waits for an admin, each with the way to its list.
#[component]
pub fn AdminPage() -> impl IntoView {
    let page = Callback::new(|()| view! { <Queues /> }.into_any());
    view! { <ForAdmins page /> }.into_any()
}

#[component]
fn Queues() -> impl IntoView {
    let reload = Reload::find();
    let from = Loading::new(move || {
        reload.track();
        api::what_waits()
    });
    let page = move |waiting| view! { <Counts waiting /> }.into_any();
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

/// Something that may wait: how much of it, what it is called, what to do about it, and where.
type Queue = (fn(&OwnershipSummary) -> i64, &'static str, &'static str, &'static str);

const QUEUES: [Queue; 6] = [
    (
        |all| all.events_unhosted,
        "Gatherings that nobody runs",
        "Invite somebody to each: they get it into their hands.",
        "/admin/events?ownership=unhosted",
    ),
    (
        |all| all.events_needing_primary,
        "Gatherings without a primary host",
        "Co-hosts run them. Invite a host to each.",
        "/admin/events?ownership=needs_primary",
    ),
    (
        |all| all.invites_expiring,
        "Invites that expire within two days",
        "Nobody has answered them yet. Give them more time, or let them rest.",
        "/admin/invites?concern=expiring",
    ),
    (
        |all| all.invites_of_demoted_admins,
        "Invites by former admins",
        "They still work. Take back what should not.",
        "/admin/invites?concern=creator_demoted",
    ),
    (
        |all| all.mails_failed,
        "Mails that failed",
        "Try them again, or pass them on by hand.",
        "/admin/outbox?status=failed",
    ),
    (
        |all| all.mails_held,
        "Mails to pass on",
        "They do not leave by themselves: somebody hands each to whom it is for.",
        "/admin/outbox?status=held",
    ),
];

#[component]
fn Counts(waiting: RwSignal<OwnershipSummary>) -> impl IntoView {
    let queue = move |(count, name, says, to): Queue| {
        let count = Memo::new(move |_| waiting.with(count));
        let tone = move || if count.get() > 0 { "warn" } else { "good" };
        view! {
            <article class="card team-card">
                <div class="row person-name">
                    <h2 class="gathering-name"><a class="cover" href=to>{name}</a></h2>
                    <span class="chip push" data-tone=tone>{dynamic(move || count.get())}</span>
                </div>
                <p class="soft">
                    {dynamic(move || if count.get() > 0 { says } else { "Nothing waits here." })}
                </p>
            </article>
        }
    };
    view! {
        <div class="page">
            <header class="row">
                <PageHeading title="What waits">"What waits for you"</PageHeading>
                <a class="button push" data-kind="primary" href="/admin/events?list=new">
                    "List a gathering"
                </a>
            </header>
            <div class="stack">{QUEUES.map(queue)}</div>
        </div>
    }
    .into_any()
}
