//! What an item's form holds, apart from the form.

use gather_wire::{CreateItem, Day, EditItem, Item};
use uuid::Uuid;

use crate::time;

/// The contents of an item's form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// What it is called.
    pub name: String,
    /// How much, in words.
    pub quantity: String,
    /// The day it is for.
    pub day_id: Option<Uuid>,
    /// When to bring it, as a `datetime-local` field holds it.
    pub drop_off: String,
    /// Where to bring it.
    pub place: String,
    /// What to know about bringing it.
    pub drop_off_note: String,
    /// What it is, at more length.
    pub description: String,
    /// What to know about it.
    pub notes: String,
    /// Whether the gathering cannot do without it.
    pub critical: bool,
    /// Free of gluten.
    pub gluten_free: bool,
    /// Free of dairy.
    pub dairy_free: bool,
    /// Without meat or fish.
    pub vegetarian: bool,
}

impl Filled {
    /// The form of an item that exists.
    pub fn of(item: &Item) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            name: item.name.clone(),
            quantity: text(&item.quantity),
            day_id: item.day.as_ref().map(|day| day.id),
            drop_off: item.drop_off_local.map(time::field).unwrap_or_default(),
            place: text(&item.drop_off_location),
            drop_off_note: text(&item.drop_off_note),
            description: text(&item.description),
            notes: text(&item.notes),
            critical: item.critical,
            gluten_free: item.gluten_free,
            dairy_free: item.dairy_free,
            vegetarian: item.vegetarian,
        }
    }

    /// The request that makes such an item.
    pub fn create(&self) -> CreateItem {
        CreateItem {
            name: self.name.clone(),
            day_id: self.day_id,
            quantity: said(&self.quantity),
            description: said(&self.description),
            critical: self.critical,
            gluten_free: self.gluten_free,
            dairy_free: self.dairy_free,
            vegetarian: self.vegetarian,
            notes: said(&self.notes),
            drop_off_at: None,
            drop_off_local: said(&self.drop_off),
            drop_off_location: said(&self.place),
            drop_off_note: said(&self.drop_off_note),
        }
    }

    /// The request that turns `seen` into this. What was not touched is not sent, so that what
    /// somebody else changed there meanwhile stays.
    pub fn change_from(&self, seen: &Self) -> EditItem {
        let text = |now: &str, before: &str| (now != before).then(|| said(now));
        let flag = |now: bool, before: bool| (now != before).then_some(now);
        EditItem {
            name: (self.name != seen.name).then(|| self.name.clone()),
            day_id: (self.day_id != seen.day_id).then_some(self.day_id),
            quantity: text(&self.quantity, &seen.quantity),
            description: text(&self.description, &seen.description),
            critical: flag(self.critical, seen.critical),
            gluten_free: flag(self.gluten_free, seen.gluten_free),
            dairy_free: flag(self.dairy_free, seen.dairy_free),
            vegetarian: flag(self.vegetarian, seen.vegetarian),
            notes: text(&self.notes, &seen.notes),
            drop_off_at: None,
            drop_off_local: text(&self.drop_off, &seen.drop_off),
            drop_off_location: text(&self.place, &seen.place),
            drop_off_note: text(&self.drop_off_note, &seen.drop_off_note),
        }
    }

    /// What differs from `seen`, with what it says here: "Quantity: 3".
    pub fn differences(&self, seen: &Self, days: &[Day]) -> Vec<String> {
        let day = |form: &Self| {
            let id = form.day_id;
            days.iter()
                .find(|day| Some(day.id) == id)
                .map(|day| day.name.clone())
                .unwrap_or_default()
        };
        let yes = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
        [
            ("Name", self.name.clone(), seen.name.clone()),
            ("Quantity", self.quantity.clone(), seen.quantity.clone()),
            ("Day", day(self), day(seen)),
            ("Bring it by", self.drop_off.clone(), seen.drop_off.clone()),
            ("Where", self.place.clone(), seen.place.clone()),
            ("About bringing it", self.drop_off_note.clone(), seen.drop_off_note.clone()),
            ("Description", self.description.clone(), seen.description.clone()),
            ("Notes", self.notes.clone(), seen.notes.clone()),
            ("Critical", yes(self.critical), yes(seen.critical)),
            ("Gluten free", yes(self.gluten_free), yes(seen.gluten_free)),
            ("Dairy free", yes(self.dairy_free), yes(seen.dairy_free)),
            ("Vegetarian", yes(self.vegetarian), yes(seen.vegetarian)),
        ]
        .into_iter()
        .filter(|(_, now, before)| now != before)
        .map(|(label, now, _)| {
            let now = if now.is_empty() { "empty" } else { &now };
            format!("{label}: {}", now.replace('T', " "))
        })
        .collect()
    }
}

/// A text, where there is one.
fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trifle() -> Filled {
        Filled { name: "Trifle".to_owned(), quantity: "3".to_owned(), ..Filled::default() }
    }

    #[test]
    fn only_what_was_touched_is_sent() {
        let typed = Filled { quantity: String::new(), gluten_free: true, ..trifle() };
        let change = typed.change_from(&trifle());
        let expected =
            EditItem { quantity: Some(None), gluten_free: Some(true), ..EditItem::default() };
        assert_eq!(change, expected);
        assert_eq!(trifle().change_from(&trifle()), EditItem::default());
    }

    #[test]
    fn an_empty_field_is_nothing() {
        let create = Filled { place: "  ".to_owned(), ..trifle() }.create();
        assert_eq!(create.drop_off_location, None);
        assert_eq!(create.quantity.as_deref(), Some("3"));
    }

    #[test]
    fn differences_are_told_with_what_it_says_now() {
        let theirs = Filled { quantity: "4".to_owned(), notes: String::new(), ..trifle() };
        assert_eq!(theirs.differences(&trifle(), &[]), ["Quantity: 4"]);
    }
}
