//! Opening a link, and saying what one thinks of what one has: that one will, or that one cannot.

use gather_domain::{
    audit::{Deed, Details},
    id::AssignmentId,
    item::{Answer, Holder, Item},
    permission::{Action, Reason},
    standing::Standing,
    text::Reason as Explanation,
};
use gather_persistence::{StoreError, assignments, links};

use super::turn::{Turn, detail, item_as_target};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Why nobody was heard.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AnswerError {
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

/// Confirms one of the caller's own assignments; that they cannot is taken back. Again: the same
/// answer, and nothing changes.
#[tracing::instrument(name = "acknowledgements.acknowledge", skip_all)]
pub(crate) async fn acknowledge(
    ctx: &Context,
    caller: &Caller,
    id: AssignmentId,
) -> Result<Item, AnswerError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let item = own(&turn, id).await?;
            let permit = turn.permit(Action::Acknowledge, None)?;
            if !assignments::acknowledge(tx, &permit, id, now).await? {
                return Ok(turn.unchanged(item));
            }
            let details = taken_back(&item);
            turn.record(&Deed::Permitted(&permit), item_as_target(&item), details).await?;
            Ok(answered(item, Answer::Confirmed { at: now }))
        })
        .await
}

/// Says that the caller cannot see to one of their own assignments, and perhaps why; that they will
/// is taken back. Said again in the same words, nothing changes.
///
/// It stays theirs: nothing is released. It is a gap from now on, also where the plan is frozen.
#[tracing::instrument(name = "acknowledgements.decline", skip_all)]
pub(crate) async fn decline(
    ctx: &Context,
    caller: &Caller,
    id: AssignmentId,
    reason: Option<Explanation>,
) -> Result<Item, AnswerError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let item = own(&turn, id).await?;
            let permit = turn.permit(Action::DeclineAssignment, None)?;
            if !assignments::decline(tx, &permit, id, reason.as_ref(), now).await? {
                return Ok(turn.unchanged(item));
            }
            let mut details = taken_back(&item);
            details.extend(reason.iter().flat_map(|reason| detail("reason", reason)));
            turn.record(&Deed::Permitted(&permit), item_as_target(&item), details).await?;
            Ok(answered(item, Answer::Declined { at: now, reason }))
        })
        .await
}

/// Takes back that the caller cannot see to one of their own assignments: they have said nothing to
/// it. Where they had not declined it, nothing changes.
#[tracing::instrument(name = "acknowledgements.take_back_decline", skip_all)]
pub(crate) async fn take_back_decline(
    ctx: &Context,
    caller: &Caller,
    id: AssignmentId,
) -> Result<Item, AnswerError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let item = own(&turn, id).await?;
            let permit = turn.permit(Action::TakeBackDecline, None)?;
            if !assignments::take_back_decline(tx, &permit, id).await? {
                return Ok(turn.unchanged(item));
            }
            let target = item_as_target(&item);
            turn.record(&Deed::Permitted(&permit), target, Details::new()).await?;
            Ok(answered(item, Answer::None))
        })
        .await
}

/// The item behind an assignment of the caller's own.
async fn own(turn: &Turn<'_>, id: AssignmentId) -> Result<Item, AnswerError> {
    let standing = &turn.standing;
    let item = assignments::find_own(turn.tx, standing.event.id, standing.person.id, id).await?;
    item.ok_or(AnswerError::UnknownAssignment)
}

/// The item, once its holder has said something else to it.
pub(super) fn answered(item: Item, answer: Answer) -> Item {
    let holder = item.holder.map(|it| Holder { answer, ..it });
    Item { holder, version: item.version + 1, ..item }
}

/// What the holder had said before and takes back by what they say now, for the audit.
pub(super) fn taken_back(item: &Item) -> Details {
    let before = [("acknowledged", item.is_acknowledged()), ("declined", item.is_declined())];
    let before = before.into_iter().filter(|(_, said)| *said);
    before.flat_map(|(what, _)| detail(what, "yes → no")).collect()
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
