//! How often is too often, where guessing pays: counted here, so that several processes do not
//! multiply what an attacker may try.
//!
//! A key is free again at one instant, which each try pushes on by one interval; a burst may push it
//! so many intervals ahead of now. (This is the generic cell rate algorithm.) A key that is free now
//! is as good as one that was never seen.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    sea_query::{CaseStatement, Expr, LockBehavior, LockType, OnConflict, Query},
};

use crate::{
    entity::rate_limit,
    error::StoreError,
    store::{Tx, private::Connected as _},
};

/// How many stale keys a try clears away at most.
const CLEARED: u64 = 100;

/// How often something may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// So many times at once.
    pub burst: i32,
    /// And once more after each of these.
    pub every: TimeDelta,
}

/// Counts a try of the key with this hash. `Some`: it is one too many, and that long to wait for
/// the next.
///
/// The condition is part of the statement that counts: of many tries at once no more count than may.
pub async fn take(
    tx: &Tx,
    key_hash: [u8; 32],
    limit: Limit,
    now: DateTime<Utc>,
) -> Result<Option<TimeDelta>, StoreError> {
    use rate_limit::Column as C;

    let (now, every) = (now.timestamp_micros(), micros(limit.every));
    let latest = now + every * i64::from(limit.burst - 1);
    let column = || Expr::col((rate_limit::Entity, C::FreeAtUs));
    let pushed =
        CaseStatement::new().case(column().gt(now), column().add(every)).finally(now + every);
    let counted = rate_limit::Entity::insert(rate_limit::ActiveModel {
        key_hash: Set(key_hash.to_vec()),
        free_at_us: Set(now + every),
    })
    .on_conflict(
        OnConflict::column(C::KeyHash)
            .value(C::FreeAtUs, pushed)
            .action_and_where(column().lte(latest))
            .to_owned(),
    )
    .exec_without_returning(tx.connection())
    .await?;
    if counted == 1 {
        clear(tx, now).await?;
        return Ok(None);
    }
    let row = rate_limit::Entity::find_by_id(key_hash.to_vec())
        .one(tx.connection())
        .await?
        .ok_or(DbErr::RecordNotInserted)?;
    Ok(Some(TimeDelta::microseconds(Ord::max(row.free_at_us - latest, 0))))
}

/// Forgets what was counted of a key.
pub async fn forgive(tx: &Tx, key_hash: [u8; 32]) -> Result<(), StoreError> {
    rate_limit::Entity::delete_by_id(key_hash.to_vec()).exec(tx.connection()).await?;
    Ok(())
}

/// Clears away keys that are free, but for those that somebody else counts just now: to wait for
/// these, each of two could wait for the other.
async fn clear(tx: &Tx, now: i64) -> Result<(), StoreError> {
    let free = Query::select()
        .column(rate_limit::Column::KeyHash)
        .from(rate_limit::Entity)
        .and_where(Expr::col(rate_limit::Column::FreeAtUs).lte(now))
        .limit(CLEARED)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .take();
    let delete = Query::delete()
        .from_table(rate_limit::Entity)
        .and_where(Expr::col(rate_limit::Column::KeyHash).in_subquery(free))
        .take();
    tx.connection().execute(&delete).await?;
    Ok(())
}

fn micros(delta: TimeDelta) -> i64 {
    delta.num_microseconds().unwrap_or(i64::MAX)
}
