//! Somebody in a plan, and what they are there.

use std::collections::BTreeMap;

use crate::{
    contact::{Contact, Email, Phone},
    id::{PersonId, TeamId},
    text::Name,
};

/// Somebody, by the name that the others see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// What the others call them.
    pub name: Name,
}

/// What is known of a person, wherever they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFacts {
    /// What the others call them.
    pub name: Name,
    /// How to reach them.
    pub contact: Contact,
}

/// What changes about a person: `None` is unchanged, `Some(None)` is cleared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the fields of PersonFacts")]
pub struct PersonPatch {
    pub name: Option<Name>,
    pub email: Option<Option<Email>>,
    pub phone: Option<Option<Phone>>,
}

impl PersonFacts {
    /// The facts after the change.
    #[must_use]
    pub fn patched(&self, patch: PersonPatch) -> Self {
        let old = self.clone();
        Self {
            name: patch.name.unwrap_or(old.name),
            contact: Contact {
                email: patch.email.unwrap_or(old.contact.email),
                phone: patch.phone.unwrap_or(old.contact.phone),
            },
        }
    }

    /// What differs, for the audit. It outlives the person, so how to reach them is not in it: only
    /// that it has changed.
    pub fn differences(&self, new: &Self) -> BTreeMap<String, String> {
        let name = (self.name != new.name)
            .then(|| ("name".to_owned(), format!("{} → {}", self.name, new.name)));
        let changed =
            |name: &str, differs: bool| differs.then(|| (name.to_owned(), "changed".to_owned()));
        let (old, new) = (&self.contact, &new.contact);
        [name, changed("email", old.email != new.email), changed("phone", old.phone != new.phone)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// What somebody is at an event. Derived at each reading, stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// An accepted host of the event.
    Host,
    /// Coordinates the team that they are in.
    Coordinator {
        /// That team.
        team_id: TeamId,
    },
    /// Everybody else.
    Participant,
}

/// The facts from which a role follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Whether the person's account is an accepted host of the event.
    pub hosts: bool,
    /// The team that they are in.
    pub team_id: Option<TeamId>,
    /// Whether that team's coordinator is they.
    pub leads: bool,
}

impl Place {
    /// Host before coordinator before participant. `None`: not in this event at all.
    pub const fn role(self) -> Option<Role> {
        match self {
            Self { hosts: true, .. } => Some(Role::Host),
            Self { team_id: Some(team_id), leads: true, .. } => Some(Role::Coordinator { team_id }),
            Self { team_id: Some(_), .. } => Some(Role::Participant),
            Self { team_id: None, .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_who_leads_a_team_is_a_host() {
        let team_id = TeamId::new();
        let place = |hosts, team_id, leads| Place { hosts, team_id, leads }.role();

        assert_eq!(place(true, Some(team_id), true), Some(Role::Host));
        assert_eq!(place(true, None, false), Some(Role::Host));
        assert_eq!(place(false, Some(team_id), true), Some(Role::Coordinator { team_id }));
        assert_eq!(place(false, Some(team_id), false), Some(Role::Participant));
        assert_eq!(place(false, None, false), None);
    }

    #[test]
    fn the_audit_keeps_names_and_no_way_to_reach_anybody() {
        let rosie = PersonFacts {
            name: Name::parse("Rosie").unwrap(),
            contact: Contact { email: Email::parse("rosie@example.org").ok(), phone: None },
        };
        let patch = PersonPatch {
            name: Name::parse("Rose").ok(),
            email: Some(None),
            phone: Some(Phone::parse("1").ok()),
        };
        let differences = rosie.differences(&rosie.patched(patch));

        assert_eq!(differences["name"], "Rosie → Rose");
        assert_eq!((&*differences["email"], &*differences["phone"]), ("changed", "changed"));
    }
}
