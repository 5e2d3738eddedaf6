//! In which order items are shown.

use chrono::NaiveDateTime;
use gather_wire::Item;
use uuid::Uuid;

use super::is_gap;

/// How the list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// What nobody has, or somebody who cannot, comes first, and the critical before the rest.
    NeedsSomeone,
    /// As it is brought.
    ByTime,
}

/// Some items under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// Which items.
    pub items: Vec<Uuid>,
}

/// The list, in order. No group is empty.
pub fn groups(items: &[Item], order: Order) -> Vec<Group> {
    let mut sorted: Vec<&Item> = items.iter().collect();
    sorted.sort_by_cached_key(|item| (rank(item, order), time_of(item), item.name.to_lowercase()));
    let mut groups: Vec<Group> = Vec::new();
    for item in sorted {
        let title = title(item, order);
        match groups.last_mut().filter(|group| group.title == title) {
            Some(group) => group.items.push(item.id),
            None => groups.push(Group { title, items: vec![item.id] }),
        }
    }
    groups
}

/// Leaves some items where they were, so that their rows are not built anew and lose what is typed
/// in them.
pub fn pinned(mut groups: Vec<Group>, before: &[Group], pinned: &[Uuid]) -> Vec<Group> {
    for (index, group) in before.iter().enumerate() {
        for (place, id) in group.items.iter().enumerate().filter(|(_, id)| pinned.contains(id)) {
            let is_there = groups.iter().any(|group| group.items.contains(id));
            if !is_there {
                continue;
            }
            for other in &mut groups {
                other.items.retain(|item| item != id);
            }
            if !groups.iter().any(|other| other.title == group.title) {
                let empty = Group { title: group.title.clone(), items: Vec::new() };
                groups.insert(index.min(groups.len()), empty);
            }
            if let Some(own) = groups.iter_mut().find(|other| other.title == group.title) {
                own.items.insert(place.min(own.items.len()), *id);
            }
        }
    }
    groups.retain(|group| !group.items.is_empty());
    groups
}

fn rank(item: &Item, order: Order) -> u8 {
    match order {
        Order::ByTime => u8::from(time_of(item).is_none()),
        Order::NeedsSomeone => match &item.assignment {
            _ if is_gap(item) => u8::from(!item.critical),
            Some(held) if held.acknowledged => 3,
            _ => 2,
        },
    }
}

fn time_of(item: &Item) -> Option<NaiveDateTime> {
    let day = item.day.as_ref().map(|day| day.date.and_time(chrono::NaiveTime::MIN));
    item.drop_off_local.or(day)
}

fn title(item: &Item, order: Order) -> String {
    match (order, &item.day) {
        (Order::NeedsSomeone, _) if is_gap(item) => "Needs someone".to_owned(),
        (Order::NeedsSomeone, _) => "Given out".to_owned(),
        (Order::ByTime, Some(day)) => day.name.clone(),
        (Order::ByTime, None) => "No day yet".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use gather_wire::{Day, ItemAssignment, ItemStatus, Person};

    use super::*;

    fn item(number: u128, name: &str, critical: bool, given: bool) -> Item {
        Item {
            id: Uuid::from_u128(number),
            team_id: Uuid::nil(),
            day: Some(Day {
                id: Uuid::nil(),
                name: "Christmas Eve".to_owned(),
                date: chrono::NaiveDate::from_ymd_opt(2025, 12, 24).unwrap(),
            }),
            name: name.to_owned(),
            quantity: None,
            description: None,
            critical,
            status: if given { ItemStatus::Assigned } else { ItemStatus::Unassigned },
            gluten_free: false,
            dairy_free: false,
            vegetarian: false,
            notes: None,
            drop_off_at: None,
            drop_off_local: None,
            drop_off_location: None,
            drop_off_note: None,
            previously_assigned_to: None,
            assignment: given.then(|| ItemAssignment {
                id: Uuid::nil(),
                person: Person { id: Uuid::nil(), name: "Rosie".to_owned() },
                acknowledged: false,
                acknowledged_at: None,
                declined: false,
                declined_at: None,
                decline_reason: None,
            }),
            version: 1,
            allowed_actions: Vec::new(),
        }
    }

    #[test]
    fn gaps_come_first_and_critical_ones_before_the_rest() {
        let items = [
            item(1, "Meringues", true, true),
            item(2, "Fudge", false, false),
            item(3, "Trifle", true, false),
        ];
        let found = groups(&items, Order::NeedsSomeone);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].title, "Needs someone");
        assert_eq!(found[0].items, [Uuid::from_u128(3), Uuid::from_u128(2)]);
        assert_eq!(found[1].title, "Given out");
    }

    #[test]
    fn what_somebody_has_who_cannot_is_a_gap() {
        let mut declined = item(1, "Meringues", true, true);
        declined.assignment.as_mut().unwrap().declined = true;
        let items = [declined, item(2, "Fudge", false, false), item(3, "Trifle", true, false)];
        let found = groups(&items, Order::NeedsSomeone);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].title, "Needs someone");
        assert_eq!(found[0].items, [1, 3, 2].map(Uuid::from_u128));
    }

    #[test]
    fn an_item_with_an_open_form_stays_where_it_was() {
        let open = [item(1, "Fudge", false, false), item(2, "Trifle", false, false)];
        let before = groups(&open, Order::NeedsSomeone);
        let given = [item(1, "Fudge", false, true), item(2, "Trifle", false, true)];
        let after = groups(&given, Order::NeedsSomeone);

        let held = pinned(after.clone(), &before, &[Uuid::from_u128(2)]);

        let titles: Vec<_> = held.iter().map(|group| group.title.as_str()).collect();
        assert_eq!(titles, ["Needs someone", "Given out"]);
        assert_eq!(held[0].items, [Uuid::from_u128(2)]);
        assert_eq!(held[1].items, [Uuid::from_u128(1)]);
        assert_eq!(pinned(after.clone(), &before, &[]), after);
        assert_eq!(pinned(Vec::new(), &before, &[Uuid::from_u128(2)]), []);
    }

    #[test]
    fn by_time_what_has_no_day_comes_last() {
        let undated = Item { day: None, ..item(1, "Anything", true, false) };
        let found = groups(&[undated, item(2, "Fudge", false, false)], Order::ByTime);
        let titles: Vec<_> = found.iter().map(|group| group.title.as_str()).collect();
        assert_eq!(titles, ["Christmas Eve", "No day yet"]);
    }
}
