use leptos::prelude::*;

use super::{
    Board,
    filled::{Filled, Form, LABELS},
};
use crate::{
    components::{Doing, SelectField, TextArea, TextField, dynamic, unique_id},
    words::Standing,
};

/// The fields of an item's form while they are typed in.
pub type Fields = Form<RwSignal<String>, RwSignal<bool>>;

impl Fields {
    /// Fields that begin with this.
    pub fn new(filled: Filled) -> Self {
        filled.map(RwSignal::new, RwSignal::new)
    }

    /// Puts something else into them.
    pub fn fill(self, filled: Filled) {
        self.zip(filled).map(|(field, text)| field.set(text), |(field, flag)| field.set(flag));
    }

    /// What is in them.
    pub fn typed(self) -> Filled {
        self.map(|field| field.get_untracked(), |field| field.get_untracked())
    }
}

/// The fields themselves, each with what the server says is wrong with it.
#[component]
pub fn ItemFields(
    /// The board.
    board: Board,
    /// What is typed.
    fields: Fields,
    /// The saving.
    doing: Doing,
    /// Whether the critical mark may be taken off or put on.
    critical: Signal<Standing>,
    /// Whether the rarer fields are open from the start.
    #[prop(optional)]
    all: bool,
) -> impl IntoView {
    let in_details = ["/drop_off_note", "/description", "/notes"];
    let open = move || {
        let wrong_inside = doing
            .error()
            .is_some_and(|error| in_details.iter().any(|path| error.for_field(path).is_some()));
        all || wrong_inside
    };

    let days = board.plan.with_untracked(|plan| {
        plan.days.iter().map(|day| (day.id.to_string(), day.name.clone())).collect::<Vec<_>>()
    });

    view! {
        <TextField label=LABELS.name value=fields.name error=doing.wrong("/name") required=true max_length=120 />
        <div class="columns">
            <TextField
                label=LABELS.quantity
                value=fields.quantity
                error=doing.wrong("/quantity")
                max_length=60
            />
            <SelectField
                label=LABELS.day
                none="No day"
                options=days
                value=fields.day
                error=doing.wrong("/day_id")
            />
            <TextField
                label=LABELS.drop_off
                kind="datetime-local"
                value=fields.drop_off
                error=doing.wrong("/drop_off_local")
            />
            <TextField label=LABELS.place value=fields.place error=doing.wrong("/drop_off_location") max_length=120 />
        </div>
        <CriticalCheck value=fields.critical standing=critical />
        <fieldset>
            <legend class="legend">"Diet"</legend>
            <div class="row">
                <Check label=LABELS.gluten_free value=fields.gluten_free />
                <Check label=LABELS.dairy_free value=fields.dairy_free />
                <Check label=LABELS.vegetarian value=fields.vegetarian />
            </div>
        </fieldset>
        <details class="more" open=open>
            <summary>"Notes and description"</summary>
            <div class="stack">
                <TextArea
                    label=LABELS.drop_off_note
                    value=fields.drop_off_note
                    error=doing.wrong("/drop_off_note")
                    max_length=2000
                />
                <TextArea
                    label=LABELS.description
                    value=fields.description
                    error=doing.wrong("/description")
                    max_length=2000
                />
                <TextArea label=LABELS.notes value=fields.notes error=doing.wrong("/notes") max_length=2000 />
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn Check(label: &'static str, value: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" bind:checked=value />
            {label}
        </label>
    }
    .into_any()
}

/// The critical mark. Where it may not be changed it says why, and stays reachable.
#[component]
fn CriticalCheck(value: RwSignal<bool>, standing: Signal<Standing>) -> impl IntoView {
    let id = unique_id("critical");
    let described_by = id.clone();
    let refusal = Memo::new(move |_| standing.with(|one| one.refusal().map(str::to_owned)));
    view! {
        <div>
            <label class="check">
                <input
                    type="checkbox"
                    bind:checked=value
                    aria-disabled=move || refusal.read().is_some().then_some("true")
                    aria-describedby=described_by
                    on:click=move |event| if refusal.read_untracked().is_some() { event.prevent_default() }
                />
                "Critical: the gathering cannot do without it"
            </label>
            <p class="why" id=id>{dynamic(move || refusal.get())}</p>
        </div>
    }
    .into_any()
}
