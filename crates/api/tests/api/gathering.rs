//! Gatherings to test with, and who is in them.

use std::{collections::HashMap, sync::Arc};

use gather_api::{Gathering as Planned, Imported};
use gather_domain::person::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{app::TestApp, caller::Caller};

/// A gathering that was loaded.
pub struct Gathering {
    pub names: Names,
    pub warnings: Vec<String>,
    callers: Vec<(Role, String, Caller)>,
}

/// The ids of what the file calls by name.
#[derive(Clone, Default)]
pub struct Names {
    pub event: Uuid,
    ids: Arc<HashMap<(&'static str, String), Uuid>>,
}

impl Names {
    pub fn of(gathering: &Planned) -> Self {
        let teams =
            gathering.teams.iter().map(|it| (("team", it.name.to_string()), it.id.as_uuid()));
        let days = gathering.days.iter().map(|it| (("day", it.name.to_string()), it.id.as_uuid()));
        let people = gathering.people.iter();
        let people = people.map(|(it, _)| (("person", it.name.to_string()), it.id.as_uuid()));
        let items = gathering.items.iter();
        let items = items.map(|it| (("item", it.facts.name.to_string()), it.id.as_uuid()));
        let ids = teams.chain(days).chain(people).chain(items).collect();
        Self { event: gathering.event.id.as_uuid(), ids: Arc::new(ids) }
    }

    #[track_caller]
    pub fn team(&self, name: &str) -> Uuid {
        self.find("team", name)
    }

    #[track_caller]
    pub fn day(&self, name: &str) -> Uuid {
        self.find("day", name)
    }

    #[track_caller]
    pub fn person(&self, name: &str) -> Uuid {
        self.find("person", name)
    }

    #[track_caller]
    pub fn item(&self, name: &str) -> Uuid {
        self.find("item", name)
    }

    #[track_caller]
    fn find(&self, kind: &'static str, name: &str) -> Uuid {
        let id = self.ids.get(&(kind, name.to_owned()));
        *id.unwrap_or_else(|| panic!("there is no {kind} called {name}"))
    }
}

impl Gathering {
    pub fn new(app: &TestApp, names: Names, imported: Imported, warnings: Vec<String>) -> Self {
        let callers = imported.links.into_iter().map(|link| {
            let (_, secret) = link.url.split_once('#').unwrap();
            (link.role, link.person, app.stranger().holding(link.role, secret, &names))
        });
        Self { callers: callers.collect(), names, warnings }
    }

    pub fn id(&self) -> Uuid {
        self.names.event
    }

    pub fn host(&self) -> Caller {
        let host = self.callers.iter().find(|(role, ..)| *role == Role::Host);
        host.unwrap().2.clone()
    }

    #[track_caller]
    pub fn coordinator(&self, team: &str) -> Caller {
        let id = self.names.team(team);
        let leads =
            |role: Role| matches!(role, Role::Coordinator { team_id } if team_id.as_uuid() == id);
        let found = self.callers.iter().find(|(role, ..)| leads(*role));
        found.unwrap_or_else(|| panic!("nobody leads {team}")).2.clone()
    }

    #[track_caller]
    pub fn participant(&self, name: &str) -> Caller {
        let found = self
            .callers
            .iter()
            .find(|(role, person, _)| *role == Role::Participant && person == name);
        found.unwrap_or_else(|| panic!("{name} is no participant")).2.clone()
    }

    /// Everybody with a link.
    pub fn everybody(&self) -> impl Iterator<Item = &(Role, String, Caller)> {
        self.callers.iter()
    }
}

/// A small gathering in Berlin: Hana hosts; Cora leads Kitchen with Pam and Paul, Gil leads Garden
/// with Gwen. Tests add items.
pub fn small(status: &str) -> Value {
    json!({
        "event": {
            "name": "Summer party", "time_zone": "Europe/Berlin", "start_date": "2026-03-28",
            "end_date": "2026-10-26", "status": status, "guest_count": 20, "host": "Hana",
        },
        "days": [{ "name": "Saturday", "date": "2026-03-28" }],
        "teams": [
            { "name": "Kitchen", "scope": "Food", "coordinator": "Cora" },
            { "name": "Garden", "coordinator": "Gil" },
        ],
        "people": [
            { "name": "Hana" },
            { "name": "Cora", "team": "Kitchen" },
            { "name": "Pam", "team": "Kitchen" },
            { "name": "Paul", "team": "Kitchen" },
            { "name": "Gil", "team": "Garden" },
            { "name": "Gwen", "team": "Garden" },
        ],
        "items": [],
    })
}

/// The small gathering with these items: team, name, who has it, and whether it is critical.
pub fn small_with(status: &str, items: &[(&str, &str, Option<&str>, bool)]) -> Value {
    let mut file = small(status);
    let items = items.iter().map(|(team, name, assignee, critical)| {
        json!({ "team": team, "name": name, "assignee": assignee, "critical": critical })
    });
    file["items"] = items.collect();
    file
}
