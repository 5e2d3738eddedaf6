//! What became of secrets that open nothing any more: kept for a while, so that whoever holds one
//! is told more than that nobody knows it.

use chrono::{DateTime, Utc};
use gather_domain::{id::EventId, invite::REMEMBERED, secret::SecretHash};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, Query},
};

use crate::{
    entity::{event_invite, token_tombstone},
    error::StoreError,
    store::{Source, Tx, private::Connected as _},
};

/// What became of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// There is a newer one.
    Rotated,
    /// What it was about is deleted.
    EventDeleted,
}

/// Remembers that there is a newer one in place of the secret with this hash.
pub async fn bury(tx: &Tx, hash: Vec<u8>, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = token_tombstone::ActiveModel {
        token_hash: Set(hash),
        reason: Set("rotated".to_owned()),
        expires_at: Set(now + REMEMBERED),
    };
    token_tombstone::Entity::insert(row).exec_without_returning(tx.connection()).await?;
    Ok(())
}

/// Remembers of all invites to an event that it is deleted: before it is for good.
pub async fn bury_event(tx: &Tx, event_id: EventId, now: DateTime<Utc>) -> Result<(), StoreError> {
    use token_tombstone::Column as C;

    let rows = Query::select()
        .column(event_invite::Column::TokenHash)
        .expr(Expr::val("event_deleted"))
        .expr(Expr::val(now + REMEMBERED))
        .from(event_invite::Entity)
        .and_where(Expr::col(event_invite::Column::EventId).eq(event_id.as_uuid()))
        .take();
    let mut insert = Query::insert();
    insert.into_table(token_tombstone::Entity).columns([C::TokenHash, C::Reason, C::ExpiresAt]);
    insert.select_from(rows).map_err(|error| StoreError::corrupt("token_tombstone", error))?;
    tx.connection().execute(&insert).await?;
    Ok(())
}

/// What became of the secret with this hash, if that is remembered.
pub async fn find(source: &impl Source, hash: &SecretHash) -> Result<Option<Fate>, StoreError> {
    let row = token_tombstone::Entity::find_by_id(hash.as_bytes().to_vec())
        .one(source.connection())
        .await?;
    row.map(|row| match row.reason.as_str() {
        "rotated" => Ok(Fate::Rotated),
        "event_deleted" => Ok(Fate::EventDeleted),
        _ => Err(StoreError::corrupt("token_tombstone", "nothing becomes of a secret so")),
    })
    .transpose()
}

/// Forgets those that are long gone.
pub async fn forget_expired(tx: &Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    token_tombstone::Entity::delete_many()
        .filter(token_tombstone::COLUMN.expires_at.lte(now))
        .exec(tx.connection())
        .await?;
    Ok(())
}
