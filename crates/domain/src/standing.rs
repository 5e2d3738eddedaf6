//! What a caller is at one event, as read at one moment.

use crate::{
    audit::{Actor, ActorKind},
    event::Event,
    id::TeamId,
    link::Link,
    permission::Authority,
    person::{Person, Role},
    team::Team,
};

/// What a caller is at one event. It comes from the database at the door, and again once the event
/// is locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The link that they came by.
    pub link: Link,
    /// The gathering.
    pub event: Event,
    /// Who they are in its plan.
    pub person: Person,
    /// The team that they are in.
    pub team: Option<Team>,
}

/// Which items a caller may touch at all: others are not there for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those of the whole event.
    Event,
    /// Those of one team.
    Team(TeamId),
    /// None.
    Nothing,
}

impl Standing {
    /// What they are there.
    pub const fn role(&self) -> Role {
        self.link.role
    }

    /// As what they act on the plan.
    pub const fn authority(&self) -> Authority {
        match self.link.role {
            Role::Host => Authority::Host,
            Role::Coordinator { .. } => Authority::Coordinator,
            Role::Participant => Authority::Participant,
        }
    }

    /// Which items they may touch at all.
    pub const fn reach(&self) -> Reach {
        match self.link.role {
            Role::Host => Reach::Event,
            Role::Coordinator { team_id } => Reach::Team(team_id),
            Role::Participant => Reach::Nothing,
        }
    }

    /// The same caller, with the event as a later statement read it.
    #[must_use]
    pub fn at(&self, event: Event) -> Self {
        Self { event, ..self.clone() }
    }

    /// How the audit names them.
    pub fn actor(&self) -> Actor {
        Actor {
            kind: ActorKind::Person(self.authority()),
            id: Some(self.person.id),
            name: self.person.name.to_string(),
        }
    }
}
