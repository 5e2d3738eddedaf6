use leptos::prelude::*;
use uuid::Uuid;

use super::{Board, filled::Filled};
use crate::{
    components::{Doing, TextArea, TextField, dynamic, unique_id},
    words::Standing,
};

/// The fields of an item's form while they are typed in.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    name: RwSignal<String>,
    quantity: RwSignal<String>,
    day: RwSignal<String>,
    drop_off: RwSignal<String>,
    place: RwSignal<String>,
    drop_off_note: RwSignal<String>,
    description: RwSignal<String>,
    notes: RwSignal<String>,
    critical: RwSignal<bool>,
    gluten_free: RwSignal<bool>,
    dairy_free: RwSignal<bool>,
    vegetarian: RwSignal<bool>,
}

impl Fields {
    /// Fields that begin with this.
    pub fn new(filled: Filled) -> Self {
        Self {
            name: RwSignal::new(filled.name),
            quantity: RwSignal::new(filled.quantity),
            day: RwSignal::new(filled.day_id.map(|id| id.to_string()).unwrap_or_default()),
            drop_off: RwSignal::new(filled.drop_off),
            place: RwSignal::new(filled.place),
            drop_off_note: RwSignal::new(filled.drop_off_note),
            description: RwSignal::new(filled.description),
            notes: RwSignal::new(filled.notes),
            critical: RwSignal::new(filled.critical),
            gluten_free: RwSignal::new(filled.gluten_free),
            dairy_free: RwSignal::new(filled.dairy_free),
            vegetarian: RwSignal::new(filled.vegetarian),
        }
    }

    /// Puts something else into them.
    pub fn fill(self, filled: Filled) {
        self.name.set(filled.name);
        self.quantity.set(filled.quantity);
        self.day.set(filled.day_id.map(|id| id.to_string()).unwrap_or_default());
        self.drop_off.set(filled.drop_off);
        self.place.set(filled.place);
        self.drop_off_note.set(filled.drop_off_note);
        self.description.set(filled.description);
        self.notes.set(filled.notes);
        self.critical.set(filled.critical);
        self.gluten_free.set(filled.gluten_free);
        self.dairy_free.set(filled.dairy_free);
        self.vegetarian.set(filled.vegetarian);
    }

    /// What is in them.
    pub fn typed(self) -> Filled {
        Filled {
            name: self.name.get_untracked(),
            quantity: self.quantity.get_untracked(),
            day_id: Uuid::parse_str(&self.day.get_untracked()).ok(),
            drop_off: self.drop_off.get_untracked(),
            place: self.place.get_untracked(),
            drop_off_note: self.drop_off_note.get_untracked(),
            description: self.description.get_untracked(),
            notes: self.notes.get_untracked(),
            critical: self.critical.get_untracked(),
            gluten_free: self.gluten_free.get_untracked(),
            dairy_free: self.dairy_free.get_untracked(),
            vegetarian: self.vegetarian.get_untracked(),
        }
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
    let wrong = move |path: &'static str| {
        Signal::derive(move || doing.error().and_then(|error| error.for_field(path)))
    };
    let in_details = ["/drop_off_note", "/description", "/notes"];
    let open = move || {
        let wrong_inside = doing
            .error()
            .is_some_and(|error| in_details.iter().any(|path| error.for_field(path).is_some()));
        all || wrong_inside
    };

    view! {
        <TextField label="Name" value=fields.name error=wrong("/name") required=true max_length=120 />
        <div class="columns">
            <TextField
                label="Quantity"
                value=fields.quantity
                error=wrong("/quantity")
                max_length=60
            />
            <DayField board value=fields.day error=wrong("/day_id") />
            <TextField
                label="Bring it by"
                kind="datetime-local"
                value=fields.drop_off
                error=wrong("/drop_off_local")
            />
            <TextField label="Where" value=fields.place error=wrong("/drop_off_location") max_length=120 />
        </div>
        <CriticalCheck value=fields.critical standing=critical />
        <fieldset>
            <legend class="legend">"Diet"</legend>
            <div class="row">
                <Check label="Gluten free" value=fields.gluten_free />
                <Check label="Dairy free" value=fields.dairy_free />
                <Check label="Vegetarian" value=fields.vegetarian />
            </div>
        </fieldset>
        <details class="more" open=open>
            <summary>"Notes and description"</summary>
            <div class="stack">
                <TextArea
                    label="About bringing it"
                    value=fields.drop_off_note
                    error=wrong("/drop_off_note")
                    max_length=2000
                />
                <TextArea
                    label="Description"
                    value=fields.description
                    error=wrong("/description")
                    max_length=2000
                />
                <TextArea label="Notes" value=fields.notes error=wrong("/notes") max_length=2000 />
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn DayField(board: Board, value: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    let id = unique_id("day");
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let days = board.plan.with_untracked(|plan| plan.days.clone());
    view! {
        <div class="field">
            <label for=id.clone()>"Day"</label>
            <select
                id=id
                on:change:target=move |event| value.set(event.target().value())
                prop:value=value
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=move || error.read().is_some().then(|| described_by.clone())
            >
                <option value="">"No day"</option>
                {days
                    .into_iter()
                    .map(|day| {
                        let id = day.id.to_string();
                        let chosen = id.clone();
                        view! {
                            <option value=id selected=move || value.with(|value| *value == chosen)>
                                {day.name}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <p class="field-error" id=error_id>{dynamic(move || error.get())}</p>
        </div>
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
