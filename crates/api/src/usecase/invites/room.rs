//! How many invites may be open at once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use gather_domain::{
    email::Email,
    id::EventId,
    invite::{MOST_OPEN, MOST_OPEN_PER_EMAIL},
};
use gather_persistence::{
    Source, StoreError,
    invites::{self, OpenCount},
};

/// How many are open at some events.
pub(super) struct Room(Vec<OpenCount>);

impl Room {
    /// The room at these events.
    pub(super) async fn at(
        source: &impl Source,
        events: BTreeSet<EventId>,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        invites::count_open(source, events, now).await.map(Self)
    }

    /// Whether one more to this event, and to this address, may be open.
    pub(super) fn is_left(&self, event_id: EventId, email: Option<&Email>) -> bool {
        let email = email.map(Email::as_normal);
        let here = self.0.iter().filter(|it| it.event_id == event_id);
        let to_them = here.clone().filter(|it| email.is_some() && it.email.as_deref() == email);
        here.map(|it| it.count).sum::<usize>() < MOST_OPEN
            && to_them.map(|it| it.count).sum::<usize>() < MOST_OPEN_PER_EMAIL
    }
}
