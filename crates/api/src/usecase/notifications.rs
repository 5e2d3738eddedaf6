//! What members are told: written in the transaction of what happened, read in their own time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use gather_domain::{
    id::{AccountId, NotificationId},
    notification::{Notification, Preferences},
};
use gather_persistence::{
    StoreError, Tx, invitations,
    notifications::{self, NewNotification},
    preferences,
};

pub(crate) use gather_persistence::notifications::{Filter, Unwanted};

use super::{
    account_links::owner,
    outbox,
    page::{cut, one_more},
};
use crate::{
    account::{NotSignedIn, SignedIn},
    context::Context,
    mail::Matter,
    news::News,
};

/// Why somebody's notifications or preferences stay as they are.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotificationError {
    /// The caller is not let in any more.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What waits for somebody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Badge {
    /// How many invitations wait for their answer.
    pub(crate) actionable: u64,
    /// How many notifications they have not marked as read.
    pub(crate) unread: u64,
}

/// Tells these members, each once: on their screen, and by mail where they want it. Whoever did what
/// it tells of is not for the caller to name.
pub(crate) async fn tell(
    ctx: &Context,
    tx: &Tx,
    whom: impl IntoIterator<Item = AccountId>,
    news: &News,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let whom: BTreeSet<_> = whom.into_iter().collect();
    let told = whom.into_iter().map(|id| (id, news.clone()));
    tell_all(ctx, tx, told.collect(), now).await
}

/// Tells all of it, in as many statements as one.
pub(crate) async fn tell_all(
    ctx: &Context,
    tx: &Tx,
    news: Vec<(AccountId, News)>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if news.is_empty() {
        return Ok(());
    }
    let whom: BTreeSet<_> = news.iter().map(|(id, _)| *id).collect();
    let readers = preferences::of_accounts(tx, whom).await?;
    let readers: BTreeMap<_, _> = readers.iter().map(|it| (it.0.id, it)).collect();
    let mut told = Vec::new();
    let mut mails = Vec::new();
    for (id, news) in news {
        let Some((account, preferences)) = readers.get(&id) else { continue };
        let (kind, words) = (news.kind(), news.words());
        let (title, body, link) = (words.title, words.says.join("\n"), words.page.1);
        told.push(NewNotification { account_id: id, kind, title, body, link });
        // Whoever is kept out reads it when they are let in again.
        if account.suspended_at.is_none() && kind.is_mailed() && preferences.wants(kind.category())
        {
            mails.push((owner(account), Matter::News(news)));
        }
    }
    notifications::insert_all(tx, told, now).await?;
    outbox::write_all(ctx, tx, mails, now).await
}

/// Somebody's, latest first, at most `limit`, and whether there are more.
#[tracing::instrument(name = "notifications.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Notification>, bool), StoreError> {
    let found = notifications::list(&ctx.store, filter, one_more(limit)).await?;
    Ok(cut(found, limit))
}

/// What waits for the caller.
#[tracing::instrument(name = "notifications.badge", skip_all)]
pub(crate) async fn badge(ctx: &Context, by: &SignedIn) -> Result<Badge, StoreError> {
    let id = by.account().id;
    let actionable = invitations::count_of_account(&ctx.store, id, ctx.clock.now()).await?;
    Ok(Badge { actionable, unread: notifications::count_unread(&ctx.store, id).await? })
}

/// Marks the caller's as read: these, or all. How many were not before.
#[tracing::instrument(name = "notifications.mark_read", skip_all)]
pub(crate) async fn mark_read(
    ctx: &Context,
    by: &SignedIn,
    these: Option<Vec<NotificationId>>,
) -> Result<u64, NotificationError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let id = by.hold(tx, now).await?.account.id;
            Ok(notifications::mark_read(tx, id, these.as_deref(), now).await?)
        })
        .await
}

/// Forgets some of the caller's. How many there were.
#[tracing::instrument(name = "notifications.delete", skip_all)]
pub(crate) async fn delete(
    ctx: &Context,
    by: &SignedIn,
    unwanted: &Unwanted,
) -> Result<u64, NotificationError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let id = by.hold(tx, now).await?.account.id;
            Ok(notifications::delete(tx, id, unwanted).await?)
        })
        .await
}

/// How old notifications are that the caller wants to be rid of as old ones.
pub(crate) fn old(ctx: &Context) -> Unwanted {
    Unwanted::Before(ctx.clock.now() - TimeDelta::days(30))
}

/// Which mails the caller wants.
#[tracing::instrument(name = "notifications.preferences", skip_all)]
pub(crate) async fn preferences(ctx: &Context, by: &SignedIn) -> Result<Preferences, StoreError> {
    preferences::find(&ctx.store, by.account().id).await
}

/// Changes which mails the caller wants.
#[tracing::instrument(name = "notifications.prefer", skip_all)]
pub(crate) async fn prefer(
    ctx: &Context,
    by: &SignedIn,
    change: impl Fn(Preferences) -> Preferences,
) -> Result<Preferences, NotificationError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let id = by.hold(tx, now).await?.account.id;
            let wanted = change(preferences::find(tx, id).await?);
            preferences::save(tx, id, wanted).await?;
            Ok(wanted)
        })
        .await
}
