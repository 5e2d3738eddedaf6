//! A plan as a calendar file (RFC 5545): an entry for whatever has a time or a day.
//!
//! The same plan is the same file, byte for byte: what an entry says of its own time is when the item
//! last changed, not when somebody asked. `SEQUENCE` follows the item's version, so that a program
//! which has an older copy takes the newer one.

use gather_domain::item::{Answer, Item};
use icalendar::{Calendar, Component as _, Event as Entry, Property};

use super::in_words;
use crate::usecase::plans::{Plan, PlannedItem, TeamPlan};

/// For whom a calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CalendarFor {
    /// A host: whatever anybody brings.
    Host,
    /// Whoever has what is in it.
    Holder,
}

/// The plan as a calendar.
pub(crate) fn calendar(plan: &Plan, whom: CalendarFor) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Gather//Gather//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", plan.event.name.as_str()),
        ("X-WR-TIMEZONE", plan.event.time_zone.name()),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    for team in &plan.teams {
        calendar.extend(team.items.iter().filter_map(|it| entry(plan, team, it, whom)));
    }
    calendar.to_string()
}

/// The entry of an item; `None` where it has neither a time nor a day.
fn entry(plan: &Plan, team: &TeamPlan, planned: &PlannedItem, whom: CalendarFor) -> Option<Entry> {
    let PlannedItem { item, changed_at, .. } = planned;
    let starts = match (item.facts.drop_off.at, &item.day) {
        (Some(at), _) => Property::new("DTSTART", at.format("%Y%m%dT%H%M%SZ").to_string()),
        (None, Some(day)) => Property::new("DTSTART", day.date.format("%Y%m%d").to_string())
            .add_parameter("VALUE", "DATE")
            .done(),
        (None, None) => return None,
    };
    let mut entry = Entry::new();
    entry
        .uid(&item.id.as_uuid().to_string())
        .timestamp(*changed_at)
        .last_modified(*changed_at)
        .append_property(Property::new("SEQUENCE", (item.version - 1).max(0).to_string()))
        .append_property(starts)
        // Whoever brings a salad is free on that day.
        .append_property(Property::new("TRANSP", "TRANSPARENT"))
        .append_property(Property::new("STATUS", status(item, whom)))
        .append_property(Property::new("SUMMARY", summary(item, whom)))
        .append_property(Property::new("DESCRIPTION", description(plan, team, item)));
    if let Some(location) = &item.facts.drop_off.location {
        entry.append_property(Property::new("LOCATION", location.as_str()));
    }
    Some(entry.done())
}

/// Silence is no consent. What its holder cannot see to goes from their calendar, and stays in that
/// of the host, whose business it is.
fn status(item: &Item, whom: CalendarFor) -> &'static str {
    match (item.holder.as_ref().map(|holder| &holder.answer), whom) {
        (Some(Answer::Confirmed { .. }), _) => "CONFIRMED",
        (Some(Answer::Declined { .. }), CalendarFor::Holder) => "CANCELLED",
        (Some(Answer::Declined { .. }), CalendarFor::Host) | (Some(Answer::None) | None, _) => {
            "TENTATIVE"
        }
    }
}

fn summary(item: &Item, whom: CalendarFor) -> String {
    let title = in_words::title(item);
    match (whom, &item.holder) {
        (CalendarFor::Holder, _) => title,
        (CalendarFor::Host, None) => format!("{title} – nobody yet"),
        (CalendarFor::Host, Some(holder)) => format!("{title} – {}", holder.person.name),
    }
}

fn description(plan: &Plan, team: &TeamPlan, item: &Item) -> String {
    let facts = &item.facts;
    let of_team = match &team.team.coordinator {
        Some((_, name)) => format!("{} · {} ({name})", plan.event.name, team.team.name),
        None => format!("{} · {}", plan.event.name, team.team.name),
    };
    let lines = [
        Some(of_team),
        item.day.as_ref().map(|day| day.name.to_string()),
        Some(in_words::dietary(facts.dietary)).filter(|words| !words.is_empty()),
        facts.description.as_ref().map(ToString::to_string),
        facts.notes.as_ref().map(ToString::to_string),
        facts.drop_off.note.as_ref().map(ToString::to_string),
        item.holder.is_some().then(|| in_words::answer(item).to_owned()),
    ];
    let lines: Vec<_> = lines.into_iter().flatten().collect();
    // A carriage return ends a line of the file, whatever is in it.
    lines.join("\n").replace("\r\n", "\n").replace('\r', "\n")
}
