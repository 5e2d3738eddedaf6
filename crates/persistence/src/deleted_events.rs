//! Deleted events: to all but admins they are not there, until they are brought back or deleted for
//! good.

use chrono::{DateTime, Utc};
use gather_domain::{event::Event, id::EventId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    entity::{account, event},
    error::StoreError,
    events,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// A deleted event.
#[derive(Debug, Clone)]
pub struct DeletedEvent {
    /// The event.
    pub event: Event,
    /// Since when.
    pub deleted_at: DateTime<Utc>,
    /// What its primary host is called.
    pub primary_name: Option<String>,
}

/// Deletes an event: its plan, its hosts and its links stay for whoever brings it back. `false`: it
/// was deleted before.
pub async fn delete(tx: &Tx, id: EventId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let deleted = event::Entity::update_many()
        .col_expr(event::Column::DeletedAt, Expr::value(now))
        .col_expr(event::Column::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .filter(event::Column::DeletedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(deleted.rows_affected == 1)
}

/// Holds a deleted event until the transaction ends: which it is; `None`: there is none.
pub async fn lock(tx: &Tx, id: EventId) -> Result<Option<DeletedEvent>, StoreError> {
    if !events::lock_any(tx, id).await? {
        return Ok(None);
    }
    find(tx, id).await
}

/// The deleted event with this id.
pub async fn find(source: &impl Source, id: EventId) -> Result<Option<DeletedEvent>, StoreError> {
    let query = select().and_where(column(event::Column::Id).eq(id.as_uuid())).take();
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map(|row| read(&mut Cells::of(row))).transpose()
}

/// Deleted events, latest first, at most so many.
pub async fn list(
    source: &impl Source,
    before: Option<EventId>,
    limit: u64,
) -> Result<Vec<DeletedEvent>, StoreError> {
    let mut query = select();
    query.order_by((event::Entity, event::Column::Id), Order::Desc).limit(limit);
    if let Some(before) = before {
        query.and_where(column(event::Column::Id).lt(before.as_uuid()));
    }
    let rows = source.connection().query_all(&query).await?;
    rows.iter().map(|row| read(&mut Cells::of(row))).collect()
}

/// Brings a deleted event back. `false`: it is not deleted.
pub async fn bring_back(tx: &Tx, id: EventId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let brought_back = event::Entity::update_many()
        .col_expr(event::Column::DeletedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(event::Column::Version, Expr::col(event::Column::Version).add(1))
        .col_expr(event::Column::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .filter(event::Column::DeletedAt.is_not_null())
        .exec(tx.connection())
        .await?;
    Ok(brought_back.rows_affected == 1)
}

/// Deletes a deleted event for good, and with it everything under it but what is remembered of it.
/// `false`: it is not deleted.
pub async fn purge(tx: &Tx, id: EventId) -> Result<bool, StoreError> {
    let purged = event::Entity::delete_many()
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .filter(event::Column::DeletedAt.is_not_null())
        .exec(tx.connection())
        .await?;
    Ok(purged.rows_affected == 1)
}

fn column(column: event::Column) -> Expr {
    Expr::col((event::Entity, column))
}

fn select() -> SelectStatement {
    let mut query = Query::select();
    events::select(&mut query);
    query
        .column((event::Entity, event::Column::DeletedAt))
        .column((account::Entity, account::Column::DisplayName))
        .from(event::Entity)
        .left_join(
            account::Entity,
            Expr::col((account::Entity, account::Column::Id))
                .equals((event::Entity, event::Column::HostId)),
        )
        .and_where(column(event::Column::DeletedAt).is_not_null())
        .take()
}

fn read(cells: &mut Cells<'_>) -> Result<DeletedEvent, StoreError> {
    Ok(DeletedEvent {
        event: events::read(cells)?,
        deleted_at: cells.take()?,
        primary_name: cells.take()?,
    })
}
