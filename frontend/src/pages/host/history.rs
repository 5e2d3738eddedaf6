use gather_wire::{AuditEntry, AuditQuery, Page};
use leptos::prelude::*;
use uuid::Uuid;

use super::shell::Hosting;
use crate::{
    api,
    components::{
        Doing, HistoryEntry, Loaded, Loading, PageHeading, Refusal, Reload, Rows, SelectField,
        Toasts, dynamic,
    },
    pages::skeleton::wide_skeleton,
    words,
};

/// How many entries come at once.
const AT_ONCE: u32 = 50;

/// What the list is narrowed to.
#[derive(Clone, Copy)]
struct Filter {
    action: RwSignal<String>,
    actor: RwSignal<String>,
}

impl Filter {
    fn query(self) -> AuditQuery {
        let chosen = |text: String| (!text.is_empty()).then_some(text);
        AuditQuery {
            action: chosen(self.action.get()),
            target_type: None,
            target_id: None,
            actor: Uuid::parse_str(&self.actor.get()).ok(),
            limit: Some(AT_ONCE),
            cursor: None,
        }
    }
}

/// A page of the history, and what was asked for it. The filter may have been changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    query: AuditQuery,
    page: Page<AuditEntry>,
}

/// What came after a first page.
#[derive(Debug, Clone, Default)]
struct Continuation {
    entries: Vec<AuditEntry>,
    next_cursor: Option<String>,
    /// The question and the newest entry of the page that this continues.
    of: Option<(AuditQuery, Option<Uuid>)>,
}

/// `/h/audit#…`, `/events/{id}/audit`: everything that happened, the latest first.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let reload = Reload::find();
    let filter =
        Filter { action: RwSignal::new(String::new()), actor: RwSignal::new(String::new()) };
    let first = Loading::new(move || {
        reload.track_changes();
        let (by, query) = (hosting.by.get_value(), filter.query());
        async move {
            let page = api::history(&by, hosting.event_id, &query).await?;
            Ok(Asked { query, page })
        }
    });
    view! {
        <Loaded
            from=first
            by=hosting.by
            skeleton=wide_skeleton
            page=Callback::new(move |first| view! { <Entries hosting filter first /> }.into_any())
        />
    }
    .into_any()
}

#[component]
fn Entries(hosting: Hosting, filter: Filter, first: RwSignal<Asked>) -> impl IntoView {
    let toasts = Toasts::find();
    let doing = Doing::new();
    let more = RwSignal::new(Continuation::default());
    let anchor = move || {
        first.with(|first| (first.query.clone(), first.page.items.first().map(|newest| newest.id)))
    };
    let is_continued = Memo::new(move |_| more.with(|more| more.of.as_ref() == Some(&anchor())));
    let entries = Memo::new(move |_| {
        let mut all = first.with(|first| first.page.items.clone());
        if is_continued.get() {
            all.extend(more.with(|more| more.entries.clone()));
        }
        all
    });
    let cursor = move || {
        if is_continued.get() {
            more.with(|more| more.next_cursor.clone())
        } else {
            first.with(|first| first.page.next_cursor.clone())
        }
    };
    let show_more = move |_| {
        let (by, of) = (hosting.by.get_value(), untrack(anchor));
        let query = AuditQuery { cursor: untrack(cursor), ..of.0.clone() };
        let call = async move { api::history(&by, hosting.event_id, &query).await };
        doing.run(call, move |page| {
            toasts.whisper(format!("{} more", page.items.len()));
            more.try_update(|more| {
                if more.of.as_ref() != Some(&of) {
                    *more = Continuation { of: Some(of), ..Continuation::default() };
                }
                more.entries.extend(page.items);
                more.next_cursor = page.next_cursor;
            });
        });
    };

    let ids = Callback::new(move |()| entries.with(|all| all.iter().map(|one| one.id).collect()));
    let row = Callback::new(move |id| {
        let entry = entries.with_untracked(|all| all.iter().find(|one| one.id == id).cloned());
        entry.map(|entry| view! { <HistoryEntry entry /> }).into_any()
    });

    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="History">"History"</PageHeading>
                <p class="soft">"Everything that happened, the latest first. Times are yours."</p>
            </header>
            <Filters hosting filter />
            <Show when=move || entries.with(Vec::is_empty)>
                <p class="card empty">"Nothing of this kind has happened."</p>
            </Show>
            <ol class="card history">
                <Rows ids row />
            </ol>
            <Refusal doing reader=hosting.reader />
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
        </div>
    }
    .into_any()
}

#[component]
fn Filters(hosting: Hosting, filter: Filter) -> impl IntoView {
    let people = hosting.overview.with_untracked(|overview| overview.people.clone());
    let people = people.into_iter().map(|person| (person.id.to_string(), person.name)).collect();
    let actions = words::recorded_actions().collect();
    view! {
        <div class="columns filters">
            <SelectField label="What" none="Everything" options=actions value=filter.action />
            <SelectField label="Who" none="Everybody" options=people value=filter.actor />
        </div>
    }
    .into_any()
}
