use gather_wire::Invitations;
use leptos::prelude::*;
use uuid::Uuid;

use super::invitation::InvitationCard;
use crate::{
    api,
    components::{Loaded, Loading, PageHeading, Reload, Rows, dynamic, entry},
    pages::skeleton::skeleton,
    words,
};

/// `/invitations`: the gatherings that somebody is asked to run with others.
#[component]
pub fn InvitationsPage() -> impl IntoView {
    let reload = Reload::find();
    let from = Loading::new(move || {
        reload.track();
        api::invitations()
    });
    let page = move |waiting| view! { <Waiting waiting /> }.into_any();
    view! { <Loaded from skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn Waiting(waiting: RwSignal<Invitations>) -> impl IntoView {
    let ids =
        Callback::new(move |()| waiting.with(|all| all.items.iter().map(|one| one.id).collect()));
    let row = Callback::new(move |id: Uuid| {
        let find = move || waiting.with(|all| all.items.iter().find(|one| one.id == id).cloned());
        entry(find).map(|invitation| view! { <InvitationCard invitation /> }).into_any()
    });
    let count = Memo::new(move |_| waiting.with(|all| all.items.len()));
    view! {
        <div class="page">
            <header class="stack tight">
                <p class="small"><a class="back" href="/events">"← My gatherings"</a></p>
                <PageHeading title="My invitations">"My invitations"</PageHeading>
                <p class="soft">"To run a gathering with others. Each waits for your answer."</p>
            </header>
            <p class="visually-hidden" role="status">
                {dynamic(move || words::say_count(count.get() as u64, "invitation", "invitations"))}
                " shown"
            </p>
            <Show when=move || count.get() == 0>
                <div class="card empty">
                    <p>"No invitation waits for you."</p>
                    <p>
                        "When somebody asks you to run a gathering with them, it appears here, and \
                         among your notifications."
                    </p>
                </div>
            </Show>
            <div class="stack"><Rows ids row /></div>
        </div>
    }
    .into_any()
}
