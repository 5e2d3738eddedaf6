use gather_wire::{Action, FieldProblem, Import, ImportRow, RowVerdict};
use leptos::prelude::*;

use super::{Done, FormKey, Paste, columns::fields};
use crate::{
    api::{self, Rows},
    components::{ActButton, Doing, Look, Refusal, dynamic},
    words::{self, Standing},
};

/// Where it is said why nothing can be changed.
pub const WHY: &str = "why-paste";

/// What is asked of the host's rights.
pub const fn action(rows: Rows) -> Action {
    match rows {
        Rows::People => Action::AddPerson,
        Rows::Items => Action::CreateItem,
    }
}

/// "38 people", "1 item".
fn count(rows: Rows, count: u64) -> String {
    match rows {
        Rows::People => words::say_count(count, "person", "people"),
        Rows::Items => words::say_count(count, "item", "items"),
    }
}

/// Each row and what would become of it, and the button that adds them.
#[component]
pub fn Preview(
    /// The list.
    paste: Paste,
    /// Goes on when they are added.
    done: Callback<()>,
) -> impl IntoView {
    // It is there or it is not; another verdict does not build it anew.
    let is_judged = Memo::new(move |_| paste.judged.with(Option::is_some));
    let judged = Memo::new(move |before: Option<&Import>| {
        let now = paste.judged.get().or_else(|| before.cloned());
        now.unwrap_or_else(nothing)
    });
    view! {
        <Show when=move || is_judged.get()>
            <Judged paste judged done />
        </Show>
    }
    .into_any()
}

fn nothing() -> Import {
    Import { columns: Vec::new(), rows: Vec::new(), added: 0, skipped: 0, wrong: 0 }
}

#[component]
fn Judged(paste: Paste, judged: Memo<Import>, done: Callback<()>) -> impl IntoView {
    let adding = Doing::new();
    let key = FormKey::new();
    let rows = paste.rows;
    let standing = paste.planning.hosting.standing(action(rows));
    let may = Memo::new(move |_| {
        match (standing.get(), judged.with(|one| (one.wrong, one.added))) {
            (Standing::Refused(why), _) => Standing::Refused(why),
            (_, (1, _)) => Standing::Refused(
                "1 row is not right yet. Mend it in the list, then look at the rows again."
                    .to_owned(),
            ),
            (_, (wrong @ 2.., _)) => Standing::Refused(format!(
                "{wrong} rows are not right yet. Mend them in the list, then look at the rows again."
            )),
            (_, (_, 0)) => Standing::Refused("There is nothing new in the list.".to_owned()),
            (other, _) => other,
        }
    });
    let add = move |()| {
        let (query, text) = (paste.query(), paste.text.get_untracked());
        let key_of_this = key.of(&(query.clone(), text.clone()));
        paste.planning.change(
            action(rows),
            format!("Add {}", count(rows, judged.with_untracked(|one| one.added))),
            adding,
            move |at| {
                let (query, text, key) = (query.clone(), text.clone(), key_of_this.clone());
                async move { api::import_rows(&at, rows, &query, text, &key).await }
            },
            move |import: Import| {
                paste.text.try_set(String::new());
                done.run(());
                let verb = if import.added == 1 { "is" } else { "are" };
                Done::said(format!("{} {verb} added to the plan.", count(rows, import.added)))
            },
        );
    };
    let summary = move || {
        judged.with(|judged| {
            let skipped = (judged.skipped > 0).then(|| match judged.skipped {
                1 => "1 is there already and is passed over".to_owned(),
                many => format!("{many} are there already and are passed over"),
            });
            let wrong = (judged.wrong > 0).then(|| match judged.wrong {
                1 => "1 row is not right".to_owned(),
                many => format!("{many} rows are not right"),
            });
            let added = Some(format!("{} to add", count(rows, judged.added)));
            [added, skipped, wrong].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    let has_duplicates = Memo::new(move |_| {
        judged.with(|judged| {
            let is_one = |row: &ImportRow| {
                matches!(row.verdict, RowVerdict::Duplicate | RowVerdict::DuplicateInFile)
            };
            judged.rows.iter().any(is_one)
        })
    });
    view! {
        <section class="card stack" aria-labelledby="rows">
            <h2 id="rows">"What will be added"</h2>
            <p role="status">{dynamic(summary)}</p>
            <label class="check" hidden=move || !has_duplicates.get()>
                <input
                    type="checkbox"
                    prop:checked=paste.add_duplicates
                    on:change:target=move |event| {
                        paste.add_duplicates.set(event.target().checked());
                        paste.judge();
                    }
                />
                "Add those as well that are there already"
            </label>
            <ol class="judged">
                {dynamic(move || judged.with(|judged| {
                    judged.rows.iter().map(|row| one(paste, row)).collect_view()
                }))}
            </ol>
            <Refusal doing=adding reader=paste.planning.hosting.reader />
            <div>
                <ActButton
                    standing=may
                    look=Look::Primary
                    busy=Signal::derive(move || adding.is_pending() || paste.judging.is_pending())
                    act=add
                >
                    {dynamic(move || if adding.is_pending() {
                        "Adding…".to_owned()
                    } else {
                        format!("Add {}", count(rows, judged.with(|one| one.added)))
                    })}
                </ActButton>
            </div>
        </section>
    }
    .into_any()
}

/// One row: what it says, what becomes of it, and what is wrong with it.
fn one(paste: Paste, row: &ImportRow) -> impl IntoView + use<> {
    let (word, tone) = match (row.verdict, paste.add_duplicates.get_untracked()) {
        (RowVerdict::New, _) => ("new", "good"),
        (RowVerdict::Duplicate, false) => ("there already", "plain"),
        (RowVerdict::DuplicateInFile, false) => ("twice in the list", "plain"),
        (RowVerdict::Duplicate, true) => ("there already, added again", "warn"),
        (RowVerdict::DuplicateInFile, true) => ("twice in the list, added twice", "warn"),
        (RowVerdict::Wrong, _) => ("not right", "danger"),
    };
    let name = row.cells.get("name").filter(|name| !name.is_empty()).cloned();
    let name = name.unwrap_or_else(|| format!("Line {}", row.line));
    let labels = fields(paste.rows);
    let said = labels
        .iter()
        .filter(|(field, _)| *field != "name")
        .filter_map(|(field, _)| row.cells.get(*field).filter(|text| !text.is_empty()).cloned())
        .collect::<Vec<_>>()
        .join(" · ");
    let like = row.duplicate_of.as_ref().map(|like| match like.line {
        Some(line) => format!("As in line {line}: {}", like.name),
        None => format!("In the plan: {}", like.name),
    });
    let problem = |problem: &FieldProblem| {
        let field = problem.path.trim_start_matches('/');
        let label = labels.iter().find(|(name, _)| *name == field).map(|(_, label)| *label);
        let text = match label {
            Some(label) => format!("{label} {}", problem.message),
            None => problem.message.clone(),
        };
        view! { <li class="field-error">{text}</li> }
    };
    let problems = row.problems.iter().map(problem).collect_view();
    view! {
        <li class="judged-row" data-verdict=tone>
            <p class="row">
                <span class="soft small line">{row.line}</span>
                <strong>{name}</strong>
                <span class="small soft">{said}</span>
                <span class="chip push" data-tone=tone>{word}</span>
            </p>
            {like.map(|like| view! { <p class="small soft">{like}</p> })}
            <ul>{problems}</ul>
        </li>
    }
}
