use gather_wire::{Action, Hosts};
use leptos::prelude::*;

use super::create::may;
use crate::{
    api, browser,
    components::{ActButton, Dialog, Doing, Look, Refusal, dynamic},
    words::{self, Reader},
};

/// Deletes a gathering, as an admin, and asks before.
#[component]
pub fn DeleteEvent(
    /// The gathering, and who runs it.
    hosts: RwSignal<Hosts>,
) -> impl IntoView {
    let (doing, open) = (Doing::new(), RwSignal::new(false));
    let title = move || format!("Delete {}?", hosts.with(|all| all.event.name.clone()));
    let act = move |()| {
        let id = hosts.with_untracked(|all| all.event.id);
        doing.run(async move { api::delete_event(id).await }, |()| {
            browser::go_instead_to("/admin/deleted");
        });
    };
    view! {
        <Show when=move || hosts.with(|all| may(all, Action::DeleteEvent))>
            <section class="card stack tight" aria-labelledby="deleting">
                <h2 id="deleting">"Delete this gathering"</h2>
                <p class="soft">
                    "For what should not be here. What does not take place is better cancelled: people \
                     are told so by their links."
                </p>
                <div class="row">
                    <ActButton look=Look::Quiet act=move |()| open.set(true)>"Delete"</ActButton>
                </div>
            </section>
        </Show>
        <Dialog open title=Signal::derive(title)>
            <p>
                "Nobody but admins knows of it then: everybody’s links stop working, and invites to run \
                 it are taken back. Whoever runs it is told. Admins can bring it back."
            </p>
            <Refusal doing reader=Signal::stored(Reader::Host) says=words::hosting_failure />
            <div class="row">
                <ActButton look=Look::Danger busy=Signal::derive(move || doing.is_pending()) act>
                    {dynamic(move || if doing.is_pending() { "Deleting…" } else { "Delete" })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </Dialog>
    }
    .into_any()
}
