//! Several items changed alike: their day, their drop-off, their dietary marks.

use std::collections::{HashMap, HashSet};

use gather_domain::{
    audit::Deed,
    id::ItemId,
    item::{Item, ItemPatch},
    permission::Action,
    text::Reason as Explanation,
};
use gather_persistence::items;

use super::{
    items::{ChangeItemError, day_of},
    turn::{Turn, item_as_target},
};
use crate::{caller::Caller, context::Context};

/// Several items, and what changes about all of them.
#[derive(Debug)]
pub(crate) struct EditItems {
    /// Which.
    pub(crate) item_ids: Vec<ItemId>,
    /// What changes: nothing but day, drop-off and dietary marks.
    pub(crate) patch: ItemPatch,
    /// Why a host overrides the freeze.
    pub(crate) override_reason: Option<Explanation>,
}

/// Changes all of them, or none if one is not there. Those about which nothing changes stay as they
/// are. What they are now, in the order of the command, and how many have changed.
#[tracing::instrument(name = "many_items.edit", skip_all)]
pub(crate) async fn edit(
    ctx: &Context,
    caller: &Caller,
    command: EditItems,
) -> Result<(Vec<Item>, usize), ChangeItemError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let EditItems { item_ids, patch, override_reason } = command;
            let event_id = turn.standing.event.id;
            let found = items::of_ids(tx, event_id, &item_ids).await?;
            let mut found: HashMap<_, _> = found.into_iter().map(|item| (item.id, item)).collect();
            let missing: Vec<_> =
                item_ids.iter().filter(|id| !found.contains_key(id)).copied().collect();
            if !missing.is_empty() {
                return Err(ChangeItemError::UnknownItems(missing));
            }
            let permit = turn.permit(Action::EditItem, override_reason)?;
            let mut seen = HashSet::new();
            let items = item_ids.into_iter().filter(|id| seen.insert(*id));
            let mut items: Vec<_> = items.filter_map(|id| found.remove(&id)).collect();
            let Some(first) = items.first() else { return Ok(turn.unchanged((items, 0))) };
            let day = match patch.day_id {
                Some(_) => Some(day_of(&turn, &first.facts.patched(patch.clone())).await?),
                None => None,
            };
            let (mut changed, mut entries) = (Vec::new(), Vec::new());
            for item in &mut items {
                let facts = item.facts.patched(patch.clone());
                if facts == item.facts {
                    continue;
                }
                let differences = item.facts.differences(&facts);
                let deed = Deed::Permitted(&permit);
                entries.push(turn.entry(&deed, item_as_target(item), differences));
                changed.push(item.id);
                item.facts = facts;
                item.version += 1;
                if let Some(day) = &day {
                    item.day.clone_from(day);
                }
            }
            if changed.is_empty() {
                return Ok(turn.unchanged((items, 0)));
            }
            items::update_all(tx, &permit, event_id, &changed, &patch).await?;
            turn.record_all(entries).await?;
            Ok((items, changed.len()))
        })
        .await
}
