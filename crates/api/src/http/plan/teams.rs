//! One team's plan, as a host sees it.

use actix_web::{get, web};
use gather_domain::id::TeamId;
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        caller::Host,
        extract::Late,
        problem::{ApiError, ApiResult},
        refusals::ReadRefusals,
        translate,
    },
    usecase::{items::ChangeItemError, views},
};

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(show_team);
}

/// A team in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct TeamPath {
    /// The gathering, the caller's own.
    #[serde(rename = "event_id")]
    _event_id: Uuid,
    /// The team.
    team_id: Uuid,
}

/// Show a team's plan.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(TeamPath),
    responses((status = OK, description = "The team's plan", body = wire::TeamPlan), ReadRefusals),
)]
#[get("/events/{event_id}/teams/{team_id}")]
async fn show_team(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<TeamPath>>,
) -> ApiResult<web::Json<wire::TeamPlan>> {
    let team_id = TeamId::from_uuid(path.read()?.team_id);
    let (sheet, choices) = views::sheet(&ctx, host.caller(), team_id)
        .await?
        .ok_or_else(|| ApiError::from(ChangeItemError::UnknownTeam))?;
    Ok(web::Json(translate::team_plan(host.caller().standing(), &sheet, &choices)))
}
