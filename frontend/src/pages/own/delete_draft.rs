use gather_wire::Event;
use leptos::prelude::*;

use crate::{
    api,
    components::{ActButton, Dialog, Doing, Look, Refusal, Reload, Toasts, dynamic},
    words::{Reader, Standing},
};

/// Deletes a gathering that is still a draft, and asks before.
#[component]
pub fn DeleteDraft(
    /// The gathering.
    event: Memo<Event>,
    /// Whether it may be deleted.
    standing: Memo<Standing>,
) -> impl IntoView {
    let (toasts, reload) = (Toasts::find(), Reload::find());
    let doing = Doing::new();
    let open = RwSignal::new(false);
    let name = move || event.with(|event| event.name.clone());
    let act = move |()| {
        let (id, name) = event.with_untracked(|event| (event.id, event.name.clone()));
        doing.run(async move { api::delete_event(id).await }, move |()| {
            open.try_set(false);
            toasts.say(format!("{name} is deleted."));
            reload.now();
        });
    };
    view! {
        <ActButton standing look=Look::Quiet act=move |()| open.set(true)>
            "Delete"<span class="visually-hidden">" "{name}</span>
        </ActButton>
        <Dialog open title=Signal::derive(move || format!("Delete {}?", name()))>
            <p>
                "Its days, teams, people and items go with it, and what was handed out to run it. If \
                 that turns out to be a mistake, ask whoever runs this server to bring it back."
            </p>
            <Refusal doing reader=Signal::stored(Reader::Host) />
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
