//! Opening a link, and confirming what one has.

use gather_domain::{
    audit::{Deed, Details},
    id::AssignmentId,
    item::{Holder, Item},
    permission::{Action, Reason},
    standing::Standing,
};
use gather_persistence::{StoreError, assignments, links};

use super::turn::{Turn, item_as_target};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Why nothing was confirmed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AcknowledgeError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// The matrix says no.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// There is no such assignment of theirs.
    #[error("that is not, or no longer, yours to bring")]
    UnknownAssignment,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Confirms one of the caller's own assignments. Again: the same answer, and nothing changes.
#[tracing::instrument(name = "acknowledgements.acknowledge", skip_all)]
pub(crate) async fn acknowledge(
    ctx: &Context,
    caller: &Caller,
    id: AssignmentId,
) -> Result<Item, AcknowledgeError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let standing = &turn.standing;
            let Some(item) =
                assignments::find_own(tx, standing.event.id, standing.person.id, id).await?
            else {
                return Err(AcknowledgeError::UnknownAssignment);
            };
            let permit = turn.permit(Action::Acknowledge, None)?;
            if !assignments::acknowledge(tx, &permit, id, now).await? {
                return Ok(turn.unchanged(item));
            }
            turn.record(&Deed::Permitted(&permit), item_as_target(&item), Details::new()).await?;
            let holder = item.holder.map(|it| Holder { acknowledged_at: Some(now), ..it });
            Ok(Item { holder, version: item.version + 1, ..item })
        })
        .await
}

/// Writes down that the caller's link was opened in a browser. Later times change nothing.
#[tracing::instrument(name = "acknowledgements.open", skip_all)]
pub(crate) async fn open(ctx: &Context, caller: &Caller) -> Result<(), CallerError> {
    let is_new = |standing: &Standing| standing.link().is_some_and(|it| it.opened_at.is_none());
    if !is_new(caller.standing()) {
        return Ok(());
    }
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            if let Some(link) = turn.standing.link() {
                links::mark_opened(tx, link.id, now).await?;
            }
            Ok(())
        })
        .await
}
