//! What a row of a table, or of several joined, is to the domain.

use gather_domain::{
    event::{Dates, Event, EventStatus, GuestCount},
    id::{EventId, LinkId, PersonId, TeamId},
    link::Link,
    person::Role,
    secret::Nonce,
    text::{Name, Note, TextError},
    zone::TimeZone,
};
use sea_orm::{
    EntityTrait, FromQueryResult, IdenStatic, Iterable, QueryResult,
    sea_query::{Alias, Expr, IntoIden, SelectStatement},
};

use crate::{
    entity::{access_token, event},
    error::StoreError,
};

/// Selects all columns of `E`, each named with the prefix by which [`of`] finds them again.
pub(crate) fn select<E: EntityTrait>(query: &mut SelectStatement, prefix: &str) {
    for column in <E::Column as Iterable>::iter() {
        let name = format!("{prefix}{}", column.as_str());
        query.expr_as(Expr::col((E::default().into_iden(), column)), Alias::new(name));
    }
}

/// The model whose columns [`select`] named with this prefix.
pub(crate) fn of<M: FromQueryResult>(row: &QueryResult, prefix: &str) -> Result<M, StoreError> {
    Ok(M::from_query_result(row, prefix)?)
}

/// A text of a row: it was parsed before it was stored.
pub(crate) fn text<T>(
    table: &'static str,
    parse: fn(&str) -> Result<T, TextError>,
    stored: &str,
) -> Result<T, StoreError> {
    parse(stored).map_err(|error| StoreError::corrupt(table, error))
}

/// The same, where there may be none.
pub(crate) fn optional_text<T>(
    table: &'static str,
    parse: fn(&str) -> Result<T, TextError>,
    stored: Option<&str>,
) -> Result<Option<T>, StoreError> {
    stored.map(|stored| text(table, parse, stored)).transpose()
}

/// A count: databases count in signed numbers.
pub(crate) fn count(table: &'static str, stored: i64) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(|error| StoreError::corrupt(table, error))
}

impl TryFrom<event::Model> for Event {
    type Error = StoreError;

    fn try_from(row: event::Model) -> Result<Self, Self::Error> {
        let corrupt = |detail: &str| StoreError::corrupt("event", detail);
        let dates = Dates::new(row.starts_on, row.ends_on);
        let guest_count = row.guest_count.map(|count| {
            GuestCount::new(count).ok_or_else(|| corrupt("nobody expects that many guests"))
        });
        Ok(Self {
            id: EventId::from_uuid(row.id),
            name: text("event", Name::parse, &row.name)?,
            description: optional_text("event", Note::parse, row.description.as_deref())?,
            time_zone: TimeZone::parse(&row.time_zone)
                .map_err(|error| StoreError::corrupt("event", error))?,
            dates: dates.ok_or_else(|| corrupt("it ends before it starts"))?,
            status: row.status.into(),
            guest_count: guest_count.transpose()?,
            version: row.version,
        })
    }
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

impl TryFrom<access_token::Model> for Link {
    type Error = StoreError;

    fn try_from(row: access_token::Model) -> Result<Self, Self::Error> {
        let corrupt = |detail: &str| StoreError::corrupt("access_token", detail);
        let role = match (row.scope, row.team_id) {
            (access_token::Scope::Host, None) => Role::Host,
            (access_token::Scope::Coordinator, Some(team_id)) => {
                Role::Coordinator { team_id: TeamId::from_uuid(team_id) }
            }
            (access_token::Scope::Participant, None) => Role::Participant,
            _ => return Err(corrupt("its scope and its team do not go together")),
        };
        let nonce = <[u8; 16]>::try_from(row.nonce.as_slice())
            .map_err(|_length| corrupt("its nonce has not 16 bytes"))?;
        Ok(Self {
            id: LinkId::from_uuid(row.id),
            person_id: PersonId::from_uuid(row.person_id),
            role,
            nonce: Nonce::from_bytes(nonce),
            opened_at: row.opened_at,
            expires_at: row.expires_at,
        })
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
