//! Changes of the event itself.

use gather_domain::{
    audit::Deed,
    event::{Event, GuestCount},
    permission::{Action, Reason},
};
use gather_persistence::{StoreError, events};

use super::turn::{Turn, detail};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Why the event was not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EditEventError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// The matrix says no.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// It has changed since the caller read it.
    #[error("the gathering has changed since you saw it")]
    VersionMismatch,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes how many people are expected.
#[tracing::instrument(name = "events.set_guest_count", skip_all)]
pub(crate) async fn set_guest_count(
    ctx: &Context,
    caller: &Caller,
    count: Option<GuestCount>,
    if_match: Option<i64>,
) -> Result<Event, EditEventError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let event = turn.standing.event.clone();
            if if_match.is_some_and(|version| version != event.version) {
                return Err(EditEventError::VersionMismatch);
            }
            let permit = turn.permit(Action::EditGuestCount, None)?;
            if event.guest_count == count {
                return Ok(turn.unchanged(event));
            }
            events::set_guest_count(tx, &permit, event.id, count, now).await?;
            let words = |count: Option<GuestCount>| {
                count.map_or_else(|| "–".to_owned(), |count| count.get().to_string())
            };
            let change = format!("{} → {}", words(event.guest_count), words(count));
            turn.record(
                &Deed::Permitted(&permit),
                turn.event_as_target(),
                detail("guest_count", change),
            )
            .await?;
            Ok(Event { guest_count: count, version: event.version + 1, ..event })
        })
        .await
}
