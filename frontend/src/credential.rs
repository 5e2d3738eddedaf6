//! Who calls: by a link, or signed in.

use uuid::Uuid;

use crate::link::Secret;

/// What a gathering's screens ask the server with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// The link in the address.
    Link(Secret),
    /// Being signed in in this browser, as somebody who runs this gathering.
    Session {
        /// The gathering.
        event_id: Uuid,
    },
}

impl Credential {
    /// Where its screens are, and below `/api` what they ask.
    pub fn address(&self) -> String {
        match self {
            Self::Link(link) => link.kind().path().to_owned(),
            Self::Session { event_id } => format!("/events/{event_id}"),
        }
    }

    /// The link, where there is one.
    pub const fn link(&self) -> Option<&Secret> {
        match self {
            Self::Link(link) => Some(link),
            Self::Session { .. } => None,
        }
    }
}
