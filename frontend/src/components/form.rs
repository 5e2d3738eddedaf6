use leptos::{ev::SubmitEvent, prelude::*};

use super::{Doing, Look, Says, dynamic, unique_id};
use crate::{
    browser,
    words::{self, Reader},
};

/// What a form calls each field that the server can find wrong: its JSON Pointer, and its label.
pub type Labels = &'static [(&'static str, &'static str)];

/// A form of its own: what is wrong is said once for all fields, and the first of them takes the
/// focus.
#[component]
pub fn Form(
    /// What sending it does.
    doing: Doing,
    /// Its fields.
    labels: Labels,
    /// What the button says.
    submit: &'static str,
    /// Sends it.
    #[prop(into)]
    send: Callback<()>,
    /// How loud the button is.
    #[prop(default = Look::Primary)]
    look: Look,
    /// Closes the form instead, where it can be closed.
    #[prop(optional)]
    cancel: Option<Callback<()>>,
    /// What it says of a failure of which it knows more than the code does.
    #[prop(optional)]
    says: Option<Says>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let id = unique_id("form");
    let wrong = format!("#{id} [aria-invalid=true]");
    // After each attempt, not while it is under way.
    Effect::new(move |_| {
        if doing.error().is_some() {
            let wrong = wrong.clone();
            request_animation_frame(move || browser::focus_first(&wrong));
        }
    });
    let submitted = move |event: SubmitEvent| {
        event.prevent_default();
        if !doing.is_pending() {
            send.run(());
        }
    };
    view! {
        <form class="stack form" id=id novalidate on:submit=submitted>
            {children()}
            <Summary doing labels says />
            <div class="row">
                <button
                    type="submit"
                    class="button"
                    data-kind=look.kind()
                    aria-disabled=move || doing.is_pending().then_some("true")
                >
                    {dynamic(move || if doing.is_pending() { "One moment…" } else { submit })}
                </button>
                {cancel.map(|cancel| view! {
                    <button type="button" class="button" on:click=move |_| cancel.run(())>"Cancel"</button>
                })}
            </div>
        </form>
    }
    .into_any()
}

/// Everything that is wrong, in one place.
#[component]
fn Summary(doing: Doing, labels: Labels, says: Option<Says>) -> impl IntoView {
    let said = move || {
        let error = doing.error()?;
        let wrong: Vec<_> = labels
            .iter()
            .filter_map(|(path, label)| {
                error.for_field(path).map(|why| view! { <li>{words::labelled(label, &why)}</li> })
            })
            .collect();
        let own = says.and_then(|says| says(&error));
        let failure = own.unwrap_or_else(|| words::failure(&error, &Reader::Host));
        Some(view! {
            <div class="notice" data-tone="danger">
                <p>{failure}</p>
                {(!wrong.is_empty()).then(|| view! { <ul class="dashes">{wrong}</ul> })}
            </div>
        })
    };
    view! { <div class="refusal" role="alert">{dynamic(said)}</div> }.into_any()
}
