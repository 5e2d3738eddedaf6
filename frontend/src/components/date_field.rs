use leptos::prelude::*;

use super::{dynamic, unique_id};

/// A labelled date that says what is wrong with it.
#[component]
pub fn DateField(
    /// What it is for.
    label: &'static str,
    /// What is in it: "2025-12-24".
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(default = true)]
    required: bool,
    /// The first that it offers.
    #[prop(optional, into)]
    min: Signal<String>,
    /// The last that it offers.
    #[prop(optional, into)]
    max: Signal<String>,
) -> impl IntoView {
    let id = unique_id("date");
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let limit =
        |limit: Signal<String>| move || limit.with(|date| (!date.is_empty()).then(|| date.clone()));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type="date"
                aria-required=required.then_some("true")
                min=limit(min)
                max=limit(max)
                bind:value=value
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=move || error.read().is_some().then(|| described_by.clone())
            />
            <p class="field-error" id=error_id>{dynamic(move || error.get())}</p>
        </div>
    }
    .into_any()
}
