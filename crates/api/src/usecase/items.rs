//! Items: create, edit, delete, give to somebody, take back.

use gather_domain::{
    audit::{Deed, Details},
    id::{AssignmentId, ItemId, PersonId, TeamId},
    item::{Day, Holder, Item, ItemFacts, ItemPatch},
    permission::{Action, Reason},
    person::Role,
    text::Reason as Explanation,
};
use gather_persistence::{StoreError, assignments, days, items, people, teams};

use super::{
    creation::{self, Created, KeyReused, Request},
    page,
    turn::{Turn, detail, item_as_target},
};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Why an item was not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeItemError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// The matrix says no.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// There is no such item, or it is not the caller's to know of.
    #[error("there is no such item here")]
    UnknownItem,
    /// Of several items, these are not there.
    #[error("{} of the items are not in this gathering", .0.len())]
    UnknownItems(Vec<ItemId>),
    /// There is no such team in this event.
    #[error("there is no such team in this event")]
    UnknownTeam,
    /// There is no such day in this event.
    #[error("is not a day of this event")]
    UnknownDay,
    /// Whoever was to get it is not in its team.
    #[error("that person is not in the item's team")]
    NotInTeam,
    /// It has changed since the caller read it.
    #[error("the item has changed since you saw it")]
    VersionMismatch,
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A new item.
#[derive(Debug)]
pub(crate) struct CreateItem {
    /// The team that sees to it; a coordinator's own where they name none.
    pub(crate) team_id: Option<TeamId>,
    /// What is planned about it.
    pub(crate) facts: ItemFacts,
    /// Why a host overrides the freeze.
    pub(crate) override_reason: Option<Explanation>,
    /// So that the same request, sent again, has one effect and the same answer.
    pub(crate) request: Option<Request>,
}

/// An item that a command is about, and on which conditions.
#[derive(Debug)]
pub(crate) struct OneItem {
    /// Which.
    pub(crate) item_id: ItemId,
    /// The version that the caller saw.
    pub(crate) if_match: Option<i64>,
    /// Why a host overrides the freeze.
    pub(crate) override_reason: Option<Explanation>,
}

/// The items of the caller's event that come after this one, at most `limit`, and whether there are
/// more.
#[tracing::instrument(name = "items.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    caller: &Caller,
    after: Option<ItemId>,
    limit: usize,
) -> Result<(Vec<Item>, bool), StoreError> {
    let event_id = caller.standing().event.id;
    let items = items::page(&ctx.store, event_id, after, page::one_more(limit)).await?;
    Ok(page::cut(items, limit))
}

/// One of them.
#[tracing::instrument(name = "items.show", skip_all)]
pub(crate) async fn show(
    ctx: &Context,
    caller: &Caller,
    id: ItemId,
) -> Result<Item, ChangeItemError> {
    let item = items::find_within(&ctx.store, caller.standing(), id).await?;
    item.ok_or(ChangeItemError::UnknownItem)
}

/// Adds an item to a team. `render` says how the answer reads, so that it can be given again.
#[tracing::instrument(name = "items.create", skip_all)]
pub(crate) async fn create(
    ctx: &Context,
    caller: &Caller,
    command: CreateItem,
    render: impl FnOnce(&Item) -> String,
) -> Result<Created<Item>, ChangeItemError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let CreateItem { team_id, facts, override_reason, request } = command;
            let create = async || insert(&turn, team_id, facts, override_reason).await;
            creation::once(tx, now, request.as_ref(), render, create).await
        })
        .await
}

async fn insert(
    turn: &Turn<'_>,
    team_id: Option<TeamId>,
    facts: ItemFacts,
    override_reason: Option<Explanation>,
) -> Result<Item, ChangeItemError> {
    let permit = turn.permit(Action::CreateItem, override_reason)?;
    let event_id = turn.standing.event.id;
    let team_id = match turn.standing.role() {
        Role::Coordinator { team_id } => Some(team_id),
        Role::Host => team_id,
        Role::Participant => None,
    };
    let team_id = team_id.ok_or(ChangeItemError::UnknownTeam)?;
    let (team_id, day) = teams::find_with_day(turn.tx, event_id, team_id, facts.day_id)
        .await?
        .ok_or(ChangeItemError::UnknownTeam)?;
    if day.is_none() && facts.day_id.is_some() {
        return Err(ChangeItemError::UnknownDay);
    }
    let item = Item {
        id: ItemId::new(),
        team_id,
        day,
        facts,
        holder: None,
        previously_assigned_to: None,
        version: 1,
    };
    let new = items::NewItem { id: item.id, team_id, facts: &item.facts };
    items::insert(turn.tx, &permit, event_id, [new], turn.now).await?;
    let details = what_is_new(&item.facts);
    turn.record(&Deed::Permitted(&permit), item_as_target(&item), details).await?;
    Ok(item)
}

/// Changes what is planned about an item. What changes nothing is no change.
#[tracing::instrument(name = "items.edit", skip_all)]
pub(crate) async fn edit(
    ctx: &Context,
    caller: &Caller,
    command: OneItem,
    patch: ItemPatch,
) -> Result<Item, ChangeItemError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let item = find(&turn, &command).await?;
            let facts = item.facts.patched(patch);
            let action = item.facts.change_to(&facts);
            // Whoever may not edit hears so, even if nothing would change.
            let permit =
                turn.permit(action.unwrap_or(Action::EditItem), command.override_reason)?;
            if action.is_none() {
                return Ok(turn.unchanged(item));
            }
            let day = if facts.day_id == item.facts.day_id {
                item.day.clone()
            } else {
                day_of(&turn, &facts).await?
            };
            items::update(tx, &permit, item.id, &facts).await?;
            let differences = item.facts.differences(&facts);
            turn.record(&Deed::Permitted(&permit), item_as_target(&item), differences).await?;
            Ok(Item { facts, day, version: item.version + 1, ..item })
        })
        .await
}

/// Deletes an item, whoever has it.
#[tracing::instrument(name = "items.delete", skip_all)]
pub(crate) async fn delete(
    ctx: &Context,
    caller: &Caller,
    command: OneItem,
) -> Result<(), ChangeItemError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let item = find(&turn, &command).await?;
            let action = Action::DeleteItem { critical: item.facts.critical };
            let permit = turn.permit(action, command.override_reason)?;
            items::delete(tx, &permit, item.id).await?;
            turn.record(&Deed::Permitted(&permit), item_as_target(&item), from(&item)).await?;
            Ok(())
        })
        .await
}

/// Gives an item to a member of its team. Whoever had it before no longer has it.
#[tracing::instrument(name = "items.assign", skip_all)]
pub(crate) async fn assign(
    ctx: &Context,
    caller: &Caller,
    command: OneItem,
    person_id: PersonId,
) -> Result<Item, ChangeItemError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let item = find(&turn, &command).await?;
            let permit = turn.permit(Action::AssignItem, command.override_reason)?;
            let event_id = turn.standing.event.id;
            let person = people::find_member(tx, event_id, item.team_id, person_id)
                .await?
                .ok_or(ChangeItemError::NotInTeam)?;
            if item.holder.as_ref().is_some_and(|holder| holder.person.id == person_id) {
                return Ok(turn.unchanged(item)); // Their confirmation stays.
            }
            let new = assignments::NewAssignment {
                id: AssignmentId::new(),
                team_id: item.team_id,
                item_id: item.id,
                person_id,
            };
            let assignment_id = new.id;
            assignments::give(tx, &permit, event_id, new, now).await?;
            let mut details = from(&item);
            details.insert("to".to_owned(), person.name.to_string());
            turn.record(&Deed::Permitted(&permit), item_as_target(&item), details).await?;
            let holder = Holder { assignment_id, person, acknowledged_at: None };
            Ok(Item { holder: Some(holder), version: item.version + 1, ..item })
        })
        .await
}

/// Takes an item back from whoever has it. Where nobody has it, nothing changes.
#[tracing::instrument(name = "items.unassign", skip_all)]
pub(crate) async fn unassign(
    ctx: &Context,
    caller: &Caller,
    command: OneItem,
) -> Result<Item, ChangeItemError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let item = find(&turn, &command).await?;
            let permit = turn.permit(Action::UnassignItem, command.override_reason)?;
            if item.holder.is_none() {
                return Ok(turn.unchanged(item));
            }
            assignments::release(tx, &permit, item.id).await?;
            turn.record(&Deed::Permitted(&permit), item_as_target(&item), from(&item)).await?;
            Ok(Item { holder: None, version: item.version + 1, ..item })
        })
        .await
}

/// The item of a command: there for the caller, and as they saw it.
async fn find(turn: &Turn<'_>, command: &OneItem) -> Result<Item, ChangeItemError> {
    let item = items::find_within(turn.tx, &turn.standing, command.item_id)
        .await?
        .ok_or(ChangeItemError::UnknownItem)?;
    if command.if_match.is_some_and(|version| version != item.version) {
        return Err(ChangeItemError::VersionMismatch);
    }
    Ok(item)
}

/// What the audit keeps of a new item.
pub(super) fn what_is_new(facts: &ItemFacts) -> Details {
    detail("critical", if facts.critical { "yes" } else { "no" })
}

pub(super) async fn day_of(
    turn: &Turn<'_>,
    facts: &ItemFacts,
) -> Result<Option<Day>, ChangeItemError> {
    let Some(day_id) = facts.day_id else { return Ok(None) };
    let day = days::find(turn.tx, turn.standing.event.id, day_id).await?;
    day.map(Some).ok_or(ChangeItemError::UnknownDay)
}

/// Who had the item, for the audit.
fn from(item: &Item) -> Details {
    item.holder.as_ref().map(|holder| detail("from", &holder.person.name)).unwrap_or_default()
}
