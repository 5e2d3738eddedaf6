use leptos::prelude::*;

use super::{LEFT_OUT, Paste, first_rows::first_rows};
use crate::{
    api::Rows,
    components::{SelectField, dynamic, unique_id},
};

/// How many rows are shown of each column.
const SHOWN: usize = 4;

/// What a column can be, and what that is called.
pub const fn fields(rows: Rows) -> &'static [(&'static str, &'static str)] {
    match rows {
        Rows::People => &[
            ("name", "Name"),
            ("team", "Team"),
            ("email", "E-mail"),
            ("phone", "Phone"),
            ("role", "Role"),
        ],
        Rows::Items => &[
            ("name", "Name"),
            ("team", "Team"),
            ("quantity", "Quantity"),
            ("day", "Day"),
            ("drop_off_local", "Bring it by"),
            ("drop_off_location", "Where"),
            ("drop_off_note", "About bringing it"),
            ("critical", "Critical"),
            ("gluten_free", "Gluten free"),
            ("dairy_free", "Dairy free"),
            ("vegetarian", "Vegetarian"),
            ("description", "Description"),
            ("notes", "Notes"),
        ],
    }
}

/// What each column is, chosen beside what its first rows say.
#[component]
pub fn Columns(
    /// The list.
    paste: Paste,
) -> impl IntoView {
    let sample = Memo::new(move |_| {
        let rows = paste.text.with(|text| first_rows(text, SHOWN));
        // A list of names alone has one cell to a line, commas and all.
        if paste.columns.with(Vec::len) == 1 {
            rows.into_iter().map(|row| vec![row.join(", ")]).collect()
        } else {
            rows
        }
    });
    let width = Memo::new(move |_| paste.columns.with(Vec::len));
    let has_no_name = Memo::new(move |_| {
        paste.columns.with(|columns| columns.iter().all(|column| column != "name"))
    });
    let name_team = Memo::new(move |_| {
        paste.columns.with(|columns| columns.iter().any(|column| column == "team"))
    });
    let teams = paste.planning.plan.with_untracked(|plan| {
        let teams = plan.teams.iter().map(|team| (team.id.to_string(), team.name.clone()));
        teams.collect::<Vec<_>>()
    });
    Effect::new(move |before: Option<String>| {
        let team = paste.team.get();
        if before.is_some_and(|before| before != team) {
            paste.judge();
        }
        team
    });
    view! {
        <section class="card stack" aria-labelledby="columns">
            <h2 id="columns">"What is in the columns"</h2>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=paste.has_titles
                    on:change:target=move |event| {
                        paste.has_titles.set(event.target().checked());
                        paste.judge();
                    }
                />
                "The first line has titles"
            </label>
            <div class="columns paste-columns">
                {dynamic(move || {
                    let column = |at| view! { <Column paste at sample /> };
                    (0..width.get()).map(column).collect_view()
                })}
            </div>
            <p class="field-error" role="alert">
                {dynamic(move || has_no_name.get().then_some("Say which column is the name."))}
            </p>
            <div hidden=move || name_team.get() && paste.team.with(String::is_empty)>
                <SelectField
                    label="Team of rows that name none"
                    value=paste.team
                    none="Choose…"
                    options=teams
                />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Column(paste: Paste, at: usize, sample: Memo<Vec<Vec<String>>>) -> impl IntoView {
    let id = unique_id("column");
    let field = Memo::new(move |_| {
        paste.columns.with(|columns| columns.get(at).cloned().unwrap_or_default())
    });
    let cells = move || {
        let has_titles = paste.has_titles.get();
        sample.with(|rows| {
            let below = rows.iter().skip(usize::from(has_titles));
            let cells = below.filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
            let cells: Vec<String> = cells.take(SHOWN - 1).cloned().collect();
            if cells.is_empty() { "empty".to_owned() } else { cells.join(" · ") }
        })
    };
    let title = move || {
        let titles = sample.with(|rows| rows.first().and_then(|row| row.get(at)).cloned());
        match titles.filter(|title| paste.has_titles.get() && !title.is_empty()) {
            Some(title) => title,
            None => format!("Column {}", at + 1),
        }
    };
    // One column is one thing: whatever had been that before is left out.
    let choose = move |chosen: String| {
        paste.columns.update(|columns| {
            for (other, column) in columns.iter_mut().enumerate() {
                if other == at {
                    column.clone_from(&chosen);
                } else if *column == chosen {
                    LEFT_OUT.clone_into(column);
                }
            }
        });
        if paste.columns.with_untracked(|columns| columns.iter().any(|column| column == "name")) {
            paste.judge();
        } else {
            paste.judged.set(None);
        }
    };
    let option = move |value: &'static str, name: &'static str| {
        view! { <option value=value selected=move || field.with(|field| field == value)>{name}</option> }
    };
    let options = fields(paste.rows).iter().map(|(value, name)| option(value, name)).collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{dynamic(title)}</label>
            <p class="hint">{dynamic(cells)}</p>
            <select id=id prop:value=field on:change:target=move |event| choose(event.target().value())>
                {option(LEFT_OUT, "Leave out")}
                {options}
            </select>
        </div>
    }
    .into_any()
}
