//! Who runs events, as they and admins see it.

use gather_domain::{
    former_host::FormerHost,
    id::{EventHostId, EventId},
    ownership::Rights,
    permission::Reason,
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

/// Why somebody may do nothing of the kind at an event.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotTheirs {
    /// The caller has nothing to do with this event.
    #[error(transparent)]
    Owning(#[from] OwningError),
    /// They lack the right.
    #[error(transparent)]
    Refused(#[from] Reason),
}

/// Whether an event is there for somebody, and theirs to do this at: asked before it is looked at what
/// else they say. What does the thing asks again, once the event is locked.
#[tracing::instrument(name = "owners.may", skip_all)]
pub(crate) async fn may(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    right: impl FnOnce(Rights) -> Result<(), Reason>,
) -> Result<(), NotTheirs> {
    let owning = Owning::find(&ctx.store, by, event_id, ctx.clock.now()).await?;
    match right(owning.rights()) {
        Err(Reason::Forbidden) => Err(Reason::Forbidden.into()),
        // What is refused for how the event stands is refused after what is wrong with the request.
        Ok(()) | Err(_) => Ok(()),
    }
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
