//! Whether the process can do its work.

use gather_persistence::{StoreError, idempotency};

use crate::context::Context;

/// Why it cannot.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotReady {
    /// The database lacks migrations that this release needs.
    #[error("the database is not migrated")]
    Unmigrated,
    /// The database is out of reach.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Brings the database up to date before the first request, and forgets what need not be known any
/// more.
pub async fn prepare(ctx: &Context) -> Result<(), StoreError> {
    ctx.store.migrate().await?;
    ctx.store.write(async |tx| idempotency::forget_expired(tx, ctx.clock.now()).await).await
}

/// Whether the database answers and has every migration.
pub(crate) async fn ready(ctx: &Context) -> Result<(), NotReady> {
    ctx.store.ping().await?;
    if ctx.store.pending_migrations().await?.is_empty() {
        Ok(())
    } else {
        Err(NotReady::Unmigrated)
    }
}
