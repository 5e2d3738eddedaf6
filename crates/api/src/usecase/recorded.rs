//! All that is remembered, for admins: page by page, or to be kept.

use gather_persistence::{StoreError, recorded};

pub(crate) use gather_persistence::recorded::{Actions, Filter, Named, Recorded};

use super::page::{cut, one_more};
use crate::context::Context;

/// The most entries that are in a file.
pub(crate) const MOST_IN_A_FILE: usize = 10_000;

/// What happened, latest first, at most `limit`, and whether there is more.
#[tracing::instrument(name = "recorded.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    filter: &Filter,
    limit: usize,
) -> Result<(Vec<Recorded>, bool), StoreError> {
    let found = recorded::list(&ctx.store, filter, one_more(limit)).await?;
    Ok(cut(found, limit))
}
