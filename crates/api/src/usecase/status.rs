//! The steps of a plan: start confirming, freeze, unfreeze, complete.

use gather_domain::{
    audit::{Deed, Details},
    event::{Blocker, Event, EventStatus, NoTransition, Transition},
    permission::{Authority, Reason},
    text::Reason as Explanation,
};
use gather_persistence::{StoreError, events};

use super::{
    links::ensure,
    turn::{Turn, detail},
};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Why the plan stays where it stands.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeStatusError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// Only hosts change the status.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// There is no such step.
    #[error(transparent)]
    NoTransition(#[from] NoTransition),
    /// Critical items have nobody, or somebody who cannot.
    #[error("{}", in_words(.0))]
    FreezeBlocked(Vec<Blocker>),
    /// It has changed since the caller read it.
    #[error("the gathering has changed since you saw it")]
    VersionMismatch,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where a host wants the plan to stand.
#[derive(Debug)]
pub(crate) struct ChangeStatus {
    /// There.
    pub(crate) to: EventStatus,
    /// Why.
    pub(crate) reason: Option<Explanation>,
    /// The version of the event that the caller saw.
    pub(crate) if_match: Option<i64>,
}

/// Takes the plan to another status. Where it already stands there, nothing changes.
///
/// Status, links and audit entries are one transaction: all or nothing, safe to repeat, safe in
/// parallel.
#[tracing::instrument(name = "status.change", skip_all)]
pub(crate) async fn change(
    ctx: &Context,
    caller: &Caller,
    command: ChangeStatus,
) -> Result<Event, ChangeStatusError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            if turn.standing.authority() < Authority::Host {
                return Err(Reason::Forbidden.into());
            }
            let event = turn.standing.event.clone();
            if command.if_match.is_some_and(|version| version != event.version) {
                return Err(ChangeStatusError::VersionMismatch);
            }
            let Some(step) = Transition::between(event.status, command.to)? else {
                return Ok(turn.unchanged(event));
            };
            if !events::take_step(tx, event.id, step, now).await? {
                // The event is locked, so it stands where it stood: only the gate can have said no.
                return Err(ChangeStatusError::FreezeBlocked(
                    events::blockers(tx, event.id).await?,
                ));
            }
            match step {
                Transition::StartConfirming => {
                    ensure(ctx, tx, event.id, step.to(), now).await?;
                }
                Transition::Unfreeze => {
                    ensure(ctx, tx, event.id, step.to(), now).await?;
                    let override_ = Deed::Unfreeze(command.reason.as_ref());
                    turn.record(&override_, turn.event_as_target(), Details::new()).await?;
                }
                Transition::Freeze | Transition::Complete => {}
            }
            let change = format!("{} → {}", event.status.as_str(), step.to().as_str());
            turn.record(&Deed::StatusChange, turn.event_as_target(), detail("status", change))
                .await?;
            Ok(Event { status: step.to(), version: event.version + 1, ..event })
        })
        .await
}

fn in_words(blockers: &[Blocker]) -> String {
    match blockers {
        [only] => match &only.declined_by {
            None => format!("nobody has “{}” yet, which is critical", only.item),
            Some(who) => format!("“{}” is critical, and {} cannot see to it", only.item, who.name),
        },
        several => format!("{} critical items are open", several.len()),
    }
}
