//! What an item's form holds, apart from the form.

use gather_wire::{CreateItem, Day, EditItem, Item};
use uuid::Uuid;

use crate::{components::said, time};

/// One value for each field of an item's form: what is typed, where it is typed, what it is called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Form<Text, Flag> {
    /// What it is called.
    pub name: Text,
    /// How much, in words.
    pub quantity: Text,
    /// The id of the day it is for.
    pub day: Text,
    /// When to bring it, as a `datetime-local` field holds it.
    pub drop_off: Text,
    /// Where to bring it.
    pub place: Text,
    /// What to know about bringing it.
    pub drop_off_note: Text,
    /// What it is, at more length.
    pub description: Text,
    /// What to know about it.
    pub notes: Text,
    /// Whether the gathering cannot do without it.
    pub critical: Flag,
    /// Free of gluten.
    pub gluten_free: Flag,
    /// Free of dairy.
    pub dairy_free: Flag,
    /// Without meat or fish.
    pub vegetarian: Flag,
}

impl<Text, Flag> Form<Text, Flag> {
    /// Makes something else of each field.
    pub fn map<T, F>(self, text: impl Fn(Text) -> T, flag: impl Fn(Flag) -> F) -> Form<T, F> {
        Form {
            name: text(self.name),
            quantity: text(self.quantity),
            day: text(self.day),
            drop_off: text(self.drop_off),
            place: text(self.place),
            drop_off_note: text(self.drop_off_note),
            description: text(self.description),
            notes: text(self.notes),
            critical: flag(self.critical),
            gluten_free: flag(self.gluten_free),
            dairy_free: flag(self.dairy_free),
            vegetarian: flag(self.vegetarian),
        }
    }

    /// Puts each field beside the same one of another form.
    pub fn zip<T, F>(self, other: Form<T, F>) -> Form<(Text, T), (Flag, F)> {
        Form {
            name: (self.name, other.name),
            quantity: (self.quantity, other.quantity),
            day: (self.day, other.day),
            drop_off: (self.drop_off, other.drop_off),
            place: (self.place, other.place),
            drop_off_note: (self.drop_off_note, other.drop_off_note),
            description: (self.description, other.description),
            notes: (self.notes, other.notes),
            critical: (self.critical, other.critical),
            gluten_free: (self.gluten_free, other.gluten_free),
            dairy_free: (self.dairy_free, other.dairy_free),
            vegetarian: (self.vegetarian, other.vegetarian),
        }
    }
}

impl<T> Form<T, T> {
    /// The fields in the order in which they are filled in.
    fn into_fields(self) -> [T; 12] {
        [
            self.name,
            self.quantity,
            self.day,
            self.drop_off,
            self.place,
            self.drop_off_note,
            self.description,
            self.notes,
            self.critical,
            self.gluten_free,
            self.dairy_free,
            self.vegetarian,
        ]
    }
}

/// What each field is called.
pub const LABELS: Form<&str, &str> = Form {
    name: "Name",
    quantity: "Quantity",
    day: "Day",
    drop_off: "Bring it by",
    place: "Where",
    drop_off_note: "About bringing it",
    description: "Description",
    notes: "Notes",
    critical: "Critical",
    gluten_free: "Gluten free",
    dairy_free: "Dairy free",
    vegetarian: "Vegetarian",
};

/// The contents of an item's form, as typed.
pub type Filled = Form<String, bool>;

impl Filled {
    /// The form of an item that exists.
    pub fn of(item: &Item) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            name: item.name.clone(),
            quantity: text(&item.quantity),
            day: item.day.as_ref().map(|day| day.id.to_string()).unwrap_or_default(),
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
        let said = self.clone().map(|text| said(&text), |flag| flag);
        CreateItem {
            name: self.name.clone(),
            day_id: said.day.and_then(day_id),
            quantity: said.quantity,
            description: said.description,
            critical: said.critical,
            gluten_free: said.gluten_free,
            dairy_free: said.dairy_free,
            vegetarian: said.vegetarian,
            notes: said.notes,
            drop_off_at: None,
            drop_off_local: said.drop_off,
            drop_off_location: said.place,
            drop_off_note: said.drop_off_note,
        }
    }

    /// The request that turns `seen` into this. What was not touched is not sent, so that what
    /// somebody else changed there meanwhile stays.
    pub fn change_from(&self, seen: &Self) -> EditItem {
        let new = self.clone().zip(seen.clone()).map(
            |(now, before)| (now != before).then(|| said(&now)),
            |(now, before)| (now != before).then_some(now),
        );
        EditItem {
            name: new.name.map(Option::unwrap_or_default),
            day_id: new.day.map(|day| day.and_then(day_id)),
            quantity: new.quantity,
            description: new.description,
            critical: new.critical,
            gluten_free: new.gluten_free,
            dairy_free: new.dairy_free,
            vegetarian: new.vegetarian,
            notes: new.notes,
            drop_off_at: None,
            drop_off_local: new.drop_off,
            drop_off_location: new.place,
            drop_off_note: new.drop_off_note,
        }
    }

    /// What differs from `seen`, with what it says here: "Quantity: 3".
    pub fn differences(&self, seen: &Self, days: &[Day]) -> Vec<String> {
        let words = |form: &Self| {
            let day = days.iter().find(|day| day.id.to_string() == form.day);
            let day = day.map(|day| day.name.clone()).unwrap_or_default();
            let drop_off = form.drop_off.replace('T', " ");
            let form = Self { day, drop_off, ..form.clone() };
            form.map(|text| text, |flag| if flag { "yes" } else { "no" }.to_owned())
        };
        let fields = LABELS.zip(words(self).zip(words(seen))).into_fields();
        fields
            .into_iter()
            .filter(|(_, (now, before))| now != before)
            .map(|(label, (now, _))| {
                format!("{label}: {}", if now.is_empty() { "empty" } else { &now })
            })
            .collect()
    }
}

/// The request that makes such an item once more.
///
/// It sends the instant, not the wall clock: that has no seconds, and means two instants in the
/// hour that the clocks repeat.
pub fn again(item: &Item) -> CreateItem {
    CreateItem {
        drop_off_at: item.drop_off_at.map(time::exact),
        drop_off_local: None,
        ..Filled::of(item).create()
    }
}

/// The request that makes of `now` what was there `before`, to the very instant.
pub fn back(before: &Item, now: &Item) -> EditItem {
    let moved = before.drop_off_at != now.drop_off_at;
    EditItem {
        drop_off_at: moved.then(|| before.drop_off_at.map(time::exact)),
        drop_off_local: None,
        ..Filled::of(before).change_from(&Filled::of(now))
    }
}

fn day_id(text: String) -> Option<Uuid> {
    Uuid::parse_str(&text).ok()
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
        let dairy_free = Filled { dairy_free: true, quantity: String::new(), ..trifle() };
        assert_eq!(dairy_free.differences(&trifle(), &[]), ["Quantity: empty", "Dairy free: yes"]);
    }
}
