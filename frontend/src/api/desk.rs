use uuid::Uuid;

use crate::credential::Credential;

/// From where somebody works on one team's items: the same acts, by different routes.
#[derive(Debug, Clone, PartialEq)]
pub enum Desk {
    /// The team's coordinator; the link names the team.
    Coordinator {
        /// The coordinator's link.
        by: Credential,
    },
    /// A host, who names event and team.
    Host {
        /// The host's link, or that they are signed in.
        by: Credential,
        /// The gathering.
        event_id: Uuid,
        /// The team whose items are worked on.
        team_id: Uuid,
    },
}

impl Desk {
    /// What to ask with.
    pub fn credential(&self) -> &Credential {
        match self {
            Self::Coordinator { by } | Self::Host { by, .. } => by,
        }
    }

    /// The items' path below `/api`.
    pub(super) fn items(&self) -> String {
        match self {
            Self::Coordinator { .. } => "/c/items".to_owned(),
            Self::Host { event_id, .. } => format!("/events/{event_id}/items"),
        }
    }
}
