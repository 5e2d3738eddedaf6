//! Invites as those see them who may.

use gather_domain::{
    audit::Entry,
    id::{EventId, InviteId},
    ownership::Sight,
};
use gather_persistence::{
    StoreError, audit,
    invites::{self, Filter, Listed},
};

use super::{InviteError, Seen};
use crate::{
    account::SignedIn,
    context::Context,
    usecase::{
        owning::Owning,
        page::{cut, one_more},
    },
};

/// The invites to an event that the caller sees, latest first, at most `limit`, and whether there are
/// more.
#[tracing::instrument(name = "invites.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Seen>, bool), InviteError> {
    let now = ctx.clock.now();
    let owning = Owning::find(&ctx.store, by, event_id, now).await?;
    let created_by = match owning.rights().sees_invites()? {
        Sight::All => None,
        Sight::Own => Some(owning.account.id),
    };
    let filter = Filter { event_id: Some(event_id), created_by, ..filter };
    let found = invites::list(&ctx.store, filter, now, one_more(limit)).await?;
    let (page, more) = cut(found, limit);
    Ok((page.into_iter().map(|listed| seen(&owning, listed)).collect(), more))
}

/// All invites, for an admin: latest first, at most `limit`, and whether there are more.
#[tracing::instrument(name = "invites.register", skip_all)]
pub(crate) async fn register(
    ctx: &Context,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Seen>, bool), StoreError> {
    let found = invites::list(&ctx.store, filter, ctx.clock.now(), one_more(limit)).await?;
    let (page, more) = cut(found, limit);
    Ok((page.into_iter().map(|listed| Seen { listed, may_handle: true }).collect(), more))
}

/// How much of what happened to an invite is shown.
const MOST_STEPS: u64 = 200;

/// One invite that the caller sees, and what happened to it, oldest first.
#[tracing::instrument(name = "invites.find", skip_all)]
pub(crate) async fn find(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    id: InviteId,
) -> Result<(Seen, Vec<Entry>), InviteError> {
    let now = ctx.clock.now();
    let owning = Owning::find(&ctx.store, by, event_id, now).await?;
    let created_by = match owning.rights().sees_invites()? {
        Sight::All => None,
        Sight::Own => Some(owning.account.id),
    };
    let filter = Filter { event_id: Some(event_id), id: Some(id), created_by, ..Filter::default() };
    let found = invites::list(&ctx.store, filter, now, 1).await?.pop();
    let seen = seen(&owning, found.ok_or(InviteError::Unknown)?);
    let about = audit::Filter { target_id: Some(id.as_uuid()), ..audit::Filter::default() };
    let mut steps = audit::list(&ctx.store, event_id, about, MOST_STEPS).await?;
    steps.reverse();
    Ok((seen, steps))
}

/// An invite, and what the caller may do with it.
pub(super) fn seen(owning: &Owning, listed: Listed) -> Seen {
    let is_own = listed.invite.created_by == Some(owning.account.id);
    Seen { may_handle: owning.rights().may_handle_invite(is_own).is_ok(), listed }
}
