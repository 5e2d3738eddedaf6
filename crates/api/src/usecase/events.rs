//! Changes of the event itself.

use gather_domain::{
    audit::Deed,
    event::{Dates, Event, EventPatch, GuestCount},
    item::Day,
    permission::{Action, Permit, Reason},
    text::Reason as Explanation,
};
use gather_persistence::{StoreError, days, events};

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
    /// It would be over before it begins.
    #[error("must not lie before the first day")]
    EndsBeforeStart,
    /// Days that it has would be none of its own.
    #[error("the gathering has days outside of these dates")]
    LeavesOutDays {
        /// The dates that it was to have.
        dates: Dates,
        /// The days outside of them.
        days: Vec<Day>,
    },
    /// It has changed since the caller read it.
    #[error("the gathering has changed since you saw it")]
    VersionMismatch,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What changes about the event.
#[derive(Debug)]
#[expect(clippy::option_option, reason = "absent, null and a value are three things")]
pub(crate) struct EditEvent {
    /// Its name, description, zone and dates.
    pub(crate) patch: EventPatch,
    /// How many people are expected, which changes while the plan is frozen, too.
    pub(crate) guest_count: Option<Option<GuestCount>>,
    /// The version that the caller saw.
    pub(crate) if_match: Option<i64>,
    /// Why a host overrides the freeze.
    pub(crate) override_reason: Option<Explanation>,
}

/// Changes the event. What changes nothing is no change.
#[tracing::instrument(name = "events.edit", skip_all)]
pub(crate) async fn edit(
    ctx: &Context,
    caller: &Caller,
    command: EditEvent,
) -> Result<Event, EditEventError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let EditEvent { patch, guest_count, if_match, override_reason } = command;
            let mut event = turn.standing.event.clone();
            if if_match.is_some_and(|version| version != event.version) {
                return Err(EditEventError::VersionMismatch);
            }
            // Whoever may not do one of the two hears so, even if nothing would change.
            let facts = if patch.is_empty() {
                None
            } else {
                Some(turn.permit(Action::EditEvent, override_reason)?)
            };
            let count = match (guest_count, &facts) {
                (None, Some(_)) => None,
                _ => Some(turn.permit(Action::EditGuestCount, None)?),
            };
            if let Some(permit) = &facts {
                event = edit_facts(&turn, permit, event, patch).await?;
            }
            if let (Some(permit), Some(guest_count)) = (&count, guest_count) {
                event = set_guest_count(&turn, permit, event, guest_count).await?;
            }
            if event.version == turn.standing.event.version {
                return Ok(turn.unchanged(event));
            }
            Ok(event)
        })
        .await
}

async fn edit_facts(
    turn: &Turn<'_>,
    permit: &Permit,
    old: Event,
    patch: EventPatch,
) -> Result<Event, EditEventError> {
    let new = old.patched(patch).ok_or(EditEventError::EndsBeforeStart)?;
    if new == old {
        return Ok(old);
    }
    if new.dates != old.dates {
        let mut days = days::of_event(turn.tx, old.id).await?;
        days.retain(|day| !new.dates.contains(day.date));
        if !days.is_empty() {
            return Err(EditEventError::LeavesOutDays { dates: new.dates, days });
        }
    }
    events::update(turn.tx, permit, &new, turn.now).await?;
    let differences = old.differences(&new);
    turn.record(&Deed::Permitted(permit), turn.event_as_target(), differences).await?;
    Ok(Event { version: old.version + 1, ..new })
}

async fn set_guest_count(
    turn: &Turn<'_>,
    permit: &Permit,
    event: Event,
    count: Option<GuestCount>,
) -> Result<Event, StoreError> {
    if event.guest_count == count {
        return Ok(event);
    }
    events::set_guest_count(turn.tx, permit, event.id, count, turn.now).await?;
    let words = |count: Option<GuestCount>| {
        count.map_or_else(|| "–".to_owned(), |count| count.get().to_string())
    };
    let change = format!("{} → {}", words(event.guest_count), words(count));
    let details = detail("guest_count", change);
    turn.record(&Deed::Permitted(permit), turn.event_as_target(), details).await?;
    Ok(Event { guest_count: count, version: event.version + 1, ..event })
}
