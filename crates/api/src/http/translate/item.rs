use gather_domain::{
    item::{Day, Holder, Item},
    standing::Standing,
    zone::TimeZone,
};
use gather_wire as wire;

use super::{permission::item_actions, person};

/// An item, as whoever works on its team's plan sees it.
pub(crate) fn item(item: &Item, standing: &Standing) -> wire::Item {
    let facts = &item.facts;
    wire::Item {
        id: item.id.as_uuid(),
        team_id: item.team_id.as_uuid(),
        day: item.day.as_ref().map(day),
        name: facts.name.to_string(),
        quantity: facts.quantity.as_ref().map(ToString::to_string),
        description: facts.description.as_ref().map(ToString::to_string),
        critical: facts.critical,
        status: match item.holder {
            Some(_) => wire::ItemStatus::Assigned,
            None => wire::ItemStatus::Unassigned,
        },
        gluten_free: facts.dietary.gluten_free,
        dairy_free: facts.dietary.dairy_free,
        vegetarian: facts.dietary.vegetarian,
        notes: facts.notes.as_ref().map(ToString::to_string),
        drop_off_at: facts.drop_off.at,
        drop_off_local: facts.drop_off.at.map(|at| standing.event.time_zone.local(at)),
        drop_off_location: facts.drop_off.location.as_ref().map(ToString::to_string),
        drop_off_note: facts.drop_off.note.as_ref().map(ToString::to_string),
        previously_assigned_to: item.previously_assigned_to.clone(),
        assignment: item.holder.as_ref().map(assignment),
        version: item.version,
        allowed_actions: item_actions(item, standing),
    }
}

/// An item, as the person who has it sees it. `None`: nobody has it.
pub(crate) fn own_assignment(item: &Item, standing: &Standing) -> Option<wire::OwnAssignment> {
    let holder = item.holder.as_ref()?;
    Some(wire::OwnAssignment {
        id: holder.assignment_id.as_uuid(),
        acknowledged: holder.answer.confirmed_at().is_some(),
        acknowledged_at: holder.answer.confirmed_at(),
        declined: holder.answer.declined_at().is_some(),
        declined_at: holder.answer.declined_at(),
        decline_reason: holder.answer.decline_reason().map(ToString::to_string),
        item: own_item(item, standing.event.time_zone),
    })
}

/// An item, and nothing about who has it.
pub(super) fn own_item(item: &Item, zone: TimeZone) -> wire::OwnItem {
    let facts = &item.facts;
    wire::OwnItem {
        id: item.id.as_uuid(),
        day: item.day.as_ref().map(day),
        name: facts.name.to_string(),
        quantity: facts.quantity.as_ref().map(ToString::to_string),
        description: facts.description.as_ref().map(ToString::to_string),
        critical: facts.critical,
        gluten_free: facts.dietary.gluten_free,
        dairy_free: facts.dietary.dairy_free,
        vegetarian: facts.dietary.vegetarian,
        notes: facts.notes.as_ref().map(ToString::to_string),
        drop_off_at: facts.drop_off.at,
        drop_off_local: facts.drop_off.at.map(|at| zone.local(at)),
        drop_off_location: facts.drop_off.location.as_ref().map(ToString::to_string),
        drop_off_note: facts.drop_off.note.as_ref().map(ToString::to_string),
    }
}

fn assignment(holder: &Holder) -> wire::ItemAssignment {
    wire::ItemAssignment {
        id: holder.assignment_id.as_uuid(),
        person: person(&holder.person),
        acknowledged: holder.answer.confirmed_at().is_some(),
        acknowledged_at: holder.answer.confirmed_at(),
        declined: holder.answer.declined_at().is_some(),
        declined_at: holder.answer.declined_at(),
        decline_reason: holder.answer.decline_reason().map(ToString::to_string),
    }
}

pub(crate) fn day(day: &Day) -> wire::Day {
    wire::Day { id: day.id.as_uuid(), name: day.name.to_string(), date: day.date }
}
