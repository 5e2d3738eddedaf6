//! Who ran an event before, and who was asked to and did not.

use chrono::{DateTime, Utc};

use crate::{
    hosting::{GrantMethod, HostRole},
    id::EventHostId,
    text::Name,
};

/// Somebody's part in running an event that is over, or was never taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerHost {
    /// The part.
    pub id: EventHostId,
    /// What they are called, as long as their account is there.
    pub name: Option<Name>,
    /// As what they ran it, or were asked to.
    pub role: HostRole,
    /// Whether it was in their hands first.
    pub was_primary: bool,
    /// How they came to run it, or would have.
    pub method: GrantMethod,
    /// Since when they ran it; `None`: they never did.
    pub started_at: Option<DateTime<Utc>>,
    /// Until when.
    pub ended_at: DateTime<Utc>,
    /// Why it ended.
    pub end: EndReason,
    /// What whoever ended it said.
    pub note: Option<String>,
    /// What whoever ended it is called, as long as their account is there.
    pub ended_by: Option<Name>,
}

/// Why somebody's part in running an event ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndReason {
    /// They were asked, and said no.
    Declined,
    /// They were asked, and that was taken back.
    Cancelled,
    /// They left.
    Left,
    /// Somebody took their part.
    Removed,
    /// Something else took its place.
    Superseded,
    /// Their account was deleted.
    AccountDeleted,
    /// The event was deleted.
    EventDeleted,
}

impl EndReason {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Declined,
        Self::Cancelled,
        Self::Left,
        Self::Removed,
        Self::Superseded,
        Self::AccountDeleted,
        Self::EventDeleted,
    ];

    /// Its name in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Left => "left",
            Self::Removed => "removed",
            Self::Superseded => "superseded",
            Self::AccountDeleted => "account_deleted",
            Self::EventDeleted => "event_deleted",
        }
    }

    /// The reason of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}
