//! A plan as plain text, team by team, to be pasted into a messenger.

use std::fmt::Write as _;

use gather_domain::{
    event::{Dates, GuestCount},
    item::Item,
    zone::TimeZone,
};

use super::in_words;
use crate::usecase::plans::{Plan, TeamPlan};

/// The plan as a message. Phone numbers, e-mail addresses and reasons are left out: it goes to many.
pub(crate) fn message(plan: &Plan) -> String {
    let event = &plan.event;
    let mut text = format!("{}\n{}", event.name, dates(event.dates));
    if let Some(count) = event.guest_count.map(GuestCount::get) {
        let guests = if count == 1 { "guest" } else { "guests" };
        // Writing to a text never fails.
        let _ = write!(text, " · {count} {guests}");
    }
    text.push('\n');
    for team in &plan.teams {
        text.push('\n');
        text.push_str(&block(team, event.time_zone));
    }
    text
}

fn dates(dates: Dates) -> String {
    let (first, last) = (dates.starts_on(), dates.ends_on());
    let last_day = last.format("%a %-d %b %Y");
    if first == last {
        last_day.to_string()
    } else {
        format!("{} – {last_day}", first.format("%a %-d %b %Y"))
    }
}

fn block(team: &TeamPlan, zone: TimeZone) -> String {
    let mut lines = vec![match &team.team.coordinator {
        Some((_, name)) => format!("{} ({name})", team.team.name),
        None => team.team.name.to_string(),
    }];
    if team.items.is_empty() {
        lines.push("Nothing on the list yet".to_owned());
    }
    lines.extend(team.items.iter().map(|planned| line(&planned.item, zone)));
    lines.join("\n") + "\n"
}

/// "• Soup (2 tubs) – Pam, confirmed – Wed 24 Dec, 5:30 pm, Garden – vegetarian".
fn line(item: &Item, zone: TimeZone) -> String {
    let facts = &item.facts;
    let who = match &item.holder {
        Some(holder) => format!("{}, {}", holder.person.name, in_words::answer(item)),
        None if facts.critical => "NOBODY YET (critical)".to_owned(),
        None => "nobody yet".to_owned(),
    };
    let place = facts.drop_off.location.as_ref().map(ToString::to_string);
    let parts = [in_words::when(item, zone), place].into_iter().flatten();
    let where_and_when = parts.collect::<Vec<_>>().join(", ");
    let parts = [in_words::title(item), who, where_and_when, in_words::dietary(facts.dietary)];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("• {}", parts.join(" – "))
}
