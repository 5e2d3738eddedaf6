//! What happened, for the hosts to read.

use gather_domain::audit::Entry;
use gather_persistence::{StoreError, audit};

pub(crate) use gather_persistence::audit::Filter;

use super::page;
use crate::{caller::Caller, context::Context};

/// The entries of the caller's event, latest first, at most `limit`, and whether there are more.
#[tracing::instrument(name = "audit.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    caller: &Caller,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Entry>, bool), StoreError> {
    let event_id = caller.standing().event.id;
    let entries = audit::list(&ctx.store, event_id, filter, page::one_more(limit)).await?;
    Ok(page::cut(entries, limit))
}
