//! What a caller is at one event, as read at one moment.

use uuid::Uuid;

use crate::{
    audit::{Actor, ActorId, ActorKind},
    event::Event,
    id::{AccountId, TeamId},
    link::Link,
    permission::Authority,
    person::{Person, Role},
    team::Team,
};

/// What a caller is at one event. It comes from the database at the door, and again once the event
/// is locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// By what they came in.
    pub came_by: CameBy,
    /// The gathering.
    pub event: Event,
    /// Who they are in its plan. An admin is nobody in it: their name, and an id that no person has.
    pub person: Person,
    /// The team that they are in.
    pub team: Option<Team>,
}

/// By what a caller came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameBy {
    /// Their link.
    Link(Link),
    /// A session of their account, which is an accepted host of the event.
    Session(AccountId),
    /// A session of their account, which is an admin's, and does not run the event.
    Admin(AccountId),
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
        match &self.came_by {
            CameBy::Link(link) => link.role,
            CameBy::Session(_) | CameBy::Admin(_) => Role::Host,
        }
    }

    /// The link that they came by, if it was one.
    pub const fn link(&self) -> Option<&Link> {
        match &self.came_by {
            CameBy::Link(link) => Some(link),
            CameBy::Session(_) | CameBy::Admin(_) => None,
        }
    }

    /// What they came by: the id of a link or of an account, by which what they do is counted.
    pub const fn credential_id(&self) -> Uuid {
        match &self.came_by {
            CameBy::Link(link) => link.id.as_uuid(),
            CameBy::Session(account_id) | CameBy::Admin(account_id) => account_id.as_uuid(),
        }
    }

    /// Whether they may hold everybody's links: whoever runs the event, which an admin does not.
    pub fn may_hold_links(&self) -> bool {
        self.authority() == Authority::Host && !matches!(self.came_by, CameBy::Admin(_))
    }

    /// As what they act on the plan.
    ///
    /// Admins do as hosts do (`can_manage`).
    pub const fn authority(&self) -> Authority {
        match self.role() {
            Role::Host => Authority::Host,
            Role::Coordinator { .. } => Authority::Coordinator,
            Role::Participant => Authority::Participant,
        }
    }

    /// Which items they may touch at all.
    pub const fn reach(&self) -> Reach {
        match self.role() {
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
        match self.came_by {
            CameBy::Admin(id) => Actor {
                kind: ActorKind::Admin,
                id: Some(ActorId::Account(id)),
                name: self.person.name.to_string(),
            },
            CameBy::Link(_) | CameBy::Session(_) => {
                Actor::person(self.authority(), self.person.id, &self.person.name)
            }
        }
    }
}
