//! Items, many at once.

use gather_domain::{
    audit::{Deed, Entry},
    id::ItemId,
    import::{
        Verdict,
        items::{ItemColumn, NewItem, judge},
    },
    permission::Action,
    standing::Standing,
};
use gather_persistence::{Source, items, rosters};

use super::{ImportError, ImportRows, Judged, all_right, could, untouched};
use crate::{
    caller::Caller,
    context::Context,
    usecase::{
        creation::{self, Created},
        items::what_is_new,
        turn::{Turn, named_item},
    },
};

/// The rows of an import of items.
pub(crate) type ImportItems = ImportRows<ItemColumn>;

/// What would become of each row. Nothing is written.
#[tracing::instrument(name = "imports.preview_items", skip_all)]
pub(crate) async fn preview(
    ctx: &Context,
    caller: &Caller,
    command: &ImportItems,
) -> Result<Vec<Judged<NewItem>>, ImportError> {
    could(caller.standing(), Action::CreateItem)?;
    Ok(untouched(verdicts(&ctx.store, caller.standing(), command).await?))
}

/// Adds every item that can be added, or none if one row is wrong. `render` says how the answer
/// reads, so that it can be given again.
#[tracing::instrument(name = "imports.items", skip_all)]
pub(crate) async fn import(
    ctx: &Context,
    caller: &Caller,
    command: ImportItems,
    render: impl FnOnce(&Vec<Judged<NewItem>>) -> String,
) -> Result<Created<Vec<Judged<NewItem>>>, ImportError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let request = command.request.clone();
            let insert = async || insert(&turn, command).await;
            creation::once(tx, now, request.as_ref(), render, insert).await
        })
        .await
}

async fn verdicts(
    source: &impl Source,
    standing: &Standing,
    command: &ImportItems,
) -> Result<Vec<Verdict<NewItem>>, ImportError> {
    let event = &standing.event;
    let plan = rosters::items(source, event.id, event.time_zone).await?;
    if command.team_id.is_some_and(|id| plan.teams.iter().all(|(it, _)| *it != id)) {
        return Err(ImportError::UnknownTeam);
    }
    Ok(judge(&command.rows, &plan, command.team_id))
}

async fn insert(
    turn: &Turn<'_>,
    command: ImportItems,
) -> Result<Vec<Judged<NewItem>>, ImportError> {
    let permit = turn.permit(Action::CreateItem, command.override_reason.clone())?;
    let verdicts = verdicts(turn.tx, &turn.standing, &command).await?;
    all_right(&command.rows, &verdicts)?;
    let judged: Vec<_> = verdicts
        .into_iter()
        .map(|verdict| {
            let id = verdict.to_add(command.duplicates).map(|_| ItemId::new().as_uuid());
            Judged { verdict, id }
        })
        .collect();
    let new: Vec<_> = judged
        .iter()
        .filter_map(|it| {
            let row = it.verdict.to_add(command.duplicates)?;
            Some((ItemId::from_uuid(it.id?), row))
        })
        .collect();
    if new.is_empty() {
        return Ok(turn.unchanged(judged));
    }
    let rows = new.iter().map(|(id, row)| items::NewItem {
        id: *id,
        team_id: row.team_id,
        facts: &row.facts,
    });
    items::insert(turn.tx, &permit, turn.standing.event.id, rows, turn.now).await?;
    let entries = new.iter().map(|(id, row)| -> Entry {
        let target = named_item(*id, &row.facts.name);
        turn.entry(&Deed::Permitted(&permit), target, what_is_new(&row.facts))
    });
    turn.record_all(entries).await?;
    Ok(judged)
}
