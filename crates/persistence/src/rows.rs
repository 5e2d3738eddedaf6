//! What a cell of a row is to the domain.

use gather_domain::{event::EventStatus, person::Role, text::TextError};

use crate::{
    entity::{access_token, event},
    error::StoreError,
};

/// A text of a row: it was parsed before it was stored. Read it by `stored`, not by `parse`, which may
/// have come to refuse more since.
pub(crate) fn text<T>(
    table: &'static str,
    read: fn(&str) -> Result<T, TextError>,
    stored: &str,
) -> Result<T, StoreError> {
    read(stored).map_err(|error| StoreError::corrupt(table, error))
}

/// The same, where there may be none.
pub(crate) fn optional_text<T>(
    table: &'static str,
    read: fn(&str) -> Result<T, TextError>,
    stored: Option<&str>,
) -> Result<Option<T>, StoreError> {
    stored.map(|stored| text(table, read, stored)).transpose()
}

/// A count: databases count in signed numbers.
pub(crate) fn count(table: &'static str, stored: i64) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(|error| StoreError::corrupt(table, error))
}

impl From<event::Status> for EventStatus {
    fn from(status: event::Status) -> Self {
        match status {
            event::Status::Draft => Self::Draft,
            event::Status::Confirming => Self::Confirming,
            event::Status::Frozen => Self::Frozen,
            event::Status::Complete => Self::Complete,
        }
    }
}

impl From<EventStatus> for event::Status {
    fn from(status: EventStatus) -> Self {
        match status {
            EventStatus::Draft => Self::Draft,
            EventStatus::Confirming => Self::Confirming,
            EventStatus::Frozen => Self::Frozen,
            EventStatus::Complete => Self::Complete,
        }
    }
}

impl From<Role> for access_token::Scope {
    fn from(role: Role) -> Self {
        match role {
            Role::Host => Self::Host,
            Role::Coordinator { .. } => Self::Coordinator,
            Role::Participant => Self::Participant,
        }
    }
}
