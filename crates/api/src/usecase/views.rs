//! What each role sees. Nothing here writes.

use gather_domain::{
    id::TeamId,
    item::Item,
    readiness::{Warning, warnings},
};
use gather_persistence::{StoreError, assignments, overviews, readiness, sheets};

pub(crate) use gather_persistence::{
    overviews::Overview,
    people::Participation,
    sheets::{Choices, Mark, Sheet},
};

use crate::{caller::Caller, context::Context};

/// What the caller brings, soonest first.
#[tracing::instrument(name = "views.part", skip_all)]
pub(crate) async fn part(ctx: &Context, caller: &Caller) -> Result<Vec<Item>, StoreError> {
    let standing = caller.standing();
    assignments::of_person(&ctx.store, standing.event.id, standing.person.id).await
}

/// The plan of a team of the caller's event, and what can be chosen in it.
#[tracing::instrument(name = "views.sheet", skip_all)]
pub(crate) async fn sheet(
    ctx: &Context,
    caller: &Caller,
    team_id: TeamId,
) -> Result<Option<(Sheet, Choices)>, StoreError> {
    let event_id = caller.standing().event.id;
    let Some(sheet) = sheets::find(&ctx.store, event_id, team_id).await? else { return Ok(None) };
    let choices = sheets::choices(&ctx.store, event_id, team_id).await?;
    Ok(Some((sheet, choices)))
}

/// The whole event of the caller, how far everybody has come, and what the plan still lacks.
#[tracing::instrument(name = "views.overview", skip_all)]
pub(crate) async fn overview(
    ctx: &Context,
    caller: &Caller,
) -> Result<Option<(Overview, Vec<Participation>, Vec<Warning>)>, StoreError> {
    let standing = caller.standing();
    let (event_id, reader) = (standing.event.id, standing.person.id);
    let Some(overview) = overviews::find(&ctx.store, event_id, reader).await? else {
        return Ok(None);
    };
    let span = overview.event.dates.span(overview.event.time_zone);
    let (people, loose) = readiness::of_event(&ctx.store, event_id, span).await?;
    let teams = overview.teams.iter().map(|(team, _)| team);
    let warnings = warnings(teams, people.iter().filter_map(|it| it.team_id), &loose);
    Ok(Some((overview, people, warnings)))
}
