//! Answers that are given again to a request that is sent again.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    EntityTrait, ExprTrait, QueryFilter,
    prelude::Uuid,
    sea_query::{Expr, OnConflict},
};

use crate::{
    entity::idempotency_key,
    error::StoreError,
    store::{Source, Tx, private::Connected as _},
};

/// How long an answer is kept.
pub const LIFETIME: TimeDelta = TimeDelta::hours(24);

/// A request that its client may send again: who sent it, the key that it gave, and a hash of all
/// that it asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who sent it.
    pub caller: Uuid,
    /// The client's name for it.
    pub key: String,
    /// SHA-256 of what it asked for.
    pub hash: [u8; 32],
}

/// What is known of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// It is new.
    Never,
    /// It was answered so.
    Answered(String),
    /// Its key was used for another request.
    Otherwise,
}

/// Whether this request was answered before. The event is locked, so nobody else answers it now.
pub async fn look_up(
    source: &impl Source,
    request: &Request,
    now: DateTime<Utc>,
) -> Result<Seen, StoreError> {
    let found = idempotency_key::Entity::find_by_id((request.caller, request.key.clone()))
        .filter(idempotency_key::COLUMN.created_at.gt(now - LIFETIME))
        .one(source.connection())
        .await?;
    Ok(match found {
        None => Seen::Never,
        Some(row) if row.request_hash == request.hash => Seen::Answered(row.answer),
        Some(_) => Seen::Otherwise,
    })
}

/// Keeps the answer, in place of one whose time is over. `false` means that the key has an answer
/// that still counts: another request got it since it was looked up, at an event that this one does
/// not lock.
pub async fn keep(
    tx: &Tx,
    request: &Request,
    answer: String,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use idempotency_key::Column as C;

    let row = idempotency_key::ActiveModel {
        caller: Set(request.caller),
        key: Set(request.key.clone()),
        request_hash: Set(request.hash.to_vec()),
        answer: Set(answer),
        created_at: Set(now),
    };
    let instead = OnConflict::columns([C::Caller, C::Key])
        .update_columns([C::RequestHash, C::Answer, C::CreatedAt])
        .action_and_where(Expr::col((idempotency_key::Entity, C::CreatedAt)).lte(now - LIFETIME))
        .to_owned();
    let kept = idempotency_key::Entity::insert(row)
        .on_conflict(instead)
        .exec_without_returning(tx.connection())
        .await?;
    Ok(kept == 1)
}

/// Forgets every answer whose time is over.
pub async fn forget_expired(tx: &Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    idempotency_key::Entity::delete_many()
        .filter(idempotency_key::COLUMN.created_at.lte(now - LIFETIME))
        .exec(tx.connection())
        .await?;
    Ok(())
}
