//! Many people or items at once: pasted or from a file, their columns named, each row judged, then
//! added in one go.

mod columns;
mod first_rows;
mod preview;

use gather_wire::{Duplicates, Import, ImportQuery, ProblemCode};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use uuid::Uuid;

use self::{
    columns::Columns,
    first_rows::{first_rows, guess},
    preview::Preview,
};
use super::{act::Done, shell::Planning};
use crate::{
    api::{self, ApiError, Rows},
    browser,
    components::{Doing, FormKey, Go, LockNotice, PageHeading, dynamic, unique_id},
    session::use_address,
    words,
};

/// A column that is passed over.
const LEFT_OUT: &str = "-";

/// How many rows are looked at to guess what the columns are.
const SAMPLE: usize = 4;

/// What is known of a list so far.
#[derive(Clone, Copy)]
struct Paste {
    planning: Planning,
    rows: Rows,
    text: RwSignal<String>,
    /// What each column is; nothing, before the list was looked at.
    columns: RwSignal<Vec<String>>,
    has_titles: RwSignal<bool>,
    /// The team of the rows that name none.
    team: RwSignal<String>,
    add_duplicates: RwSignal<bool>,
    judged: RwSignal<Option<Import>>,
    judging: Doing,
}

impl Paste {
    /// What is asked of the server.
    fn query(self) -> ImportQuery {
        let columns = self.columns.get_untracked();
        ImportQuery {
            dry_run: None,
            header: (!columns.is_empty()).then(|| self.has_titles.get_untracked()),
            columns: (!columns.is_empty()).then(|| columns.join(",")),
            duplicates: self.add_duplicates.get_untracked().then_some(Duplicates::Add),
            team_id: self.team.with_untracked(|team| Uuid::parse_str(team).ok()),
            override_reason: None,
        }
    }

    /// Looks at a list for the first time: do its titles say what the columns are?
    fn look(self) {
        self.columns.set(Vec::new());
        self.has_titles.set(true);
        self.judge();
    }

    /// Lets the server judge each row. A list whose titles say nothing has none: then the columns
    /// are guessed.
    fn judge(self) {
        let (at, rows) = (self.planning.gathering(None), self.rows);
        let (query, text) = (self.query(), self.text.get_untracked());
        let asked = query.clone();
        // What somebody chose while the answer was on its way is not for it to undo.
        let is_late = move |asked: &ImportQuery| {
            let late = self.columns.try_get_untracked().is_some() && self.query() != *asked;
            if late {
                self.judge();
            }
            late
        };
        let asked_too = asked.clone();
        let sample = first_rows(&text, SAMPLE);
        let (teams, days) = self.planning.plan.with_untracked(|plan| {
            let teams = plan.teams.iter().map(|team| team.name.clone()).collect::<Vec<_>>();
            let days = plan.days.iter().map(|day| day.name.clone()).collect::<Vec<_>>();
            (teams, days)
        });
        let call = async move {
            let first = api::judge_rows(&at, rows, &query, text.clone()).await;
            let is_untitled = first.as_ref().is_err_and(|error| !error.titles().is_empty());
            if query.columns.is_some() || !is_untitled {
                return first.map(|judged| (judged, None));
            }
            let guessed = guess(rows, &sample, &teams, &days);
            let columns = Some(guessed.join(","));
            let query = ImportQuery { columns, header: Some(false), ..query };
            let judged = api::judge_rows(&at, rows, &query, text).await?;
            Ok((judged, Some(guessed)))
        };
        self.judging.run_or(
            call,
            move |(judged, guessed)| {
                if is_late(&asked) {
                    return;
                }
                if guessed.is_some() {
                    self.has_titles.try_set(false);
                }
                let named = judged.columns.iter().map(|column| column.field.clone());
                let named = named.map(|field| field.unwrap_or_else(|| LEFT_OUT.to_owned()));
                self.columns.try_set(guessed.unwrap_or_else(|| named.collect()));
                self.judged.try_set(Some(judged));
            },
            move |_| {
                if !is_late(&asked_too) {
                    self.judged.try_set(None);
                }
            },
        );
    }
}

/// `/plan/people/paste`
#[component]
pub fn PastePeoplePage() -> impl IntoView {
    page(Rows::People)
}

/// `/plan/items/paste`
#[component]
pub fn PasteItemsPage() -> impl IntoView {
    page(Rows::Items)
}

fn page(rows: Rows) -> AnyView {
    let planning = Planning::find();
    let (back, back_to, what) = match rows {
        Rows::People => ("/people", "← People", "people"),
        Rows::Items => ("/items", "← Items", "items"),
    };
    let team = use_query_map().with_untracked(|query| query.get("team")).unwrap_or_default();
    let paste = Paste {
        planning,
        rows,
        text: planning.typed(&format!("paste/{what}")),
        columns: RwSignal::new(Vec::new()),
        has_titles: RwSignal::new(true),
        team: RwSignal::new(team),
        add_duplicates: RwSignal::new(false),
        judged: RwSignal::new(None),
        judging: Doing::new(),
    };
    let standing = planning.hosting.standing(preview::action(rows));
    let has_columns = Memo::new(move |_| !paste.columns.with(Vec::is_empty));
    let has_teams = Memo::new(move |_| planning.plan.with(|plan| !plan.teams.is_empty()));
    view! {
        <div class="page">
            <header class="stack tight">
                <p class="small"><Go to=planning.at(back) class="back">{back_to}</Go></p>
                <PageHeading title="Paste a list">
                    {match rows {
                        Rows::People => "Paste a list of people",
                        Rows::Items => "Paste a list of items",
                    }}
                </PageHeading>
            </header>
            <LockNotice standing id=preview::WHY />
            <Show
                when=move || has_teams.get()
                fallback=move || view! {
                    <div class="card empty stack">
                        <p>"Each row belongs to a team, so a team comes first."</p>
                        <div class="row">
                            <Go to=planning.at("/teams") class="button">"Add teams"</Go>
                        </div>
                    </div>
                }
            >
                <TheList paste />
                <Show when=move || has_columns.get()>
                    <Columns paste />
                </Show>
                <Preview paste done=leaving(planning, back) />
            </Show>
        </div>
    }
    .into_any()
}

/// Goes back to the list that has grown.
fn leaving(planning: Planning, back: &'static str) -> Callback<()> {
    let navigate = use_navigate();
    let address = use_address(move || planning.at(back));
    Callback::new(move |()| navigate(&address.get_untracked(), NavigateOptions::default()))
}

/// Where the list is pasted, or read from a file.
#[component]
fn TheList(paste: Paste) -> impl IntoView {
    let id = unique_id("list");
    let file_id = unique_id("file");
    let hint = format!("{id}-hint");
    let described_by = hint.clone();
    let unreadable = RwSignal::new(None::<&'static str>);
    let empty = RwSignal::new(false);
    let look = move || {
        let is_empty = paste.text.with_untracked(|text| text.trim().is_empty());
        empty.set(is_empty);
        if !is_empty {
            paste.look();
        }
    };
    let read = move |event: leptos::ev::Event| {
        leptos::task::spawn_local(async move {
            match browser::text_of_chosen_file(&event).await {
                Some(text) if !text.contains('\u{fffd}') => {
                    unreadable.try_set(None);
                    paste.text.try_set(text);
                    look();
                }
                Some(_) => {
                    unreadable.try_set(Some(
                        "The file is in an older encoding, and names would be misspelt. Save it \
                         again as “CSV UTF-8”, which spreadsheets offer.",
                    ));
                }
                None => {
                    unreadable.try_set(Some("The file could not be read."));
                }
            }
        });
    };
    let (example, about) = match paste.rows {
        Rows::People => (
            "Name, Team, E-mail\nRosie, Puddings, rosie@example.org",
            "One person per line. Columns such as name, team, e-mail, phone and role can come from a \
             spreadsheet, with or without titles.",
        ),
        Rows::Items => (
            "Item, Team, Quantity, Day\nPavlova, Puddings, 2, Christmas Day",
            "One item per line. Columns such as name, team, quantity, day and place can come from a \
             spreadsheet, with or without titles.",
        ),
    };
    let wrong = move || {
        let rows = paste.judging.error().and_then(|error| error.for_field("/rows"));
        if empty.get() {
            Some("Paste a list first.".to_owned())
        } else {
            rows.map(|message| format!("The rows {message}."))
        }
    };
    view! {
        <form
            class="card stack"
            novalidate
            aria-label="What to add"
            on:submit=move |event| {
                event.prevent_default();
                look();
            }
        >
            <div class="field">
                <label for=id.clone()>"The list"</label>
                <p class="hint" id=hint>{about}</p>
                <textarea
                    id=id
                    rows="7"
                    placeholder=example
                    spellcheck="false"
                    bind:value=paste.text
                    aria-invalid=move || wrong().is_some().then_some("true")
                    aria-describedby=described_by
                ></textarea>
                <p class="field-error">{dynamic(wrong)}</p>
            </div>
            <div class="field">
                <label for=file_id.clone()>"Or a CSV file"</label>
                <input
                    id=file_id
                    type="file"
                    accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                    on:change=read
                />
                <p class="field-error" role="alert">{dynamic(move || unreadable.get())}</p>
            </div>
            <Failure paste />
            <div class="row">
                <button
                    type="submit"
                    class="button"
                    data-kind=move || paste.judged.with(Option::is_none).then_some("primary")
                    aria-disabled=move || paste.judging.is_pending().then_some("true")
                >
                    {dynamic(move || if paste.judging.is_pending() { "Looking…" } else { "Look at the rows" })}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Why the server could not look at the list.
#[component]
fn Failure(paste: Paste) -> impl IntoView {
    let said = move || {
        let error = paste.judging.error()?;
        match &error {
            // What is wrong with the rows is said beside them.
            _ if error.for_field("/rows").is_some() => None,
            ApiError::Refused(problem) if problem.code == ProblemCode::MalformedBody => {
                Some(problem.detail.clone())
            }
            _ => Some(words::failure(&error, &words::Reader::Host)),
        }
    };
    view! {
        <div class="refusal" role="alert">
            {dynamic(move || said().map(|said| view! {
                <p class="notice" data-tone="danger">{said}</p>
            }))}
        </div>
    }
    .into_any()
}
