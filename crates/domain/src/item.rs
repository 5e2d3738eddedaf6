//! Something that somebody brings or does, and who has it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    id::{AssignmentId, DayId, ItemId, TeamId},
    permission::Action,
    person::Person,
    text::{Name, Note, Quantity, Reason},
};

/// An item of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// The team that sees to it.
    pub team_id: TeamId,
    /// What is planned about it.
    pub facts: ItemFacts,
    /// The day it is for; the one that `facts.day_id` names.
    pub day: Option<Day>,
    /// Who has it. Nobody, or somebody who cannot: a gap.
    pub holder: Option<Holder>,
    /// Who had it before they left the team.
    pub previously_assigned_to: Option<String>,
    /// Rises with every change of the item or of who has it.
    pub version: i64,
}

/// What is planned about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFacts {
    /// What it is called.
    pub name: Name,
    /// The day it is for.
    pub day_id: Option<DayId>,
    /// How much, in words.
    pub quantity: Option<Quantity>,
    /// What it is, at more length.
    pub description: Option<Note>,
    /// Whether the plan cannot be frozen without somebody who has it.
    pub critical: bool,
    /// Who can eat it.
    pub dietary: Dietary,
    /// What to know about it.
    pub notes: Option<Note>,
    /// When and where it is to be.
    pub drop_off: DropOff,
}

/// What food is free of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dietary {
    /// Free of gluten.
    pub gluten_free: bool,
    /// Free of dairy.
    pub dairy_free: bool,
    /// Without meat or fish.
    pub vegetarian: bool,
}

/// When and where an item is to be: its arrival, not the meal's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DropOff {
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// Where.
    pub location: Option<Name>,
    /// What to know about it.
    pub note: Option<Note>,
}

/// A day of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Its id.
    pub id: DayId,
    /// What it is called.
    pub name: Name,
    /// Its date, in the event's zone.
    pub date: NaiveDate,
}

/// Who has an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The assignment.
    pub assignment_id: AssignmentId,
    /// Who.
    pub person: Person,
    /// What they say to it.
    pub answer: Answer,
}

/// What somebody says to an item that they have: one thing, never two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Answer {
    /// Nothing yet: silence is not consent.
    #[default]
    None,
    /// They will see to it.
    Confirmed {
        /// When they said so.
        at: DateTime<Utc>,
    },
    /// They cannot. The item stays theirs until somebody takes it back, and is a gap meanwhile.
    Declined {
        /// When they said so.
        at: DateTime<Utc>,
        /// Why, if they said.
        reason: Option<Reason>,
    },
}

impl Answer {
    /// When they confirmed, if they have.
    pub const fn confirmed_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Confirmed { at } => Some(*at),
            Self::None | Self::Declined { .. } => None,
        }
    }

    /// When they said that they cannot, if they have.
    pub const fn declined_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Declined { at, .. } => Some(*at),
            Self::None | Self::Confirmed { .. } => None,
        }
    }

    /// Why they cannot, if they said.
    pub const fn decline_reason(&self) -> Option<&Reason> {
        match self {
            Self::Declined { reason, .. } => reason.as_ref(),
            Self::None | Self::Confirmed { .. } => None,
        }
    }
}

impl Item {
    /// What whoever has it says to it; `None` when nobody has it.
    fn answer(&self) -> Option<&Answer> {
        self.holder.as_ref().map(|holder| &holder.answer)
    }

    /// Whether whoever has it has confirmed that.
    pub fn is_acknowledged(&self) -> bool {
        self.answer().is_some_and(|answer| answer.confirmed_at().is_some())
    }

    /// Whether whoever has it has said that they cannot.
    pub fn is_declined(&self) -> bool {
        self.answer().is_some_and(|answer| answer.declined_at().is_some())
    }

    /// Whether nobody will see to it: nobody has it, or whoever has it has said that they cannot.
    pub fn is_gap(&self) -> bool {
        self.holder.is_none() || self.is_declined()
    }
}

/// What changes about an item: `None` is unchanged, `Some(None)` is cleared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the fields of ItemFacts")]
pub struct ItemPatch {
    pub name: Option<Name>,
    pub day_id: Option<Option<DayId>>,
    pub quantity: Option<Option<Quantity>>,
    pub description: Option<Option<Note>>,
    pub critical: Option<bool>,
    pub gluten_free: Option<bool>,
    pub dairy_free: Option<bool>,
    pub vegetarian: Option<bool>,
    pub notes: Option<Option<Note>>,
    pub drop_off_at: Option<Option<DateTime<Utc>>>,
    pub drop_off_location: Option<Option<Name>>,
    pub drop_off_note: Option<Option<Note>>,
}

impl ItemFacts {
    /// The facts after the change.
    #[must_use]
    pub fn patched(&self, patch: ItemPatch) -> Self {
        let old = self.clone();
        Self {
            name: patch.name.unwrap_or(old.name),
            day_id: patch.day_id.unwrap_or(old.day_id),
            quantity: patch.quantity.unwrap_or(old.quantity),
            description: patch.description.unwrap_or(old.description),
            critical: patch.critical.unwrap_or(old.critical),
            dietary: Dietary {
                gluten_free: patch.gluten_free.unwrap_or(old.dietary.gluten_free),
                dairy_free: patch.dairy_free.unwrap_or(old.dietary.dairy_free),
                vegetarian: patch.vegetarian.unwrap_or(old.dietary.vegetarian),
            },
            notes: patch.notes.unwrap_or(old.notes),
            drop_off: DropOff {
                at: patch.drop_off_at.unwrap_or(old.drop_off.at),
                location: patch.drop_off_location.unwrap_or(old.drop_off.location),
                note: patch.drop_off_note.unwrap_or(old.drop_off.note),
            },
        }
    }

    /// What it takes to change these facts into `new`: the critical mark has rules of its own.
    /// `None` when nothing changes.
    pub fn change_to(&self, new: &Self) -> Option<Action> {
        match (self.critical, new.critical) {
            (true, false) => Some(Action::ClearCritical),
            (false, true) => Some(Action::MarkCritical),
            _ if self != new => Some(Action::EditItem),
            _ => None,
        }
    }

    /// Each fact that differs, as `old → new`, for the audit.
    pub fn differences(&self, new: &Self) -> BTreeMap<String, String> {
        let (old, new) = (self.in_words(), new.in_words());
        old.into_iter()
            .zip(new)
            .filter(|((_, old), (_, new))| old != new)
            .map(|((fact, old), (_, new))| (fact.to_owned(), format!("{old} → {new}")))
            .collect()
    }

    fn in_words(&self) -> [(&'static str, String); 12] {
        fn text(value: Option<&impl ToString>) -> String {
            value.map_or_else(|| "–".to_owned(), ToString::to_string)
        }
        fn mark(value: bool) -> String {
            if value { "yes" } else { "no" }.to_owned()
        }
        [
            ("name", self.name.to_string()),
            ("day_id", text(self.day_id.as_ref())),
            ("quantity", text(self.quantity.as_ref())),
            ("description", text(self.description.as_ref())),
            ("critical", mark(self.critical)),
            ("gluten_free", mark(self.dietary.gluten_free)),
            ("dairy_free", mark(self.dietary.dairy_free)),
            ("vegetarian", mark(self.dietary.vegetarian)),
            ("notes", text(self.notes.as_ref())),
            ("drop_off_at", text(self.drop_off.at.map(|at| at.to_rfc3339()).as_ref())),
            ("drop_off_location", text(self.drop_off.location.as_ref())),
            ("drop_off_note", text(self.drop_off.note.as_ref())),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pavlova() -> ItemFacts {
        ItemFacts {
            name: Name::parse("Pavlova").unwrap(),
            day_id: None,
            quantity: Quantity::parse("1").ok(),
            description: None,
            critical: false,
            dietary: Dietary::default(),
            notes: None,
            drop_off: DropOff::default(),
        }
    }

    #[test]
    fn a_patch_changes_what_it_names_and_clears_what_it_nulls() {
        let patch =
            ItemPatch { quantity: Some(None), gluten_free: Some(true), ..ItemPatch::default() };
        let patched = pavlova().patched(patch);

        assert_eq!(patched.quantity, None);
        assert!(patched.dietary.gluten_free);
        assert_eq!(patched.name, pavlova().name);
        let differences = pavlova().differences(&patched);
        assert_eq!(differences.len(), 2);
        assert_eq!(differences["quantity"], "1 → –");
    }

    #[test]
    fn whoever_cannot_leaves_a_gap_that_is_theirs() {
        let at = DateTime::UNIX_EPOCH;
        let item = |answer: Option<Answer>| Item {
            id: crate::id::ItemId::new(),
            team_id: TeamId::new(),
            facts: pavlova(),
            day: None,
            holder: answer.map(|answer| Holder {
                assignment_id: AssignmentId::new(),
                person: Person {
                    id: crate::id::PersonId::new(),
                    name: Name::parse("Rosie").unwrap(),
                },
                answer,
            }),
            previously_assigned_to: None,
            version: 1,
        };
        let told = |item: &Item| (item.is_acknowledged(), item.is_declined(), item.is_gap());

        assert_eq!(told(&item(None)), (false, false, true));
        assert_eq!(told(&item(Some(Answer::None))), (false, false, false));
        assert_eq!(told(&item(Some(Answer::Confirmed { at }))), (true, false, false));
        let declined = Answer::Declined { at, reason: None };
        assert_eq!(told(&item(Some(declined))), (false, true, true));
    }

    #[test]
    fn the_critical_mark_outranks_the_other_changes() {
        let plain = pavlova();
        let critical = ItemFacts { critical: true, ..pavlova() };
        let renamed = ItemFacts { name: Name::parse("Trifle").unwrap(), ..critical.clone() };

        assert_eq!(plain.change_to(&plain), None);
        assert_eq!(plain.change_to(&renamed), Some(Action::MarkCritical));
        assert_eq!(critical.change_to(&renamed), Some(Action::EditItem));
        assert_eq!(renamed.change_to(&plain), Some(Action::ClearCritical));
    }
}
