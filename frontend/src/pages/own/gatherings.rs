use std::time::Duration;

use gather_wire::{Action, EventStatus, HostRole, OwnEvent, Page};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use uuid::Uuid;

use super::{delete_draft::DeleteDraft, duplicate::Duplicate};
use crate::{
    api, browser,
    components::{
        Doing, Loaded, Loading, PageHeading, Refusal, Reload, Rows, SelectField, TextField, Toasts,
        dynamic, entry,
    },
    pages::{notifications::InvitationsWait, skeleton::skeleton},
    time,
    words::{self, Reader},
};

/// How long somebody has to pause before what they type is searched for.
const PAUSE: Duration = Duration::from_millis(250);

/// The fragment with which somebody comes who has just left those who run a gathering.
pub const HAS_LEFT: &str = "left";

/// What the list is narrowed to: a status as the wire has it, and a part of the name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    status: String,
    name: String,
}

impl Asked {
    fn is_narrow(&self) -> bool {
        !self.status.is_empty() || !self.name.is_empty()
    }

    async fn page(&self, cursor: Option<&str>) -> Result<Page<OwnEvent>, api::ApiError> {
        let chosen = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
        let (status, name) = (chosen(&self.status), chosen(&self.name));
        api::own_events(status.as_deref(), name.as_deref(), cursor).await
    }
}

/// A first page, and what was asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct First {
    asked: Asked,
    page: Page<OwnEvent>,
}

/// What came after a first page.
#[derive(Debug, Clone)]
struct Later {
    asked: Asked,
    events: Vec<OwnEvent>,
    next_cursor: Option<String>,
}

/// `/events`: the gatherings that somebody runs.
#[component]
pub fn GatheringsPage() -> impl IntoView {
    let (reload, toasts) = (Reload::find(), Toasts::find());
    let fragment = use_location().hash;
    Effect::new(move |_| {
        if fragment.with_untracked(|fragment| fragment.trim_start_matches('#') == HAS_LEFT) {
            // Once: to load the page again does not say it again.
            browser::replace_address("/events");
            toasts.say("You do not run that gathering any more.");
        }
    });
    let (status, typed) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let name = RwSignal::new(String::new());
    let mut search = debounce(PAUSE, move |text: String| {
        name.try_set(text.trim().to_owned());
    });
    Effect::new(move |_| search(typed.get()));
    let first = Loading::new(move || {
        reload.track();
        let asked = Asked { status: status.get(), name: name.get() };
        async move {
            let page = asked.page(None).await?;
            Ok(First { asked, page })
        }
    });
    let page = move |first| view! { <Gatherings first status typed /> }.into_any();
    view! { <Loaded from=first skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn Gatherings(
    first: RwSignal<First>,
    status: RwSignal<String>,
    typed: RwSignal<String>,
) -> impl IntoView {
    let toasts = Toasts::find();
    let doing = Doing::new();
    let later = RwSignal::new(None::<Later>);
    let continued =
        move || later.get().filter(|later| first.with(|first| first.asked == later.asked));
    let events = Memo::new(move |_| {
        let mut all = first.with(|first| first.page.items.clone());
        for event in continued().map(|later| later.events).unwrap_or_default() {
            // What was deleted meanwhile has moved the pages.
            if !all.iter().any(|one| one.event.id == event.event.id) {
                all.push(event);
            }
        }
        all
    });
    let cursor = move || match continued() {
        Some(later) => later.next_cursor,
        None => first.with(|first| first.page.next_cursor.clone()),
    };
    let show_more = move |_| {
        let asked = first.with_untracked(|first| first.asked.clone());
        let (so_far, cursor) = untrack(|| (continued(), cursor()));
        let question = asked.clone();
        let call = async move { question.page(cursor.as_deref()).await };
        doing.run(call, move |page| {
            toasts.whisper(format!("{} more", page.items.len()));
            let mut events = so_far.map(|later| later.events).unwrap_or_default();
            events.extend(page.items);
            later.try_set(Some(Later { asked, events, next_cursor: page.next_cursor }));
        });
    };
    let is_narrow = Memo::new(move |_| first.with(|first| first.asked.is_narrow()));
    // One alone needs no looking for.
    let has_choice = Memo::new(move |_| events.with(Vec::len) > 1);
    let is_empty = Memo::new(move |_| events.with(Vec::is_empty));

    let ids =
        Callback::new(move |()| events.with(|all| all.iter().map(|one| one.event.id).collect()));
    let row = Callback::new(move |id: Uuid| {
        let own =
            entry(move || events.with(|all| all.iter().find(|one| one.event.id == id).cloned()));
        own.map(|own| view! { <Gathering own /> }).into_any()
    });

    view! {
        <div class="page">
            <div class="row">
                <PageHeading title="My gatherings">"My gatherings"</PageHeading>
                <a class="button push" data-kind="primary" href="/events/new">"New gathering"</a>
            </div>
            <InvitationsWait />
            <Show when=move || has_choice.get() || is_narrow.get()>
                <div class="columns filters" role="search">
                    <TextField label="Name" value=typed kind="search" max_length=120 />
                    <SelectField label="Where it stands" none="Anywhere" options=statuses() value=status />
                </div>
            </Show>
            <p class="visually-hidden" role="status">
                {dynamic(move || {
                    words::say_count(events.with(Vec::len) as u64, "gathering", "gatherings")
                })}
                " shown"
            </p>
            <Show when=move || is_empty.get()>
                {dynamic(move || if is_narrow.get() {
                    view! { <p class="card empty">"None of your gatherings is like that."</p> }.into_any()
                } else {
                    view! {
                        <div class="card empty">
                            <p>"You have no gatherings yet."</p>
                            <p>
                                "Make one, plan it in your own time, and nobody hears of it until \
                                 you start confirming."
                            </p>
                        </div>
                    }
                    .into_any()
                })}
            </Show>
            <div class="stack">
                <Rows ids row />
            </div>
            <Refusal doing reader=Signal::stored(Reader::Host) />
            <Show when=move || cursor().is_some()>
                <button
                    type="button"
                    class="button"
                    aria-disabled=move || doing.is_pending().then_some("true")
                    on:click=show_more
                >
                    {dynamic(move || if doing.is_pending() { "Loading…" } else { "Show more" })}
                </button>
            </Show>
            <p class="soft small">
                <a class="back" href="/gatherings">"Gatherings that are open to all"</a>
            </p>
        </div>
    }
    .into_any()
}

fn statuses() -> Vec<(String, String)> {
    [
        ("draft", EventStatus::Draft),
        ("confirming", EventStatus::Confirming),
        ("frozen", EventStatus::Frozen),
        ("complete", EventStatus::Complete),
    ]
    .map(|(wire, status)| (wire.to_owned(), words::status_name(status).to_owned()))
    .into()
}

/// One gathering; all of its card leads there, except for what one does with it here.
#[component]
fn Gathering(own: Memo<OwnEvent>) -> impl IntoView {
    let id = own.with_untracked(|own| own.event.id);
    let event = Memo::new(move |_| own.with(|own| own.event.clone()));
    let is_draft = move || event.with(|event| event.status == EventStatus::Draft);
    let standing = Memo::new(move |_| {
        own.with(|own| words::standing(&[&own.allowed_actions], Action::DeleteEvent, &Reader::Host))
    });
    let when = move || event.with(|event| time::range(event.starts_on, event.ends_on));
    let is_cohost = move || own.with(|own| own.role == HostRole::Cohost);
    view! {
        <article class="card team-card">
            <div class="row">
                <h2 class="gathering-name">
                    <a class="cover" href=format!("/events/{id}")>
                        {dynamic(move || event.with(|event| event.name.clone()))}
                    </a>
                </h2>
                <Show when=is_cohost><span class="chip">"co-host"</span></Show>
            </div>
            <p class="soft small">{when}</p>
            <p>{dynamic(move || event.with(words::own_state))}</p>
            <div class="row above">
                <Show when=is_draft>
                    <a class="button" href=format!("/events/{id}/plan")>
                        "Plan"<span class="visually-hidden">" "{event.with_untracked(|event| event.name.clone())}</span>
                    </a>
                </Show>
                <Duplicate event />
                <Show when=is_draft><DeleteDraft event standing /></Show>
            </div>
        </article>
    }
    .into_any()
}
