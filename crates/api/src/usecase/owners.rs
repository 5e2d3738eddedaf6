//! Who runs events, as they and admins see it.

use gather_domain::{
    former_host::FormerHost,
    id::{EventHostId, EventId},
};
use gather_persistence::{StoreError, history, hosts, ownership, settings};

pub(crate) use gather_persistence::ownership::{Filter, Listed, Waiting};

use super::{
    hosting::Changed,
    owning::{Owning, OwningError},
    page::{cut, one_more},
};
use crate::{account::SignedIn, context::Context};

/// Who runs an event, for one of them or an admin; and what the server lets anybody do about it.
#[tracing::instrument(name = "owners.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
) -> Result<Changed, OwningError> {
    let now = ctx.clock.now();
    let owning = Owning::find(&ctx.store, by, event_id, now).await?;
    let hosts = hosts::of_event(&ctx.store, event_id).await?;
    let settings = settings::read(&ctx.store).await?;
    let (you, rights) = (owning.account.id, owning.rights());
    let Owning { event, publication, .. } = owning;
    Ok(Changed { event, publication, hosts, you, rights, settings, now })
}

/// Who ran an event before, for those who run it and for admins: latest first, at most `limit`, and
/// whether there are more.
#[tracing::instrument(name = "owners.former", skip_all)]
pub(crate) async fn former(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    before: Option<EventHostId>,
    limit: usize,
) -> Result<(Vec<FormerHost>, bool), OwningError> {
    Owning::find(&ctx.store, by, event_id, ctx.clock.now()).await?;
    let found = history::of_event(&ctx.store, event_id, before, one_more(limit)).await?;
    Ok(cut(found, limit))
}

/// What waits for an admin: how many of each.
#[tracing::instrument(name = "owners.waiting", skip_all)]
pub(crate) async fn waiting(ctx: &Context) -> Result<Waiting, StoreError> {
    ownership::waiting(&ctx.store, ctx.clock.now()).await
}

/// Events, and in whose hands they are: latest first, at most `limit`, and whether there are more.
#[tracing::instrument(name = "owners.list_events", skip_all)]
pub(crate) async fn list_events(
    ctx: &Context,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Listed>, bool), StoreError> {
    let now = ctx.clock.now();
    let found = ownership::list(&ctx.store, filter, now, one_more(limit)).await?;
    Ok(cut(found, limit))
}
