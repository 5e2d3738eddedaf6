//! The days of an event: list, create, edit, delete. Each lies within the event's dates.

use chrono::NaiveDate;
use gather_domain::{
    audit::{Deed, Details, Target, TargetId},
    event::Dates,
    id::DayId,
    item::Day,
    permission::{Action, Reason},
    text::Name,
};
use gather_persistence::{StoreError, days};

use super::{
    creation::{self, Created, KeyReused, Request},
    turn::{Turn, detail},
};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Why a day was not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeDayError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// The matrix says no.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// There is no such day in this event.
    #[error("there is no such day in this gathering")]
    UnknownDay,
    /// The event is over by then, or has not begun.
    #[error("must lie between {} and {}, the dates of the gathering", .0.starts_on(), .0.ends_on())]
    OutsideEvent(Dates),
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A new day.
#[derive(Debug)]
pub(crate) struct CreateDay {
    /// What it is called.
    pub(crate) name: Name,
    /// Its date.
    pub(crate) date: NaiveDate,
    /// So that the same request, sent again, has one effect and the same answer.
    pub(crate) request: Option<Request>,
}

/// What changes about a day.
#[derive(Debug)]
pub(crate) struct EditDay {
    /// Which.
    pub(crate) day_id: DayId,
    /// What it is called from then on.
    pub(crate) name: Option<Name>,
    /// Its date from then on.
    pub(crate) date: Option<NaiveDate>,
}

/// Every day of the caller's event, by date.
#[tracing::instrument(name = "days.list", skip_all)]
pub(crate) async fn list(ctx: &Context, caller: &Caller) -> Result<Vec<Day>, StoreError> {
    days::of_event(&ctx.store, caller.standing().event.id).await
}

/// One of them.
#[tracing::instrument(name = "days.show", skip_all)]
pub(crate) async fn show(ctx: &Context, caller: &Caller, id: DayId) -> Result<Day, ChangeDayError> {
    let day = days::find(&ctx.store, caller.standing().event.id, id).await?;
    day.ok_or(ChangeDayError::UnknownDay)
}

/// Adds a day. `render` says how the answer reads, so that it can be given again.
#[tracing::instrument(name = "days.create", skip_all)]
pub(crate) async fn create(
    ctx: &Context,
    caller: &Caller,
    command: CreateDay,
    render: impl FnOnce(&Day) -> String,
) -> Result<Created<Day>, ChangeDayError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let CreateDay { name, date, request } = command;
            let insert = async || {
                let permit = turn.permit(Action::CreateDay, None)?;
                let day = Day { id: DayId::new(), name, date };
                check_dates(&turn, &day)?;
                let event_id = turn.standing.event.id;
                days::insert(tx, &permit, event_id, std::slice::from_ref(&day), now).await?;
                let details = detail("date", day.date);
                turn.record(&Deed::Permitted(&permit), as_target(&day), details).await?;
                Ok(day)
            };
            creation::once(tx, now, request.as_ref(), render, insert).await
        })
        .await
}

/// Changes a day's name or date. What changes nothing is no change.
#[tracing::instrument(name = "days.edit", skip_all)]
pub(crate) async fn edit(
    ctx: &Context,
    caller: &Caller,
    command: EditDay,
) -> Result<Day, ChangeDayError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let old = find(&turn, command.day_id).await?;
            // Whoever may not edit hears so, even if nothing would change.
            let permit = turn.permit(Action::EditDay, None)?;
            let new = Day {
                id: old.id,
                name: command.name.unwrap_or_else(|| old.name.clone()),
                date: command.date.unwrap_or(old.date),
            };
            if new == old {
                return Ok(turn.unchanged(old));
            }
            check_dates(&turn, &new)?;
            days::update(tx, &permit, turn.standing.event.id, &new).await?;
            let mut details = Details::new();
            if new.name != old.name {
                details.insert("name".to_owned(), format!("{} → {}", old.name, new.name));
            }
            if new.date != old.date {
                details.insert("date".to_owned(), format!("{} → {}", old.date, new.date));
            }
            turn.record(&Deed::Permitted(&permit), as_target(&old), details).await?;
            Ok(new)
        })
        .await
}

/// Deletes a day. What was for it is for no day from then on.
#[tracing::instrument(name = "days.delete", skip_all)]
pub(crate) async fn delete(
    ctx: &Context,
    caller: &Caller,
    id: DayId,
) -> Result<(), ChangeDayError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let day = find(&turn, id).await?;
            let permit = turn.permit(Action::DeleteDay, None)?;
            let freed = days::delete(tx, &permit, turn.standing.event.id, id).await?;
            let mut details = detail("date", day.date);
            details.insert("items_without_a_day".to_owned(), freed.to_string());
            turn.record(&Deed::Permitted(&permit), as_target(&day), details).await?;
            Ok(())
        })
        .await
}

async fn find(turn: &Turn<'_>, id: DayId) -> Result<Day, ChangeDayError> {
    let day = days::find(turn.tx, turn.standing.event.id, id).await?;
    day.ok_or(ChangeDayError::UnknownDay)
}

fn check_dates(turn: &Turn<'_>, day: &Day) -> Result<(), ChangeDayError> {
    let dates = turn.standing.event.dates;
    if dates.contains(day.date) { Ok(()) } else { Err(ChangeDayError::OutsideEvent(dates)) }
}

fn as_target(day: &Day) -> Target {
    Target { id: TargetId::Day(day.id), name: day.name.to_string() }
}
