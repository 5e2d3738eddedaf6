use leptos::prelude::*;

use super::{dynamic, unique_id};

/// A labelled password that can be looked at while it is typed.
#[component]
pub fn PasswordField(
    /// What it is for.
    label: &'static str,
    /// What is in it.
    value: RwSignal<String>,
    /// What password managers make of it: `current-password` or `new-password`.
    autocomplete: &'static str,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What to know before filling it in.
    #[prop(optional)]
    hint: Option<&'static str>,
) -> impl IntoView {
    let id = unique_id("password");
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let (wrong, told) = (error_id.clone(), hint.map(|_| hint_id.clone()));
    let described_by = move || match (told.clone(), error.read().is_some()) {
        (Some(hint), true) => Some(format!("{hint} {wrong}")),
        (Some(hint), false) => Some(hint),
        (None, true) => Some(wrong.clone()),
        (None, false) => None,
    };
    let shown = RwSignal::new(false);
    let controls = id.clone();

    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <div class="password">
                <input
                    id=id
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-required="true"
                    bind:value=value
                    aria-invalid=move || error.read().is_some().then_some("true")
                    aria-describedby=described_by
                />
                <button
                    type="button"
                    class="button"
                    data-kind="quiet"
                    aria-controls=controls
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    "Show"<span class="visually-hidden">" "{label}</span>
                </button>
            </div>
            <p class="field-error" id=error_id>{dynamic(move || error.get())}</p>
        </div>
    }
    .into_any()
}
