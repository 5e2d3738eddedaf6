//! Deleted events: to all but admins they are not there, until they are brought back or deleted for
//! good.

use chrono::{DateTime, Utc};
use gather_domain::{event::Event, id::EventId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter, QuerySelect,
    prelude::Uuid,
    sea_query::{Alias, Expr, Query, SelectStatement},
};

use crate::{
    entity::{account, event, membership, person},
    error::StoreError,
    events,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// How many people are deleted by one statement.
const AT_ONCE: usize = 500;

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

/// Deletes an event, which is locked: its plan, its hosts and its links stay for whoever brings it
/// back.
pub async fn delete(tx: &Tx, id: EventId, now: DateTime<Utc>) -> Result<(), StoreError> {
    event::Entity::update_many()
        .col_expr(event::Column::DeletedAt, Expr::value(now))
        .col_expr(event::Column::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .filter(event::Column::DeletedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Holds a deleted event until the transaction ends: which it is; `None`: there is none.
pub async fn lock(tx: &Tx, id: EventId) -> Result<Option<DeletedEvent>, StoreError> {
    if !events::lock_any(tx, id).await? {
        return Ok(None);
    }
    find(tx, id).await
}

async fn find(source: &impl Source, id: EventId) -> Result<Option<DeletedEvent>, StoreError> {
    let query = select().and_where(column(event::Column::Id).eq(id.as_uuid())).take();
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map(|row| read(&mut Cells::of(row))).transpose()
}

/// Deleted events, whichever was deleted last first, at most so many.
pub async fn list(
    source: &impl Source,
    before: Option<EventId>,
    limit: u64,
) -> Result<Vec<DeletedEvent>, StoreError> {
    let mut query = select();
    query
        .order_by((event::Entity, event::Column::DeletedAt), Order::Desc)
        .order_by((event::Entity, event::Column::Id), Order::Desc)
        .limit(limit);
    if let Some(before) = before {
        let then = Alias::new("before");
        let deleted_then = Query::select()
            .column((then.clone(), event::Column::DeletedAt))
            .from_as(event::Entity, then.clone())
            .and_where(Expr::col((then, event::Column::Id)).eq(before.as_uuid()))
            .take();
        let deleted_then = || Expr::SubQuery(None, Box::new(deleted_then.clone().into()));
        let deleted_at = || column(event::Column::DeletedAt);
        let same = deleted_at().eq(deleted_then());
        let earlier_made = column(event::Column::Id).lt(before.as_uuid());
        query.and_where(deleted_at().lt(deleted_then()).or(same.and(earlier_made)));
    }
    let rows = source.connection().query_all(&query).await?;
    rows.iter().map(|row| read(&mut Cells::of(row))).collect()
}

/// Brings a deleted event back, which is locked.
pub async fn bring_back(tx: &Tx, id: EventId, now: DateTime<Utc>) -> Result<(), StoreError> {
    event::Entity::update_many()
        .col_expr(event::Column::DeletedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(event::Column::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Deletes a deleted event for good, which is locked, and with it everything under it but what is
/// remembered of it: also those of its people who are in no other plan and have no account.
pub async fn purge(tx: &Tx, id: EventId) -> Result<(), StoreError> {
    let people: Vec<Uuid> = membership::Entity::find()
        .select_only()
        .column(membership::Column::PersonId)
        .filter(membership::COLUMN.event_id.eq(id.as_uuid()))
        .into_tuple()
        .all(tx.connection())
        .await?;
    event::Entity::delete_many()
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .filter(event::Column::DeletedAt.is_not_null())
        .exec(tx.connection())
        .await?;
    let elsewhere =
        || Query::select().column(membership::Column::PersonId).from(membership::Entity).take();
    for people in people.chunks(AT_ONCE) {
        person::Entity::delete_many()
            .filter(person::COLUMN.id.is_in(people.iter().copied()))
            .filter(person::Column::AccountId.is_null())
            .filter(person::Column::Id.not_in_subquery(elsewhere()))
            .exec(tx.connection())
            .await?;
    }
    Ok(())
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
