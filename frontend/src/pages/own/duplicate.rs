use gather_wire::{DuplicateEvent, Event};
use leptos::prelude::*;

use crate::{
    api, browser,
    components::{ActButton, Dialog, Doing, Form, FormKey, Look, TextField},
};

/// Plans another gathering like this one: asks what it is called and when it begins.
#[component]
pub fn Duplicate(
    /// The one of before.
    event: Memo<Event>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let name = move || event.with(|event| event.name.clone());
    view! {
        <ActButton look=Look::Quiet act=move |()| open.set(true)>
            "Plan another like it"<span class="visually-hidden">" "{name}</span>
        </ActButton>
        <Dialog open title=Signal::derive(move || format!("Another one like {}", name()))>
            <DuplicateForm event open />
        </Dialog>
    }
    .into_any()
}

#[component]
fn DuplicateForm(event: Memo<Event>, open: RwSignal<bool>) -> impl IntoView {
    let doing = Doing::new();
    let key = FormKey::new();
    let name = RwSignal::new(event.with_untracked(|event| event.name.clone()));
    let starts_on = RwSignal::new(String::new());
    let include_people = RwSignal::new(true);
    let send = move |()| {
        let id = event.with_untracked(|event| event.id);
        let body = DuplicateEvent {
            name: name.get_untracked(),
            starts_on: starts_on.get_untracked(),
            include_people: include_people.get_untracked(),
        };
        let key = key.of(&body);
        doing.run(async move { api::duplicate_event(id, &body, &key).await }, |event| {
            browser::go_to(&format!("/events/{}/plan", event.id));
        });
    };
    view! {
        <p>
            "A new draft with the same days, teams and items. All dates move along with the first \
             day, and nobody has anything to bring in it yet."
        </p>
        <Form
            doing
            labels=&[("/name", "Name"), ("/starts_on", "First day")]
            submit="Make the draft"
            send
        >
            <TextField label="Name" value=name error=doing.wrong("/name") required=true max_length=120 />
            <TextField label="First day" value=starts_on error=doing.wrong("/starts_on") kind="date" required=true />
            <label class="check">
                <input type="checkbox" bind:checked=include_people />
                "With the same people, in the same teams"
            </label>
        </Form>
        <button type="button" class="button" data-kind="quiet" on:click=move |_| open.set(false)>
            "Cancel"
        </button>
    }
    .into_any()
}
