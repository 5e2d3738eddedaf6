//! The two kinds of forms in a plan's lists.

use gather_wire::ProblemCode;
use leptos::{ev::SubmitEvent, prelude::*};

use super::shell::Planning;
use crate::{
    browser,
    components::{Doing, Refusal, SaveOrCancel, dynamic, unique_id},
};

/// A form that opens in place of what it changes.
#[component]
pub fn EditInPlace(
    /// What it changes.
    #[prop(into)]
    label: String,
    /// The saving.
    doing: Doing,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Saves.
    #[prop(into)]
    submit: Callback<()>,
    /// Where the focus goes when the form closes: a selector.
    back_to: String,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let planning = Planning::find();
    let id = unique_id("form");
    let first = format!("#{id} :is(input, textarea, select)");
    Effect::new(move |_| {
        let first = first.clone();
        request_animation_frame(move || browser::focus_first(&first));
    });
    on_cleanup(move || {
        request_animation_frame(move || {
            if browser::focus_is_lost() {
                browser::focus_first(&back_to);
            }
        });
    });
    focus_first_wrong(&id, doing);
    view! {
        <form id=id class="in-place stack" novalidate aria-label=label on:submit=sending(submit)>
            {children()}
            <Refusal doing reader=planning.hosting.reader />
            <SaveOrCancel doing open />
        </form>
    }
    .into_any()
}

/// A form that is always there and takes one after the other: when something was added, it is empty
/// again and the focus is where the next begins.
#[component]
pub fn AddInPlace(
    /// The adding.
    doing: Doing,
    /// Its heading, and what the button says: "Add a day".
    label: &'static str,
    /// Its id.
    id: &'static str,
    /// Adds.
    #[prop(into)]
    submit: Callback<()>,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let planning = Planning::find();
    let heading = format!("{id}-title");
    let labelled_by = heading.clone();
    focus_first_wrong(id, doing);
    view! {
        <form
            id=id
            class="card stack"
            novalidate
            aria-labelledby=labelled_by
            on:submit=sending(submit)
        >
            <h2 id=heading>{label}</h2>
            {children()}
            <Refusal doing reader=planning.hosting.reader />
            <div class="row">
                <button
                    type="submit"
                    class="button"
                    data-kind="primary"
                    aria-disabled=move || doing.is_pending().then_some("true")
                >
                    {dynamic(move || if doing.is_pending() { "Saving…" } else { label })}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Moves the focus to where the next one begins.
pub fn focus_next(form: &'static str) {
    request_animation_frame(move || browser::focus_first(&format!("#{form} input")));
}

fn sending(submit: Callback<()>) -> impl Fn(SubmitEvent) {
    move |event| {
        event.prevent_default();
        submit.run(());
    }
}

fn focus_first_wrong(form: &str, doing: Doing) {
    let first_wrong = format!("#{form} [aria-invalid=true]");
    Effect::new(move |_| {
        if doing.error().is_some_and(|error| error.code() == Some(ProblemCode::ValidationFailed)) {
            let first_wrong = first_wrong.clone();
            request_animation_frame(move || browser::focus_first(&first_wrong));
        }
    });
}
