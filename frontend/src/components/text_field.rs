use leptos::prelude::*;

use super::{dynamic, unique_id};

/// A text as a request has it: without the blanks around it, and nothing where nothing was typed.
pub fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The same of what is typed just now.
pub fn said_in(text: RwSignal<String>) -> Option<String> {
    text.with_untracked(|text| said(text))
}

/// A labelled line of text that says what is wrong with it.
#[component]
pub fn TextField(
    /// What it is for.
    label: &'static str,
    /// What is in it.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What to know before filling it in.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Its HTML type.
    #[prop(default = "text")]
    kind: &'static str,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    input_mode: Option<&'static str>,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// How much fits.
    #[prop(optional)]
    max_length: Option<u16>,
    /// The lowest number.
    #[prop(optional)]
    min: Option<&'static str>,
) -> impl IntoView {
    let id = unique_id("field");
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let described_by = describe(error, &error_id, hint.map(|_| hint_id.clone()));

    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <input
                id=id
                type=kind
                inputmode=input_mode
                autocomplete=autocomplete
                aria-required=required.then_some("true")
                maxlength=max_length.map(|length| length.to_string())
                min=min
                bind:value=value
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=described_by
            />
            <p class="field-error" id=error_id>{dynamic(move || error.get())}</p>
        </div>
    }
    .into_any()
}

/// A labelled text of several lines that says what is wrong with it.
#[component]
pub fn TextArea(
    /// What it is for.
    label: &'static str,
    /// What is in it.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What to know before filling it in.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// How much fits.
    max_length: u16,
) -> impl IntoView {
    let id = unique_id("field");
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let described_by = describe(error, &error_id, hint.map(|_| hint_id.clone()));

    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <textarea
                id=id
                rows="3"
                aria-required=required.then_some("true")
                maxlength=max_length.to_string()
                bind:value=value
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=described_by
            ></textarea>
            <p class="field-error" id=error_id>{dynamic(move || error.get())}</p>
        </div>
    }
    .into_any()
}

/// What describes a field: its hint, and its error while there is one.
fn describe(
    error: Signal<Option<String>>,
    error_id: &str,
    hint_id: Option<String>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
    let error_id = error_id.to_owned();
    move || {
        let wrong = error.read().is_some().then(|| error_id.clone());
        let parts: Vec<String> = [hint_id.clone(), wrong].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}
