//! Invites whose time is over, or soon will be, and whose makers were not told so.

use chrono::{DateTime, TimeDelta, Utc};
use gather_domain::{
    id::{AccountId, EventId, InviteId},
    invite::{Invite, InviteStatus},
};
use sea_orm::{
    Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::{Alias, Expr, Query},
};

use super::reading::fares;
use crate::{
    entity::event_invite,
    error::StoreError,
    store::{Source, Tx, private::Connected as _},
};

/// How long somebody is left in peace who was told of expired invites.
const REST: TimeDelta = TimeDelta::days(7);

/// An invite that expires until then, which nobody has opened, and whose maker was not told so.
pub async fn find_expiring(
    source: &impl Source,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<(InviteId, EventId)>, StoreError> {
    let row = event_invite::Entity::find()
        .filter(is_expiring(now, until))
        .order_by_asc(event_invite::Column::ExpiresAt)
        .one(source.connection())
        .await?;
    Ok(row.map(|it| (InviteId::from_uuid(it.id), EventId::from_uuid(it.event_id))))
}

/// Notes that its maker is told that it expires. `false`: they were, or it does not any more.
pub async fn mark_warned(
    tx: &Tx,
    id: InviteId,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let warned = event_invite::Entity::update_many()
        .col_expr(event_invite::Column::WarnedAt, Expr::value(now))
        .filter(event_invite::COLUMN.id.eq(id.as_uuid()))
        .filter(is_expiring(now, until))
        .exec(tx.connection())
        .await?;
    Ok(warned.rows_affected == 1)
}

fn is_expiring(now: DateTime<Utc>, until: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(fares(InviteStatus::Pending, now))
        .add(event_invite::COLUMN.expires_at.lte(until))
        .add(event_invite::COLUMN.opened_at.is_null())
        .add(event_invite::COLUMN.warned_at.is_null())
        .add(event_invite::COLUMN.created_by.is_not_null())
}

/// Somebody who made invites to an event that have expired, and was told of none there for a week.
pub async fn find_expired(
    source: &impl Source,
    now: DateTime<Utc>,
) -> Result<Option<(AccountId, EventId)>, StoreError> {
    use event_invite::Column as C;

    let other = Alias::new("other");
    let of_other = |column: C| Expr::col((other.clone(), column));
    let here = |column: C| (event_invite::Entity, column);
    let told_lately = Query::select()
        .expr(Expr::val(1))
        .from_as(event_invite::Entity, other.clone())
        .and_where(of_other(C::EventId).equals(here(C::EventId)))
        .and_where(of_other(C::CreatedBy).equals(here(C::CreatedBy)))
        .and_where(of_other(C::ToldExpiredAt).gt(now - REST))
        .take();
    let row = event_invite::Entity::find()
        .filter(is_untold(now))
        .filter(event_invite::COLUMN.created_by.is_not_null())
        .filter(Expr::exists(told_lately).not())
        .order_by_asc(C::ExpiresAt)
        .one(source.connection())
        .await?;
    Ok(row.and_then(|it| {
        Some((AccountId::from_uuid(it.created_by?), EventId::from_uuid(it.event_id)))
    }))
}

/// Notes that somebody is told of their expired invites to an event: which these are, the first first.
pub async fn mark_told(
    tx: &Tx,
    creator: AccountId,
    event_id: EventId,
    now: DateTime<Utc>,
) -> Result<Vec<Invite>, StoreError> {
    let theirs = Condition::all()
        .add(event_invite::COLUMN.event_id.eq(event_id.as_uuid()))
        .add(event_invite::COLUMN.created_by.eq(creator.as_uuid()))
        .add(is_untold(now));
    let rows = event_invite::Entity::find()
        .filter(theirs.clone())
        .order_by_asc(event_invite::Column::ExpiresAt)
        .order_by_asc(event_invite::Column::Id)
        .all(tx.connection())
        .await?;
    event_invite::Entity::update_many()
        .col_expr(event_invite::Column::ToldExpiredAt, Expr::value(now))
        .filter(theirs)
        .exec(tx.connection())
        .await?;
    rows.into_iter().map(Invite::try_from).collect()
}

/// Whether an invite has expired, and its maker was not told of that end: an invite that was renewed
/// ends again.
fn is_untold(now: DateTime<Utc>) -> Condition {
    use event_invite::Column as C;

    let told = Expr::col((event_invite::Entity, C::ToldExpiredAt));
    let end = Expr::col((event_invite::Entity, C::ExpiresAt));
    fares(InviteStatus::Expired, now).add(told.clone().is_null().or(told.lt(end)))
}
