use gather_wire::{Action, Event, ProblemCode};
use leptos::{ev::SubmitEvent, prelude::*};

use super::shell::Hosting;
use crate::{
    api,
    components::{
        ActButton, Changes, Doing, Look, Refusal, Reload, SaveOrCancel, TextField, dynamic,
    },
    words,
};

/// How many guests are expected, to be changed in place, also while the plan is frozen.
#[component]
pub fn GuestCount(
    /// The gathering.
    hosting: Hosting,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    let event = hosting.event();
    view! {
        <Show
            when=move || !editing.get()
            fallback=move || view! { <GuestForm hosting event editing /> }
        >
            <div class="row">
                <p><strong>{dynamic(move || event.with(said))}</strong></p>
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

fn said(event: &Event) -> String {
    match event.guest_count.map(u64::try_from) {
        Some(Ok(count)) => words::say_count(count, "guest", "guests"),
        _ => "Guest count not known".to_owned(),
    }
}

#[component]
fn GuestForm(hosting: Hosting, event: Memo<Event>, editing: RwSignal<bool>) -> impl IntoView {
    let (changes, reload) = (Changes::find(), Reload::find());
    let doing = Doing::new();
    let seen = StoredValue::new(event.get_untracked());
    let typed =
        RwSignal::new(seen.with_value(|seen| {
            seen.guest_count.map(|count| count.to_string()).unwrap_or_default()
        }));
    let mistyped = RwSignal::new(None::<String>);
    let error = move || {
        mistyped.get().or_else(|| doing.error().and_then(|error| error.for_field("/guest_count")))
    };
    // After a refusal because somebody was faster, saving means: mine instead of theirs.
    let stale = move || {
        let code = doing.error().and_then(|error| error.code());
        code == Some(ProblemCode::VersionMismatch)
    };
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        let text = typed.get_untracked();
        let text = text.trim();
        let count = text.parse::<i64>().ok();
        if count.is_none() && !text.is_empty() {
            mistyped.set(Some("A whole number, or nothing.".to_owned()));
            return;
        }
        mistyped.set(None);
        let before = if untrack(stale) { event.get_untracked() } else { seen.get_value() };
        let (by, event_id) = (hosting.by.get_value(), hosting.event_id);
        let again = by.clone();
        doing.run_or(
            async move { api::edit_guest_count(&by, event_id, before.version, count).await },
            move |now| {
                editing.try_set(false);
                changes.report("The guest count is saved.", words::Reader::Host, move || {
                    let by = again.clone();
                    async move {
                        let count = before.guest_count;
                        api::edit_guest_count(&by, event_id, now.version, count).await
                    }
                });
            },
            move |error| {
                if error.code() == Some(ProblemCode::VersionMismatch) {
                    reload.now();
                }
            },
        );
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
            <SaveOrCancel doing open=editing />
            <Refusal doing reader=hosting.reader />
            <Show when=stale>
                <p>"It now says "{dynamic(move || event.with(said))}". Save again to replace that."</p>
            </Show>
        </form>
    }
    .into_any()
}
