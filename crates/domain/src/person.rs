//! Somebody in a plan, and what they are there.

use crate::{
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
}
