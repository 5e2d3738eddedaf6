use gather_wire::{Action, EditEvent, Event, ProblemCode};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{
    act::{Done, is_stale},
    event_fields::{NAMES, Typed, back, change_from, filled},
    shell::Planning,
};
use crate::{
    api, browser,
    components::{
        ActButton, DateField, Doing, LockNotice, PageHeading, Refusal, TextArea, TextField,
        ZoneField, dynamic, find_zone, unique_id,
    },
    time,
};

/// Where it is said why nothing can be changed.
const WHY: &str = "why-event";

/// What the time zone is for.
const ZONE: &str = "Type a city, such as Auckland. All times are on this place’s clocks; times that \
                    are planned already stay at the same moment when it changes.";

/// `/plan/event`: what the gathering is, when, and where its clocks are.
#[component]
pub fn EventPage() -> impl IntoView {
    let planning = Planning::find();
    let standing = planning.hosting.standing(Action::EditEvent);
    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="Event">"Event"</PageHeading>
                <p class="soft">"What everybody sees at the top of their page."</p>
            </header>
            <LockNotice standing id=WHY />
            <EventForm planning />
        </div>
    }
    .into_any()
}

#[component]
fn EventForm(planning: Planning) -> impl IntoView {
    let doing = Doing::new();
    let id = unique_id("form");
    let event = planning.hosting.event();
    let standing = planning.hosting.standing(Action::EditEvent);
    let fields = NAMES.map(|name| planning.typed(&format!("event/{name}")));
    let [name, description, starts_on, ends_on, time_zone, guests] = fields;
    let zones = StoredValue::new(browser::time_zones());
    let typed = move || -> Typed { fields.map(|field| field.get()) };
    let fill = move |event: Event| {
        for (field, text) in fields.into_iter().zip(filled(&event)) {
            field.try_set(text);
        }
        planning.event_seen.try_set_value(Some(event));
    };
    // What was typed here before is still here. Until then the form follows the gathering.
    Effect::new(move |_| {
        let now = event.get();
        let seen = planning.event_seen.get_value();
        if seen.is_none_or(|seen| filled(&seen) == untrack(typed)) {
            fill(now);
        }
    });
    let first_wrong = format!("#{id} [aria-invalid=true]");
    Effect::new(move |_| {
        if doing.error().is_some_and(|error| error.code() == Some(ProblemCode::ValidationFailed)) {
            let first_wrong = first_wrong.clone();
            request_animation_frame(move || browser::focus_first(&first_wrong));
        }
    });
    let miscounted = RwSignal::new(None::<&'static str>);
    let save = move |()| {
        let Some(base) = planning.event_seen.get_value() else { return };
        // Who types "Auckland" means Pacific/Auckland.
        if let Some(zone) = zones.with_value(|zones| find_zone(&time_zone.read_untracked(), zones))
        {
            time_zone.set(zone);
        }
        let change = match change_from(&base, &untrack(typed)) {
            Ok(change) => change,
            Err(why) => return miscounted.set(Some(why)),
        };
        miscounted.set(None);
        if change == EditEvent::default() {
            planning.changes.say("Nothing was changed.");
            return;
        }
        let before = if untrack(|| is_stale(doing)) { event.get_untracked() } else { base };
        let undo = back(&before, &change);
        let version = before.version;
        planning.change(
            Action::EditEvent,
            "Change the gathering",
            doing,
            move |at| {
                let change = change.clone();
                async move { api::edit_event(&at, version, &change).await }
            },
            move |now: Event| {
                let (version, undo) = (now.version, undo.clone());
                fill(now);
                Done::said("The gathering is saved.").undo(move |at| {
                    let undo = undo.clone();
                    async move { api::edit_event(&at, version, &undo).await }
                })
            },
        );
    };
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        if !standing.read_untracked().is_refused() {
            save(());
        }
    };
    let theirs = move || {
        let now = event.get();
        let dates = time::range(now.starts_on, now.ends_on);
        format!("{} · {dates} · {}", now.name, now.time_zone)
    };
    let guests_wrong = Signal::derive(move || {
        let by_server = doing.error().and_then(|error| error.for_field("/guest_count"));
        miscounted.get().map(str::to_owned).or(by_server)
    });
    view! {
        <form id=id class="card stack" novalidate aria-label="The event" on:submit=submit>
            <TextField label="Name" value=name error=doing.wrong("/name") required=true max_length=120 />
            <TextArea
                label="Description (optional)"
                value=description
                error=doing.wrong("/description")
                max_length=2000
            />
            <div class="columns">
                <DateField label="First day" value=starts_on error=doing.wrong("/starts_on") />
                <DateField
                    label="Last day"
                    value=ends_on
                    error=doing.wrong("/ends_on")
                    min=starts_on
                />
                <TextField
                    label="Expected guests (optional)"
                    value=guests
                    error=guests_wrong
                    input_mode="numeric"
                    max_length=7
                />
            </div>
            <ZoneField value=time_zone zones hint=ZONE error=doing.wrong("/time_zone") />
            <Show when=move || is_stale(doing)>
                <p class="notice" data-tone="warn">
                    "What you typed is still here. It now says “"{dynamic(theirs)}"”. Save again to \
                     keep yours where you changed something."
                </p>
            </Show>
            <Refusal doing reader=planning.hosting.reader />
            <div class="row">
                <button
                    type="submit"
                    class="button"
                    data-kind="primary"
                    aria-disabled=move || {
                        (standing.read().is_refused() || doing.is_pending()).then_some("true")
                    }
                    aria-describedby=move || standing.read().is_refused().then_some(WHY)
                >
                    {dynamic(move || if doing.is_pending() { "Saving…" } else { "Save" })}
                </button>
                <Show when=move || event.with(|event| filled(event) != typed())>
                    <ActButton act=move |()| {
                        doing.forget();
                        miscounted.set(None);
                        fill(event.get_untracked());
                    }>
                        "Discard what I typed"
                    </ActButton>
                </Show>
            </div>
        </form>
    }
    .into_any()
}
