use gather_wire::Action;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::shell::Hosting;
use crate::{
    api,
    components::{ActButton, Doing, Look, Refusal, Reload, TextField, Toasts, dynamic},
    words,
};

/// How many guests are expected, to be changed in place, also while the plan is frozen.
#[component]
pub fn GuestCount(
    /// The gathering.
    hosting: Hosting,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    let count = Memo::new(move |_| hosting.overview.with(|overview| overview.event.guest_count));
    let said = move || match count.get().map(u64::try_from) {
        Some(Ok(count)) => words::say_count(count, "guest", "guests"),
        _ => "Guest count not known".to_owned(),
    };
    view! {
        <Show
            when=move || !editing.get()
            fallback=move || view! { <GuestForm hosting editing before=count.get_untracked() /> }
        >
            <div class="row">
                <p><strong>{said}</strong></p>
                <ActButton
                    standing=hosting.standing(Action::EditGuestCount)
                    look=Look::Quiet
                    act=move |()| editing.set(true)
                >
                    "Edit"<span class="visually-hidden">" guest count"</span>
                </ActButton>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn GuestForm(hosting: Hosting, editing: RwSignal<bool>, before: Option<i64>) -> impl IntoView {
    let (toasts, reload) = (Toasts::find(), Reload::find());
    let doing = Doing::new();
    let typed = RwSignal::new(before.map(|count| count.to_string()).unwrap_or_default());
    let mistyped = RwSignal::new(None::<String>);
    let error = move || {
        mistyped.get().or_else(|| doing.error().and_then(|error| error.for_field("/guest_count")))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked();
        let text = text.trim();
        let count = text.parse::<i64>().ok();
        if count.is_none() && !text.is_empty() {
            mistyped.set(Some("A whole number, or nothing.".to_owned()));
            return;
        }
        mistyped.set(None);
        let (link, event_id) = (hosting.link.get_value(), hosting.event_id);
        let again = link.clone();
        doing.run(async move { api::edit_guest_count(&link, event_id, count).await }, move |_| {
            editing.try_set(false);
            reload.now();
            toasts.say_with_undo("The guest count is saved.", move || {
                let link = again.clone();
                spawn_local(async move {
                    match api::edit_guest_count(&link, event_id, before).await {
                        Ok(_) => toasts.say("Taken back."),
                        Err(error) => toasts.say(words::failure(&error, &words::Reader::Host)),
                    }
                    reload.now();
                });
            });
        });
    };
    view! {
        <form class="row guest-form" novalidate on:submit=submit>
            <TextField
                label="Guests"
                value=typed
                error=Signal::derive(error)
                input_mode="numeric"
                kind="number"
                min="0"
            />
            <button
                type="submit"
                class="button"
                data-kind="primary"
                aria-disabled=move || doing.is_pending().then_some("true")
            >
                {dynamic(move || if doing.is_pending() { "Saving…" } else { "Save" })}
            </button>
            <button type="button" class="button" on:click=move |_| editing.set(false)>"Cancel"</button>
            <Refusal doing reader=hosting.reader />
        </form>
    }
    .into_any()
}
