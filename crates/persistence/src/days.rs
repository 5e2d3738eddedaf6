//! The days of an event.

use chrono::{DateTime, Utc};
use gather_domain::{
    id::{DayId, EventId},
    item::Day,
    permission::Permit,
    text::Name,
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter};

use crate::{
    entity::day,
    error::StoreError,
    rows,
    store::{Source, Tx, private::Connected as _},
};

/// The day, if it is one of this event's.
pub async fn find(
    source: &impl Source,
    event_id: EventId,
    id: DayId,
) -> Result<Option<Day>, StoreError> {
    day::Entity::find_by_id(id.as_uuid())
        .filter(day::COLUMN.event_id.eq(event_id.as_uuid()))
        .one(source.connection())
        .await?
        .map(Day::try_from)
        .transpose()
}

/// New days of one event.
pub async fn insert(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    days: &[Day],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = days.iter().map(|day| day::ActiveModel {
        id: Set(day.id.as_uuid()),
        event_id: Set(event_id.as_uuid()),
        name: Set(day.name.to_string()),
        date: Set(day.date),
        created_at: Set(now),
    });
    day::Entity::insert_many(rows).exec_without_returning(tx.connection()).await?;
    Ok(())
}

impl TryFrom<day::Model> for Day {
    type Error = StoreError;

    fn try_from(row: day::Model) -> Result<Self, Self::Error> {
        Ok(Self {
            id: DayId::from_uuid(row.id),
            name: rows::text("day", Name::parse, &row.name)?,
            date: row.date,
        })
    }
}
