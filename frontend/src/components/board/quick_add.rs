use gather_wire::{Action, ProblemCode};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{Board, filled::Filled};
use crate::{
    browser,
    components::{Doing, FormKey, Refusal, SelectField, Sent, TextField, dynamic},
};

/// The form's id.
const FORM: &str = "quick-add";

/// Adds one item after the other: a name, Enter, the next. What else is to be said of them is said
/// in their own form.
#[component]
pub fn QuickAdd(
    /// The board.
    board: Board,
    /// The name that is being typed.
    name: RwSignal<String>,
    /// The day that the next items are for; it stays from one to the next.
    day: RwSignal<String>,
) -> impl IntoView {
    let doing = Doing::new();
    let key = FormKey::new();
    let may_add = Memo::new(move |_| board.standing(Action::CreateItem, None));
    let days = board.plan.with_untracked(|plan| {
        plan.days.iter().map(|day| (day.id.to_string(), day.name.clone())).collect::<Vec<_>>()
    });
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        let filled =
            Filled { name: name.get_untracked(), day: day.get_untracked(), ..Filled::default() };
        let sent = Sent::of([name]);
        board.add(&filled, key.of(&filled), doing, move || {
            key.forget();
            if sent.clear() {
                request_animation_frame(|| browser::focus_first(&format!("#{FORM} input")));
            }
        });
    };
    Effect::new(move |_| {
        if doing.error().is_some_and(|error| error.code() == Some(ProblemCode::ValidationFailed)) {
            request_animation_frame(|| browser::focus_first(&format!("#{FORM} input")));
        }
    });
    view! {
        <Show when=move || !may_add.read().is_refused()>
            <form
                id=FORM
                class="card stack"
                novalidate
                aria-label="Add items"
                on:submit=submit
            >
                <div class="columns">
                    <TextField
                        label="Add items: type a name, then Enter"
                        value=name
                        error=doing.wrong("/name")
                        required=true
                        max_length=120
                    />
                    <SelectField
                        label="For"
                        value=day
                        none="No day"
                        options=days.clone()
                        error=doing.wrong("/day_id")
                    />
                    <button
                        type="submit"
                        class="button"
                        data-kind="primary"
                        aria-disabled=move || doing.is_pending().then_some("true")
                    >
                        {dynamic(move || if doing.is_pending() { "Saving…" } else { "Add" })}
                    </button>
                </div>
                <Refusal doing reader=board.reader />
            </form>
        </Show>
    }
    .into_any()
}
