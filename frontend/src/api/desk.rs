use uuid::Uuid;

use crate::link::Secret;

/// From where somebody works on one team's items: the same acts, by different routes.
#[derive(Debug, Clone, PartialEq)]
pub enum Desk {
    /// The team's coordinator; the link names the team.
    Coordinator {
        /// The coordinator's link.
        link: Secret,
    },
    /// A host, who names event and team.
    Host {
        /// The host's link.
        link: Secret,
        /// The gathering.
        event_id: Uuid,
        /// The team whose items are worked on.
        team_id: Uuid,
    },
}

impl Desk {
    /// The link to ask with.
    pub fn link(&self) -> &Secret {
        match self {
            Self::Coordinator { link } | Self::Host { link, .. } => link,
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
