use gather_wire::{DeleteNotifications, UnwantedNotifications as Unwanted};
use leptos::prelude::*;

use super::choice::Choice;
use crate::{
    api,
    components::{ActButton, Changes, Dialog, Doing, Look, Refusal, dynamic, focus_heading},
    session::SignedIn,
    words::{self, Reader},
};

/// What is asked before many notifications are deleted: the question, and what it means.
fn question(which: &DeleteNotifications) -> (String, &'static str) {
    match which.what {
        Unwanted::Read => (
            "Delete all that you have read?".to_owned(),
            "What is new stays. What is deleted does not come back.",
        ),
        Unwanted::Old => (
            "Delete all that is older than 30 days?".to_owned(),
            "Also what you have not read. What is deleted does not come back.",
        ),
        Unwanted::These => {
            let count = which.ids.as_ref().map_or(0, Vec::len);
            let count = words::say_count(count as u64, "notification", "notifications");
            (format!("Delete {count}?"), "What is deleted does not come back.")
        }
    }
}

/// All that are so.
const fn all(what: Unwanted) -> DeleteNotifications {
    DeleteNotifications { what, ids: None }
}

/// The ways to be rid of many notifications at once.
#[component]
pub fn Tidy(
    /// Which are chosen.
    choice: Choice,
    /// Those that are chosen and shown.
    chosen: Memo<Vec<uuid::Uuid>>,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let which = RwSignal::new(all(Unwanted::Read));
    let ask = move |wish: DeleteNotifications| {
        which.set(wish);
        asking.set(true);
    };
    let these = move |()| {
        let ids = chosen.get_untracked();
        if !ids.is_empty() {
            ask(DeleteNotifications { what: Unwanted::These, ids: Some(ids) });
        }
    };
    let none = Signal::derive(move || chosen.with(Vec::is_empty));
    view! {
        <Show
            when=move || choice.is_open()
            fallback=move || view! {
                <details class="more">
                    <summary>"Tidy up"</summary>
                    <div class="row acts">
                        <ActButton act=move |()| ask(all(Unwanted::Read))>
                            "Delete those I have read"
                        </ActButton>
                        <ActButton act=move |()| ask(all(Unwanted::Old))>
                            "Delete those older than 30 days"
                        </ActButton>
                        <ActButton act=move |()| choice.begin()>"Choose some"</ActButton>
                    </div>
                </details>
            }
        >
            <div class="row notice" data-tone="plain">
                <p role="status">
                    {dynamic(move || match chosen.with(Vec::len) {
                        0 => "Choose what to delete.".to_owned(),
                        count => format!("{count} chosen."),
                    })}
                </p>
                <div class="row push">
                    <button
                        type="button"
                        class="button"
                        aria-disabled=move || none.get().then_some("true")
                        on:click=move |_| these(())
                    >
                        "Delete them"
                    </button>
                    <button type="button" class="button" data-kind="quiet" on:click=move |_| choice.end()>
                        "Cancel"
                    </button>
                </div>
            </div>
        </Show>
        <Dialog open=asking title=Signal::derive(move || which.with(|it| question(it).0))>
            <Asked which asking choice />
        </Dialog>
    }
    .into_any()
}

#[component]
fn Asked(
    which: RwSignal<DeleteNotifications>,
    asking: RwSignal<bool>,
    choice: Choice,
) -> impl IntoView {
    let (changes, who, doing) = (Changes::find(), SignedIn::find(), Doing::new());
    let delete = move |()| {
        let wish = which.get_untracked();
        doing.run(async move { api::delete_notifications(&wish).await }, move |done| {
            asking.try_set(false);
            choice.end();
            who.ask_what_waits();
            changes.say(words::say_notifications(done.changed, "deleted"));
            request_animation_frame(focus_heading);
        });
    };
    view! {
        <p>{dynamic(move || which.with(|it| question(it).1))}</p>
        <Refusal doing reader=Signal::stored(Reader::Host) />
        <div class="row">
            <ActButton look=Look::Danger busy=Signal::derive(move || doing.is_pending()) act=delete>
                {dynamic(move || if doing.is_pending() { "One moment…" } else { "Delete" })}
            </ActButton>
            <button type="button" class="button" on:click=move |_| asking.set(false)>"Cancel"</button>
        </div>
    }
    .into_any()
}
