//! The plan, to be taken away. Nothing here writes.

use chrono::{DateTime, Utc};
use gather_domain::item::Day;
use gather_persistence::{StoreError, days, plans};

pub(crate) use gather_persistence::plans::{Plan, PlannedItem, TeamPlan};

use crate::{caller::Caller, context::Context};

/// The whole plan of the caller's event.
#[tracing::instrument(name = "plans.whole", skip_all)]
pub(crate) async fn whole(ctx: &Context, caller: &Caller) -> Result<Option<Plan>, StoreError> {
    plans::find(&ctx.store, caller.standing().event.id).await
}

/// What the caller has in the plan.
#[tracing::instrument(name = "plans.own", skip_all)]
pub(crate) async fn own(ctx: &Context, caller: &Caller) -> Result<Plan, StoreError> {
    let standing = caller.standing();
    let found = plans::find_own(&ctx.store, standing.event.id, standing.person.id).await?;
    // Nobody who has nothing is found.
    let empty = || Plan { event: standing.event.clone(), teams: Vec::new() };
    Ok(found.unwrap_or_else(empty))
}

/// What is printed: the plan, and when that was.
#[derive(Debug)]
pub(crate) struct Print {
    /// The whole plan.
    pub(crate) plan: Plan,
    /// The days, by date.
    pub(crate) days: Vec<Day>,
    /// When it was asked for.
    pub(crate) at: DateTime<Utc>,
}

/// The whole plan of the caller's event, to be printed.
#[tracing::instrument(name = "plans.print", skip_all)]
pub(crate) async fn print(ctx: &Context, caller: &Caller) -> Result<Option<Print>, StoreError> {
    let Some(plan) = whole(ctx, caller).await? else { return Ok(None) };
    let days = days::of_event(&ctx.store, caller.standing().event.id).await?;
    Ok(Some(Print { plan, days, at: ctx.clock.now() }))
}
