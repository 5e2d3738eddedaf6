//! A plan as comma-separated values (RFC 4180), for spreadsheet programs.
//!
//! It begins with a byte order mark: without one, the most common of these programs takes UTF-8 for
//! the letters of its country, and two letters for every accented one. A cell that a program would run as a formula
//! gets an apostrophe before it, which such programs take for "this is text". Phone numbers, e-mail
//! addresses and reasons are left out: such files are passed on.

use super::in_words;
use crate::usecase::plans::{Plan, TeamPlan};

pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

const HEADINGS: [&str; 14] = [
    "Team",
    "Coordinator",
    "Item",
    "Quantity",
    "Critical",
    "Dietary",
    "Day",
    "Date",
    "Time",
    "Place",
    "Who",
    "Answer",
    "Drop-off note",
    "Notes",
];

/// The plan as a table: a row for each item.
pub(crate) fn spreadsheet(plan: &Plan) -> String {
    let mut table = BYTE_ORDER_MARK.to_owned();
    write(&mut table, &HEADINGS.map(str::to_owned));
    for team in &plan.teams {
        for row in rows(plan, team) {
            write(&mut table, &row);
        }
    }
    table
}

fn rows(plan: &Plan, team: &TeamPlan) -> impl Iterator<Item = [String; HEADINGS.len()]> {
    fn text(value: Option<&impl ToString>) -> String {
        value.map(ToString::to_string).unwrap_or_default()
    }
    team.items.iter().map(move |planned| {
        let (item, facts) = (&planned.item, &planned.item.facts);
        let local = facts.drop_off.at.map(|at| plan.event.time_zone.local(at));
        let date = local.map(|at| at.date()).or(item.day.as_ref().map(|day| day.date));
        [
            team.team.name.to_string(),
            text(team.team.coordinator.as_ref().map(|(_, name)| name)),
            facts.name.to_string(),
            text(facts.quantity.as_ref()),
            if facts.critical { "yes" } else { "" }.to_owned(),
            in_words::dietary(facts.dietary),
            text(item.day.as_ref().map(|day| &day.name)),
            text(date.as_ref()),
            text(local.map(|at| at.format("%H:%M")).as_ref()),
            text(facts.drop_off.location.as_ref()),
            text(item.holder.as_ref().map(|holder| &holder.person.name)),
            in_words::answer(item).to_owned(),
            text(facts.drop_off.note.as_ref()),
            text(facts.notes.as_ref()),
        ]
    })
}

/// Adds a row. Every cell is quoted, so nothing in it has a meaning but the quotes, which are
/// doubled.
pub(super) fn write(table: &mut String, row: &[String]) {
    let cells: Vec<_> =
        row.iter().map(|cell| format!("\"{}\"", harmless(cell).replace('"', "\"\""))).collect();
    table.push_str(&cells.join(","));
    table.push_str("\r\n");
}

/// The cell, as text that no program runs.
fn harmless(cell: &str) -> String {
    let runs = |c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    if cell.starts_with(runs) { format!("'{cell}") } else { cell.to_owned() }
}
