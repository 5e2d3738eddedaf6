//! What whoever made an invite is told when its time is over, or soon will be.

use chrono::TimeDelta;
use gather_domain::id::{AccountId, EventId};
use gather_persistence::{StoreError, Tx, events, hosts, invites};

use super::{Filter, target};
use crate::{
    context::Context,
    news::{News, What},
    usecase::{host_news::answering, notifications},
};

/// How long before an invite expires that nobody opened its maker is told.
const WARNING: TimeDelta = TimeDelta::hours(48);

/// Tells whoever made an invite that expires soon, and that nobody opened. `false`: there is none.
#[tracing::instrument(name = "invites.warn_next", skip_all)]
pub(crate) async fn warn_next(ctx: &Context) -> Result<bool, StoreError> {
    let now = ctx.clock.now();
    let until = now + WARNING;
    let Some((id, event_id)) = invites::find_expiring(&ctx.store, now, until).await? else {
        return Ok(false);
    };
    ctx.store
        .write(async |tx| {
            if !events::lock(tx, event_id).await? {
                return Ok(());
            }
            if !invites::mark_warned(tx, id, now, until).await? {
                return Ok(());
            }
            let filter = Filter { id: Some(id), ..Filter::default() };
            let found = invites::list(tx, filter, now, 1).await?.pop().map(|it| it.invite);
            let Some(invite) = found else { return Ok(()) };
            let Some(creator) = invite.created_by else { return Ok(()) };
            let (invite_name, until) = (target(&invite).name, invite.expires_at);
            let what = What::InviteExpiring { invite: invite_name, until };
            tell(ctx, tx, creator, event_id, what).await
        })
        .await?;
    ctx.mail.announce();
    Ok(true)
}

/// Tells somebody which of their invites to an event have expired, a week at least after the last
/// time. `false`: there is nobody.
#[tracing::instrument(name = "invites.tell_next", skip_all)]
pub(crate) async fn tell_next(ctx: &Context) -> Result<bool, StoreError> {
    let now = ctx.clock.now();
    let Some((creator, event_id)) = invites::find_expired(&ctx.store, now).await? else {
        return Ok(false);
    };
    ctx.store
        .write(async |tx| {
            if !events::lock(tx, event_id).await? {
                return Ok(());
            }
            let expired = invites::mark_told(tx, creator, event_id, now).await?;
            if expired.is_empty() {
                return Ok(());
            }
            let invites = expired.iter().map(|it| target(it).name).collect();
            tell(ctx, tx, creator, event_id, What::InvitesExpired { invites }).await
        })
        .await?;
    ctx.mail.announce();
    Ok(true)
}

/// Tells whoever answers for an invite, as long as something can be done about it.
async fn tell(
    ctx: &Context,
    tx: &Tx,
    creator: AccountId,
    event_id: EventId,
    what: What,
) -> Result<(), StoreError> {
    let event = events::find(tx, event_id).await?;
    let Some(event) = event.filter(|it| it.cancelled_at.is_none()) else { return Ok(()) };
    let hosts = hosts::of_event(tx, event_id).await?;
    let whom = answering(tx, Some(creator), &hosts).await?;
    notifications::tell(ctx, tx, whom, &News::of(&event, what), ctx.clock.now()).await
}
