//! A new draft like an event of before.

use gather_domain::{
    audit::{Deed, Entry, Target, TargetId},
    duplicate::{Draft, OutOfCalendar, Plan, Wish, draft},
    event::{Event, EventStatus},
    id::AccountId,
    permission::{Action, Authority, Reason, permit},
    standing::CameBy,
};
use gather_persistence::{StoreError, days, events, hosts, items, people, teams};

use super::{
    creation::{self, Created, KeyReused, Request},
    turn::{Turn, detail},
};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Why no draft was made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DuplicateError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// They came by a link, and a new event belongs to an account.
    #[error("a link is for one gathering alone: sign in to plan another one like it")]
    ByLink,
    /// The dates lead too far.
    #[error(transparent)]
    OutOfCalendar(#[from] OutOfCalendar),
    /// The matrix says no.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a new draft of the caller's own with the plan of their event. `render` says how the answer
/// reads, so that it can be given again.
#[tracing::instrument(name = "duplicates.make", skip_all)]
pub(crate) async fn make(
    ctx: &Context,
    caller: &Caller,
    wish: Wish,
    request: Option<Request>,
    render: impl FnOnce(&Event) -> String,
) -> Result<Created<Event>, DuplicateError> {
    let CameBy::Session(account_id) = caller.standing().came_by else {
        return Err(DuplicateError::ByLink);
    };
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            // While it is read, nobody changes it.
            let turn = Turn::take(tx, caller, now).await?;
            let duplicate = async || {
                let plan = read(&turn).await?;
                let draft = draft(&plan, wish)?;
                write(&turn, account_id, &draft).await?;
                let entry = Entry {
                    event_id: draft.event.id,
                    ..turn.entry(
                        &Deed::CreateEvent,
                        Target {
                            id: TargetId::Event(draft.event.id),
                            name: draft.event.name.to_string(),
                        },
                        detail("like", &plan.event.name),
                    )
                };
                turn.record_all([entry]).await?;
                Ok::<_, DuplicateError>(draft.event)
            };
            creation::once(tx, now, request.as_ref(), render, duplicate).await
        })
        .await
}

async fn read(turn: &Turn<'_>) -> Result<Plan, StoreError> {
    let event = turn.standing.event.clone();
    let days = days::of_event(turn.tx, event.id).await?;
    let teams = teams::of_event(turn.tx, event.id).await?;
    let items = items::of_event(turn.tx, event.id).await?;
    let people = people::of_event(turn.tx, event.id).await?;
    let members = people.into_iter().filter_map(|it| Some((it.person.id, it.team_id?))).collect();
    Ok(Plan { event, days, teams, items, members })
}

/// Writes it down: a statement for each kind of row, however many there are.
async fn write(
    turn: &Turn<'_>,
    account_id: AccountId,
    draft: &Draft,
) -> Result<(), DuplicateError> {
    let (tx, now, event_id) = (turn.tx, turn.now, draft.event.id);
    // As its host's, in a draft: what they may do by hand.
    let may = |action| permit(action, EventStatus::Draft, Authority::Host, None);
    events::insert(tx, &draft.event, account_id, now).await?;
    hosts::insert_creator(tx, event_id, account_id, now).await?;
    if !draft.days.is_empty() {
        days::insert(tx, &may(Action::CreateDay)?, event_id, &draft.days, now).await?;
    }
    if !draft.teams.is_empty() {
        teams::insert(tx, &may(Action::CreateTeam)?, event_id, &draft.teams, now).await?;
    }
    let new = draft.items.iter().map(|(id, team_id, facts)| items::NewItem {
        id: *id,
        team_id: *team_id,
        facts,
    });
    items::insert(tx, &may(Action::CreateItem)?, event_id, new, now).await?;
    let places = draft.members.iter().copied();
    people::join_teams(tx, &may(Action::AddPerson)?, event_id, places, now).await?;
    let lead = may(Action::ChangeCoordinator)?;
    Ok(teams::set_coordinators(tx, &lead, event_id, &draft.coordinators).await?)
}
