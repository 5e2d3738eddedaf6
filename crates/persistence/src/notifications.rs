//! What members were told.

use chrono::{DateTime, Utc};
use gather_domain::{
    id::{AccountId, NotificationId},
    notification::{Notification, NotificationType},
};
use sea_orm::{
    ActiveValue::Set, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::Expr,
};

use crate::{
    batch,
    entity::notification,
    error::StoreError,
    store::{Source, Tx, private::Connected as _},
};

/// What somebody is to be told.
#[derive(Debug)]
pub struct NewNotification {
    /// Whom.
    pub account_id: AccountId,
    /// What happened.
    pub kind: NotificationType,
    /// The same in a few words.
    pub title: String,
    /// The same in a sentence or two.
    pub body: String,
    /// The page of the app where one goes on.
    pub link: String,
}

/// Whose notifications, and which of them.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// Whose.
    pub account_id: AccountId,
    /// Of what.
    pub kind: Option<NotificationType>,
    /// Only those that were not marked as read.
    pub is_unread: bool,
    /// Only those that came before this one.
    pub before: Option<NotificationId>,
}

/// Which notifications are not wanted any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwanted {
    /// Those that were marked as read.
    Read,
    /// Those that came before.
    Before(DateTime<Utc>),
    /// Those.
    These(Vec<NotificationId>),
}

/// Tells all of it.
pub async fn insert_all(
    tx: &Tx,
    new: impl IntoIterator<Item = NewNotification>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = new.into_iter().map(|it| notification::ActiveModel {
        id: Set(NotificationId::new().as_uuid()),
        account_id: Set(it.account_id.as_uuid()),
        kind: Set(it.kind.as_str().to_owned()),
        title: Set(it.title),
        body: Set(it.body),
        link: Set(it.link),
        created_at: Set(now),
        read_at: Set(None),
    });
    batch::insert(tx, rows).await
}

/// Those, latest first, at most so many.
pub async fn list(
    source: &impl Source,
    filter: Filter,
    limit: u64,
) -> Result<Vec<Notification>, StoreError> {
    let rows = notification::Entity::find()
        .filter(notification::COLUMN.account_id.eq(filter.account_id.as_uuid()))
        .apply_if(filter.kind, |query, kind| {
            query.filter(notification::COLUMN.kind.eq(kind.as_str()))
        })
        .apply_if(filter.is_unread.then_some(()), |query, ()| {
            query.filter(notification::COLUMN.read_at.is_null())
        })
        .apply_if(filter.before, |query, id| query.filter(notification::COLUMN.id.lt(id.as_uuid())))
        .order_by_desc(notification::Column::Id)
        .limit(limit)
        .all(source.connection())
        .await?;
    rows.into_iter().map(Notification::try_from).collect()
}

/// How many of somebody's were not marked as read.
pub async fn count_unread(source: &impl Source, account_id: AccountId) -> Result<u64, StoreError> {
    let unread = notification::Entity::find()
        .filter(notification::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(notification::COLUMN.read_at.is_null());
    Ok(unread.count(source.connection()).await?)
}

/// Marks somebody's as read: these, or all. How many were not before.
pub async fn mark_read(
    tx: &Tx,
    account_id: AccountId,
    these: Option<&[NotificationId]>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let marked = notification::Entity::update_many()
        .col_expr(notification::Column::ReadAt, Expr::value(now))
        .filter(notification::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(notification::COLUMN.read_at.is_null())
        .apply_if(these, |query, ids| query.filter(one_of(ids)))
        .exec(tx.connection())
        .await?;
    Ok(marked.rows_affected)
}

/// Forgets some of somebody's. How many there were.
pub async fn delete(
    tx: &Tx,
    account_id: AccountId,
    unwanted: &Unwanted,
) -> Result<u64, StoreError> {
    let deleted = notification::Entity::delete_many()
        .filter(notification::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(match unwanted {
            Unwanted::Read => Condition::all().add(notification::COLUMN.read_at.is_not_null()),
            Unwanted::Before(then) => {
                Condition::all().add(notification::COLUMN.created_at.lt(*then))
            }
            Unwanted::These(ids) => one_of(ids),
        })
        .exec(tx.connection())
        .await?;
    Ok(deleted.rows_affected)
}

fn one_of(ids: &[NotificationId]) -> Condition {
    Condition::all().add(notification::COLUMN.id.is_in(ids.iter().map(|id| id.as_uuid())))
}

impl TryFrom<notification::Model> for Notification {
    type Error = StoreError;

    fn try_from(row: notification::Model) -> Result<Self, Self::Error> {
        Ok(Self {
            id: NotificationId::from_uuid(row.id),
            kind: NotificationType::of_name(&row.kind)
                .ok_or_else(|| StoreError::corrupt("notification", "nobody is told of that"))?,
            title: row.title,
            body: row.body,
            link: row.link,
            created_at: row.created_at,
            read_at: row.read_at,
        })
    }
}
