//! Events are deleted: from then on nobody but admins knows of them, who bring them back, or delete
//! them for good.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::Account,
    audit::{Actor, Deed, Details, Entry},
    event::Event,
    hosting::may_delete,
    id::{AccountId, EventId},
    permission::Reason as Refusal,
    text::Reason,
};
use gather_persistence::{
    StoreError, Tx, audit, deleted_events,
    history::{self, Ending},
    hosts,
    offers::Offers,
    tombstones,
};

pub(crate) use gather_persistence::deleted_events::DeletedEvent;

use super::{
    admin::{AdminError, hold_admin},
    host_news::for_admins,
    notifications,
    offers::Withdrawal,
    owning::{Owning, OwningError, entry, event_as_target},
    page::{cut, one_more},
};
use crate::{
    account::SignedIn,
    context::Context,
    news::{News, What},
};

/// Why an event was not deleted, or stays so.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeletionError {
    /// The caller has nothing to do with this event.
    #[error(transparent)]
    Owning(#[from] OwningError),
    /// The caller is no admin any more.
    #[error(transparent)]
    NoAdmin(#[from] AdminError),
    /// There is no such deleted event.
    #[error("no deleted gathering has this id")]
    NotDeleted,
    /// It is not theirs to delete, or not any more.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes an event. What was handed out to run it ends; all else stays as it is, for whoever brings
/// it back.
#[tracing::instrument(name = "deletions.delete", skip_all)]
pub(crate) async fn delete(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
) -> Result<(), DeletionError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let owning = Owning::take(tx, by, event_id, now).await?;
            let (event, account) = (&owning.event, &owning.account);
            may_delete(owning.rights().is_admin, owning.hosting, event.status)?;
            let offers = Offers::To(event_id);
            Withdrawal { offers, by: account.id, actor: owning.actor() }
                .settle(ctx, tx, now)
                .await?;
            deleted_events::delete(tx, event_id, now).await?;
            let target = event_as_target(event);
            owning.record(tx, &Deed::DeleteEvent, target, Details::new(), now).await?;
            let what = What::Deleted { by: account.display_name.to_string() };
            tell_hosts(ctx, tx, event, account, what, now).await
        })
        .await?;
    ctx.mail.announce();
    Ok(())
}

/// Deleted events, latest first, at most `limit`, and whether there are more.
#[tracing::instrument(name = "deletions.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    before: Option<EventId>,
    limit: usize,
) -> Result<(Vec<DeletedEvent>, bool), StoreError> {
    let found = deleted_events::list(&ctx.store, before, one_more(limit)).await?;
    Ok(cut(found, limit))
}

/// Brings a deleted event back, as an admin: with its plan, its hosts and everybody's links.
#[tracing::instrument(name = "deletions.bring_back", skip_all)]
pub(crate) async fn bring_back(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
) -> Result<(), DeletionError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let (event, admin) = hold(tx, by, event_id, now).await?;
            deleted_events::bring_back(tx, event_id, now).await?;
            let deed = Deed::BringBackEvent;
            audit::record(tx, about(&event, Actor::admin(&admin), &deed, now)).await?;
            let hosts = hosts::of_event(tx, event_id).await?;
            let primary = hosts.iter().find(|it| it.hosting.is_primary);
            let primary = primary.map(|it| it.name.to_string());
            if primary.is_none() {
                let what = What::Unhosted { is_run: !hosts.is_empty() };
                let told = for_admins(tx, &event, what, admin.id).await?;
                notifications::tell_all(ctx, tx, told, now).await?;
            }
            let what = What::BroughtBack { by: admin.display_name.to_string(), primary };
            tell_hosts(ctx, tx, &event, &admin, what, now).await
        })
        .await?;
    ctx.mail.announce();
    Ok(())
}

/// Deletes a deleted event for good, as an admin: everything under it goes. What is remembered of it
/// stays.
#[tracing::instrument(name = "deletions.purge", skip_all)]
pub(crate) async fn purge(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    reason: Reason,
) -> Result<(), DeletionError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let (event, admin) = hold(tx, by, event_id, now).await?;
            tombstones::bury_event(tx, event_id, now).await?;
            history::remember(tx, Ending::Event(event_id), Some(admin.id), now).await?;
            deleted_events::purge(tx, event_id).await?;
            let deed = Deed::PurgeEvent(&reason);
            let entry = about(&event, Actor::admin(&admin), &deed, now);
            Ok(audit::record(tx, entry).await?)
        })
        .await
}

/// The deleted event is ours until the transaction ends, and the caller is an admin until then.
async fn hold(
    tx: &Tx,
    by: &SignedIn,
    event_id: EventId,
    now: DateTime<Utc>,
) -> Result<(Event, Account), DeletionError> {
    let found = deleted_events::lock(tx, event_id).await?;
    let admin = hold_admin(tx, by, now).await?;
    let DeletedEvent { event, .. } = found.ok_or(DeletionError::NotDeleted)?;
    Ok((event, admin))
}

/// Tells whoever runs the event, but for whoever did it.
async fn tell_hosts(
    ctx: &Context,
    tx: &Tx,
    event: &Event,
    by: &Account,
    what: What,
    now: DateTime<Utc>,
) -> Result<(), DeletionError> {
    let hosts = hosts::of_event(tx, event.id).await?;
    let whom = hosts.iter().map(|it| it.account_id).filter(|id: &AccountId| *id != by.id);
    let news = News::of(event, what);
    Ok(notifications::tell(ctx, tx, whom, &news, now).await?)
}

fn about(event: &Event, actor: Actor, deed: &Deed<'_>, now: DateTime<Utc>) -> Entry {
    entry(event.id, actor, deed, event_as_target(event), Details::new(), now)
}
