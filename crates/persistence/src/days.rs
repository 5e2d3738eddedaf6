//! The days of an event.

use chrono::{DateTime, Utc};
use gather_domain::{
    id::{DayId, EventId},
    item::Day,
    permission::Permit,
    text::Name,
};
use sea_orm::{
    ActiveValue::Set, EntityTrait, ExprTrait, QueryFilter, QueryOrder, prelude::Uuid,
    sea_query::Expr,
};

use crate::{
    batch,
    entity::{day, item},
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

/// The days of an event, by date.
pub async fn of_event(source: &impl Source, event_id: EventId) -> Result<Vec<Day>, StoreError> {
    day::Entity::find()
        .filter(day::COLUMN.event_id.eq(event_id.as_uuid()))
        .order_by_asc(day::Column::Date)
        .order_by_asc(day::Column::Id)
        .all(source.connection())
        .await?
        .into_iter()
        .map(Day::try_from)
        .collect()
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
    batch::insert(tx, rows).await
}

/// Replaces the name and the date of a day.
pub async fn update(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    day: &Day,
) -> Result<(), StoreError> {
    day::Entity::update_many()
        .col_expr(day::Column::Name, Expr::value(day.name.to_string()))
        .col_expr(day::Column::Date, Expr::value(day.date))
        .filter(day::COLUMN.id.eq(day.id.as_uuid()))
        .filter(day::COLUMN.event_id.eq(event_id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Deletes a day. What was for it is for no day from then on; how many items that were.
pub async fn delete(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    id: DayId,
) -> Result<u64, StoreError> {
    // By hand: the key to a day has the event in it, and `ON DELETE SET NULL` would null that, too.
    let freed = item::Entity::update_many()
        .col_expr(item::Column::DayId, Expr::value(None::<Uuid>))
        .col_expr(item::Column::Version, Expr::col(item::Column::Version).add(1))
        .filter(item::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(item::COLUMN.day_id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    day::Entity::delete_many()
        .filter(day::COLUMN.id.eq(id.as_uuid()))
        .filter(day::COLUMN.event_id.eq(event_id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(freed.rows_affected)
}

impl TryFrom<day::Model> for Day {
    type Error = StoreError;

    fn try_from(row: day::Model) -> Result<Self, Self::Error> {
        Ok(Self {
            id: DayId::from_uuid(row.id),
            name: rows::text("day", Name::stored, &row.name)?,
            date: row.date,
        })
    }
}
