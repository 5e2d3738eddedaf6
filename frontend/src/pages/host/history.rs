use gather_wire::{AuditEntry, AuditQuery, Page};
use leptos::prelude::*;
use uuid::Uuid;

use super::shell::Hosting;
use crate::{
    api, browser,
    components::{Doing, Loaded, Loading, PageHeading, Refusal, Reload, Rows, Toasts, dynamic},
    pages::skeleton::skeleton,
    time, words,
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
    fn query(self, cursor: Option<String>) -> AuditQuery {
        let chosen = |text: String| (!text.is_empty()).then_some(text);
        AuditQuery {
            action: chosen(self.action.get()),
            target_type: None,
            actor: Uuid::parse_str(&self.actor.get()).ok(),
            limit: Some(AT_ONCE),
            cursor,
        }
    }
}

/// `/h/audit#…`: everything that happened, the latest first.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let reload = Reload::find();
    let filter =
        Filter { action: RwSignal::new(String::new()), actor: RwSignal::new(String::new()) };
    let first = Loading::new(move || {
        reload.track_changes();
        let (link, query) = (hosting.link.get_value(), filter.query(None));
        async move { api::history(&link, hosting.event_id, &query).await }
    });
    view! {
        <Loaded
            from=first
            link=hosting.link
            skeleton
            page=Callback::new(move |first| view! { <Entries hosting filter first /> }.into_any())
        />
    }
    .into_any()
}

#[component]
fn Entries(hosting: Hosting, filter: Filter, first: RwSignal<Page<AuditEntry>>) -> impl IntoView {
    let toasts = Toasts::find();
    let doing = Doing::new();
    // What came after the first page, and for which first page that was.
    let more = RwSignal::new((Page { items: Vec::new(), next_cursor: None }, None::<Uuid>));
    let anchor = move || first.with(|first| first.items.first().map(|entry| entry.id));
    let is_continued = move || more.with(|(page, of)| !page.items.is_empty() && *of == anchor());
    let entries = Memo::new(move |_| {
        let mut all = first.with(|first| first.items.clone());
        if is_continued() {
            all.extend(more.with(|(page, _)| page.items.clone()));
        }
        all
    });
    let cursor = move || {
        if is_continued() {
            more.with(|(page, _)| page.next_cursor.clone())
        } else {
            first.with(|first| first.next_cursor.clone())
        }
    };
    let show_more = move |_| {
        let (link, of) = (hosting.link.get_value(), untrack(anchor));
        let query = untrack(|| filter.query(cursor()));
        let continued = untrack(is_continued);
        let call = async move { api::history(&link, hosting.event_id, &query).await };
        doing.run(call, move |page| {
            toasts.whisper(format!("{} more", page.items.len()));
            more.try_update(|(before, before_of)| {
                if !continued {
                    before.items.clear();
                }
                before.items.extend(page.items);
                before.next_cursor = page.next_cursor;
                *before_of = of;
            });
        });
    };

    let ids = Callback::new(move |()| entries.with(|all| all.iter().map(|one| one.id).collect()));
    let row = Callback::new(move |id| {
        let entry = entries.with_untracked(|all| all.iter().find(|one| one.id == id).cloned());
        entry.map(|entry| view! { <Entry entry /> }).into_any()
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
    let actions = words::recorded_actions()
        .map(|(action, name)| view! { <option value=action>{name}</option> })
        .collect_view();
    let actors = people
        .into_iter()
        .map(|person| view! { <option value=person.id.to_string()>{person.name}</option> })
        .collect_view();
    view! {
        <div class="columns filters">
            <div class="field">
                <label for="action">"What"</label>
                <select
                    id="action"
                    prop:value=filter.action
                    on:change:target=move |event| filter.action.set(event.target().value())
                >
                    <option value="">"Everything"</option>
                    {actions}
                </select>
            </div>
            <div class="field">
                <label for="actor">"Who"</label>
                <select
                    id="actor"
                    prop:value=filter.actor
                    on:change:target=move |event| filter.actor.set(event.target().value())
                >
                    <option value="">"Everybody"</option>
                    {actors}
                </select>
            </div>
        </div>
    }
    .into_any()
}

/// One thing that happened, as a sentence.
#[component]
fn Entry(entry: AuditEntry) -> impl IntoView {
    let when = time::since(browser::wall_clock(entry.at), browser::now());
    let overridden = entry.action.starts_with("override_");
    let reason = words::reason(&entry).map(str::to_owned);
    let what = words::happened(&entry);
    let changes = words::changes(&entry);
    view! {
        <li class="entry" data-override=overridden.then_some("")>
            <time class="small soft" datetime=time::machine(entry.at)>{when}</time>
            <p>
                <strong>{entry.actor.name}</strong>" "{what}
                {overridden.then(|| view! { " "<span class="chip" data-tone="warn">"override"</span> })}
            </p>
            {(!changes.is_empty()).then(|| view! { <p class="small soft">{changes.join(" · ")}</p> })}
            {reason.map(|reason| view! { <p class="note small">{reason}</p> })}
        </li>
    }
    .into_any()
}
