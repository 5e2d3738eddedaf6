//! What a plan still lacks. It warns, and forbids nothing.

use std::collections::HashSet;

use uuid::Uuid;

use crate::{
    id::{DayId, ItemId, TeamId},
    team::Team,
    text::Name,
};

/// What is lacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lack {
    /// Nobody leads the team.
    TeamWithoutCoordinator,
    /// Nobody is in the team.
    TeamWithoutPeople,
    /// The item is for no day, and the event has days.
    ItemWithoutDay,
    /// The item is to be there before the event begins or after it ends.
    DropOffOutsideEvent,
    /// No item is for the day.
    DayWithoutItems,
}

/// Something that is lacking, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What.
    pub lack: Lack,
    /// Of which things, in the order in which they were made; never of none.
    pub of: Vec<(Uuid, Name)>,
}

/// Loose ends of items and days, as the database finds them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LooseEnds {
    /// Items for no day, if the event has days.
    pub items_without_day: Vec<(ItemId, Name)>,
    /// Items whose drop-off is not on one of the event's dates.
    pub drop_offs_outside: Vec<(ItemId, Name)>,
    /// Days for which there is no item.
    pub days_without_items: Vec<(DayId, Name)>,
}

/// Everything that a plan lacks: a warning for each kind.
pub fn warnings<'a>(
    teams: impl Iterator<Item = &'a Team> + Clone,
    teams_of_people: impl Iterator<Item = TeamId>,
    loose: &LooseEnds,
) -> Vec<Warning> {
    let peopled: HashSet<_> = teams_of_people.collect();
    let named = |team: &Team| (team.id.as_uuid(), team.name.clone());
    let items = |items: &[(ItemId, Name)]| -> Vec<_> {
        items.iter().map(|(id, name)| (id.as_uuid(), name.clone())).collect()
    };
    let days = loose.days_without_items.iter().map(|(id, name)| (id.as_uuid(), name.clone()));
    let all = [
        (
            Lack::TeamWithoutCoordinator,
            teams.clone().filter(|team| team.coordinator.is_none()).map(named).collect(),
        ),
        (
            Lack::TeamWithoutPeople,
            teams.filter(|team| !peopled.contains(&team.id)).map(named).collect(),
        ),
        (Lack::ItemWithoutDay, items(&loose.items_without_day)),
        (Lack::DropOffOutsideEvent, items(&loose.drop_offs_outside)),
        (Lack::DayWithoutItems, days.collect::<Vec<_>>()),
    ];
    let all = all.into_iter().filter(|(_, of)| !of.is_empty());
    all.map(|(lack, of)| Warning { lack, of }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PersonId;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    fn team(title: &str, leader: Option<&str>) -> Team {
        Team {
            id: TeamId::new(),
            name: name(title),
            scope: None,
            coordinator: leader.map(|it| (PersonId::new(), name(it))),
            version: 1,
        }
    }

    #[test]
    fn a_plan_that_lacks_nothing_warns_of_nothing() {
        let kitchen = team("Kitchen", Some("Cora"));
        let teams = [kitchen.clone()];
        assert_eq!(warnings(teams.iter(), [kitchen.id].into_iter(), &LooseEnds::default()), []);
    }

    #[test]
    fn each_kind_of_lack_is_one_warning_of_all_its_things() {
        let teams = [team("Kitchen", None), team("Garden", Some("Gil")), team("Music", None)];
        let loose = LooseEnds {
            items_without_day: vec![(ItemId::new(), name("Bread"))],
            drop_offs_outside: vec![(ItemId::new(), name("Tents"))],
            days_without_items: vec![(DayId::new(), name("Sunday"))],
        };
        let warnings = warnings(teams.iter(), [teams[0].id, teams[1].id].into_iter(), &loose);
        let words: Vec<_> = warnings
            .iter()
            .map(|it| (it.lack, it.of.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>()))
            .collect();
        assert_eq!(
            words,
            [
                (Lack::TeamWithoutCoordinator, vec!["Kitchen", "Music"]),
                (Lack::TeamWithoutPeople, vec!["Music"]),
                (Lack::ItemWithoutDay, vec!["Bread"]),
                (Lack::DropOffOutsideEvent, vec!["Tents"]),
                (Lack::DayWithoutItems, vec!["Sunday"]),
            ]
        );
    }
}
