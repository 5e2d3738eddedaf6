use gather_wire::Page;
use leptos::prelude::*;

use super::for_admins::ForAdmins;
use crate::{
    api::{self, ApiError},
    components::{Loaded, Loading, PageHeading, Reload, dynamic},
    pages::skeleton::wide_skeleton,
};

/// The most that are counted.
const MOST: u32 = 200;

/// How many there are: so many, or more.
type Count = (usize, bool);

/// What waits for an admin: gatherings that nobody runs, that have no primary host, invites that
/// are open, and that ended unanswered.
type Waiting = [Count; 4];

fn count<T>(page: &Page<T>) -> Count {
    (page.items.len(), page.next_cursor.is_some())
}

async fn waiting() -> Result<Waiting, ApiError> {
    let events =
        async |ownership| api::listed_events(Some(ownership), None, Some(MOST), None).await;
    let invites = async |status| api::invites(None, Some(status), None, Some(MOST), None).await;
    let (unhosted, needs_primary, open, expired) = futures_util::try_join!(
        events("unhosted"),
        events("needs_primary"),
        invites("pending"),
        invites("expired"),
    )?;
    Ok([count(&unhosted), count(&needs_primary), count(&open), count(&expired)])
}

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
        waiting()
    });
    let page = move |waiting| view! { <Counts waiting /> }.into_any();
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn Counts(waiting: RwSignal<Waiting>) -> impl IntoView {
    let queue = move |index: usize, name: &'static str, says: &'static str, to: &'static str| {
        let count =
            Memo::new(move |_| waiting.with(|all| all.get(index).copied()).unwrap_or((0, false)));
        let number = move || match count.get() {
            (number, true) => format!("{number}+"),
            (number, false) => number.to_string(),
        };
        let tone = move || if count.get().0 > 0 { "warn" } else { "good" };
        view! {
            <article class="card team-card">
                <div class="row person-name">
                    <h2 class="gathering-name"><a class="cover" href=to>{name}</a></h2>
                    <span class="chip push" data-tone=tone>{dynamic(number)}</span>
                </div>
                <p class="soft">
                    {dynamic(move || if count.get().0 > 0 { says } else { "Nothing waits here." })}
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
            <div class="stack">
                {queue(
                    0,
                    "Gatherings that nobody runs",
                    "Invite somebody to each: they get it into their hands.",
                    "/admin/events?ownership=unhosted",
                )}
                {queue(
                    1,
                    "Gatherings without a primary host",
                    "Co-hosts run them. Invite a host to each.",
                    "/admin/events?ownership=needs_primary",
                )}
                {queue(
                    2,
                    "Open invites",
                    "Nobody has answered them yet.",
                    "/admin/invites?status=pending",
                )}
                {queue(
                    3,
                    "Expired invites",
                    "Give them a new link, or let them rest.",
                    "/admin/invites?status=expired",
                )}
            </div>
        </div>
    }
    .into_any()
}
