//! Whether the process can do its work.

use gather_persistence::StoreError;

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

/// Whether the database answers and has every migration.
pub(crate) async fn ready(ctx: &Context) -> Result<(), NotReady> {
    ctx.store.ping().await?;
    if ctx.store.pending_migrations().await?.is_empty() {
        Ok(())
    } else {
        Err(NotReady::Unmigrated)
    }
}
