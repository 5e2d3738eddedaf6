use leptos::prelude::*;

use super::{dynamic, unique_id};

/// A labelled choice among a few that says what is wrong with it.
#[component]
pub fn SelectField(
    /// What it is for.
    label: &'static str,
    /// The chosen value; empty for none.
    value: RwSignal<String>,
    /// What choosing nothing is called.
    none: &'static str,
    /// What there is: each value, and what it is called.
    options: Vec<(String, String)>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("select");
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let option = move |(this, name): (String, String)| {
        let chosen = this.clone();
        view! {
            <option value=this selected=move || value.with(|value| *value == chosen)>{name}</option>
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                on:change:target=move |event| value.set(event.target().value())
                prop:value=value
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=move || error.read().is_some().then(|| described_by.clone())
            >
                <option value="">{none}</option>
                {options.into_iter().map(option).collect_view()}
            </select>
            <p class="field-error" id=error_id>{dynamic(move || error.get())}</p>
        </div>
    }
    .into_any()
}
