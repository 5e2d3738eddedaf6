//! The items of one team, to be worked on: by its coordinator, or by a host.

mod acts;
mod edit_many;
mod filled;
mod give_panel;
mod groups;
mod history;
mod item_fields;
mod item_form;
mod item_row;
mod override_reason;
mod question;
mod quick_add;
mod team_items;

pub use self::{
    edit_many::EditMany,
    override_reason::{OverrideDialog, Overrides},
    quick_add::QuickAdd,
    team_items::TeamItems,
};

use gather_wire::{Action, Item, Person, TeamPlan};
use leptos::prelude::*;
use uuid::Uuid;

use super::{Changes, Reload};
use crate::{
    api::Desk,
    words::{Reader, Standing, standing},
};

/// What every part of the board needs: where it is worked from, the plan, and where to report.
#[derive(Clone, Copy)]
pub struct Board {
    /// From where the items are changed.
    pub desk: StoredValue<Desk>,
    /// The team's plan as it is now.
    pub plan: Signal<TeamPlan>,
    /// The reader, who is called "you".
    pub me: Uuid,
    /// Who reads it.
    pub reader: Signal<Reader>,
    /// Where changes are reported.
    changes: Changes,
    /// How the screen learns of what others did.
    reload: Reload,
    /// Where a host is asked for a reason.
    overrides: Overrides,
    /// The items whose form is open: they stay where they are in the list.
    forms: RwSignal<Vec<Uuid>>,
}

impl Board {
    /// The board of a team.
    pub fn new(desk: Desk, plan: Signal<TeamPlan>, me: Uuid, reader: Signal<Reader>) -> Self {
        Self {
            desk: StoredValue::new(desk),
            plan,
            me,
            reader,
            changes: Changes::find(),
            reload: Reload::find(),
            overrides: Overrides::find(),
            forms: RwSignal::new(Vec::new()),
        }
    }

    /// How somebody who has something is called here.
    fn name_of(self, person: &Person) -> String {
        let you = if person.id == self.me { " (you)" } else { "" };
        format!("{}{you}", person.name)
    }

    /// Whether the reader may do something, to this item or at all.
    fn standing(self, action: Action, item: Option<&Item>) -> Standing {
        let own = item.map(|item| item.allowed_actions.as_slice()).unwrap_or_default();
        self.plan.with(|plan| {
            self.reader.with(|reader| standing(&[own, &plan.allowed_actions], action, reader))
        })
    }
}

/// Whether an item waits for somebody: nobody has it, or whoever has it cannot.
fn is_gap(item: &Item) -> bool {
    item.assignment.as_ref().is_none_or(|held| held.declined)
}
