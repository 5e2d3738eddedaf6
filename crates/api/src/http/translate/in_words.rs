//! A plan in plain words, for files that leave Gather.

use gather_domain::{
    item::{Answer, Dietary, Item},
    zone::TimeZone,
};

/// Who can eat it: "gluten free, vegetarian".
pub(super) fn dietary(dietary: Dietary) -> String {
    let marks = [
        (dietary.gluten_free, "gluten free"),
        (dietary.dairy_free, "dairy free"),
        (dietary.vegetarian, "vegetarian"),
    ];
    let marks = marks.into_iter().filter(|(is, _)| *is).map(|(_, words)| words);
    marks.collect::<Vec<_>>().join(", ")
}

/// "Soup (2 tubs)".
pub(super) fn title(item: &Item) -> String {
    match &item.facts.quantity {
        Some(quantity) => format!("{} ({quantity})", item.facts.name),
        None => item.facts.name.to_string(),
    }
}

/// What whoever has it says to it. Silence is shown as silence.
pub(super) fn answer(item: &Item) -> &'static str {
    match item.holder.as_ref().map(|holder| &holder.answer) {
        None => "nobody yet",
        Some(Answer::None) => "not confirmed",
        Some(Answer::Confirmed { .. }) => "confirmed",
        Some(Answer::Declined { .. }) => "cannot",
    }
}

/// "Wed 24 Dec, 5:30 pm", in the event's zone; a day alone where there is no time.
pub(super) fn when(item: &Item, zone: TimeZone) -> Option<String> {
    match (item.facts.drop_off.at, &item.day) {
        (Some(at), _) => Some(zone.local(at).format("%a %-d %b, %-I:%M %P").to_string()),
        (None, Some(day)) => Some(day.date.format("%a %-d %b").to_string()),
        (None, None) => None,
    }
}
