//! What happened, for the hosts to read.

use gather_domain::{
    audit::Entry,
    id::{AuditEntryId, ItemId},
};
use gather_persistence::{StoreError, audit, items};

pub(crate) use gather_persistence::audit::Filter;

use super::{items::ChangeItemError, page};
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

/// What happened to an item that the caller may touch, latest first, and whether there is more.
#[tracing::instrument(name = "audit.of_item", skip_all)]
pub(crate) async fn of_item(
    ctx: &Context,
    caller: &Caller,
    id: ItemId,
    before: Option<AuditEntryId>,
    limit: usize,
) -> Result<(Vec<Entry>, bool), ChangeItemError> {
    let item = items::find_within(&ctx.store, caller.standing(), id).await?;
    let item = item.ok_or(ChangeItemError::UnknownItem)?;
    let filter = Filter { target_id: Some(item.id.as_uuid()), before, ..Filter::default() };
    Ok(list(ctx, caller, filter, limit).await?)
}
