//! A team, and how much of its work has somebody.

use crate::{
    id::{PersonId, TeamId},
    text::{Name, Note},
};

/// A team of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// What it is called.
    pub name: Name,
    /// What it sees to, in one line.
    pub scope: Option<Note>,
    /// Who leads it.
    pub coordinator: Option<(PersonId, Name)>,
    /// Rises with every change of the team itself, or of who leads it.
    pub version: i64,
}

/// How much of a team's work has somebody. Counted at each reading, stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All items.
    pub items: u64,
    /// Those that somebody has, whatever they say to it.
    pub assigned: u64,
    /// Those whose holder has confirmed.
    pub acknowledged: u64,
    /// Those whose holder has said that they cannot.
    pub declined: u64,
    /// Critical ones that nobody has, or somebody who cannot.
    pub critical_gaps: u64,
}

impl Counts {
    /// Those that nobody has, or somebody who cannot.
    pub const fn gaps(self) -> u64 {
        self.items.saturating_sub(self.assigned).saturating_add(self.declined)
    }

    /// How the team stands.
    pub const fn status(self) -> TeamStatus {
        if self.critical_gaps > 0 {
            TeamStatus::CriticalGap
        } else if self.gaps() > 0 {
            TeamStatus::Gap
        } else {
            TeamStatus::Sorted
        }
    }
}

/// How a team stands. The worst comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TeamStatus {
    /// A critical item has nobody, or somebody who cannot.
    CriticalGap,
    /// An item has nobody, or somebody who cannot, but no critical one.
    Gap,
    /// Every item has somebody who has not declined it, or there is none.
    Sorted,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_gap_names_the_status() {
        let counts = |items, assigned, declined, critical_gaps| Counts {
            items,
            assigned,
            acknowledged: 0,
            declined,
            critical_gaps,
        };
        assert_eq!(counts(0, 0, 0, 0).status(), TeamStatus::Sorted);
        assert_eq!(counts(2, 2, 0, 0).status(), TeamStatus::Sorted);
        assert_eq!(counts(2, 1, 0, 0).status(), TeamStatus::Gap);
        assert_eq!(counts(2, 2, 1, 0).status(), TeamStatus::Gap);
        assert_eq!(counts(2, 1, 0, 1).status(), TeamStatus::CriticalGap);
        assert_eq!(counts(2, 2, 1, 1).status(), TeamStatus::CriticalGap);
        assert_eq!(counts(5, 3, 2, 0).gaps(), 4);
    }
}
