//! What comes next in a plan, and where what it lacks is mended.

use gather_wire::{Warning, WarningCode};

use crate::api::Plan;

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// There are no days.
    Days,
    /// There are no teams.
    Teams,
    /// Nobody is in a team.
    People,
    /// Nothing is on any list.
    Items,
    /// All of it is there.
    Start,
}

/// The first that a plan cannot be imagined without.
pub fn next_step(plan: &Plan) -> Step {
    if plan.days.is_empty() {
        Step::Days
    } else if plan.teams.is_empty() {
        Step::Teams
    } else if plan.people.iter().all(|person| person.team_id.is_none()) {
        Step::People
    } else if plan.items.is_empty() {
        Step::Items
    } else {
        Step::Start
    }
}

/// Below the plan's address: where something that it lacks is mended.
pub fn mended_at(warning: &Warning, plan: &Plan) -> String {
    let first = warning.of.first().map(|one| one.id);
    match warning.code {
        WarningCode::TeamWithoutCoordinator => "/teams".to_owned(),
        WarningCode::TeamWithoutPeople => "/people".to_owned(),
        WarningCode::DayWithoutItems => "/items".to_owned(),
        WarningCode::ItemWithoutDay | WarningCode::DropOffOutsideEvent => {
            match plan.items.iter().find(|item| Some(item.id) == first) {
                Some(item) => format!("/items/{}?item={}", item.team_id, item.id),
                None => "/items".to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use gather_wire::{Day, WarningSubject};
    use uuid::Uuid;

    use super::*;

    fn empty() -> Plan {
        Plan { days: Vec::new(), teams: Vec::new(), people: Vec::new(), items: Vec::new() }
    }

    #[test]
    fn a_plan_begins_with_its_days() {
        assert_eq!(next_step(&empty()), Step::Days);
        let date = NaiveDate::from_ymd_opt(2025, 12, 24).unwrap();
        let day = Day { id: Uuid::nil(), name: "Eve".to_owned(), date };
        assert_eq!(next_step(&Plan { days: vec![day], ..empty() }), Step::Teams);
    }

    #[test]
    fn what_is_gone_meanwhile_is_mended_where_all_of_its_kind_are() {
        let gone = WarningSubject { id: Uuid::nil(), name: "Ham".to_owned() };
        let warning = Warning { code: WarningCode::ItemWithoutDay, count: 1, of: vec![gone] };
        assert_eq!(mended_at(&warning, &empty()), "/items");
    }
}
