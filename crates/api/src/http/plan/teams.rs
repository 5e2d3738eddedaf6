//! The teams of a gathering, who leads them, and one team's plan as a host sees it.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, http::header, patch, post, web};
use gather_domain::{
    id::{PersonId, TeamId},
    team::Team,
    text::{Name, Note},
};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::events::EventPath;
use crate::{
    context::Context,
    http::{
        caller::Host,
        creation::{self, IdempotencyHeader},
        extract::{Body, Conditions, Fields, Late, Override},
        problem::{ApiError, ApiResult},
        refusals::{ChangeRefusals, ReadRefusals},
        translate,
        values::text,
    },
    usecase::{
        teams::{self, ChangeTeamError, CreateTeam, EditTeam, OneTeam},
        views,
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(list_teams)
        .service(create_team)
        .service(show_team)
        .service(edit_team)
        .service(delete_team);
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

/// The version of the team that the client saw.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes; `Conditions` reads it")]
struct TeamVersion {
    /// The `ETag` of the team as the client saw it. If it has changed since: 412.
    #[param(rename = "If-Match", example = "\"3\"")]
    if_match: Option<String>,
}

/// List the teams.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath),
    responses((status = OK, description = "The teams", body = wire::Teams), ReadRefusals),
)]
#[get("/events/{event_id}/teams")]
async fn list_teams(ctx: web::Data<Context>, host: Host) -> ApiResult<web::Json<wire::Teams>> {
    let all = teams::list(&ctx, host.caller()).await?;
    Ok(web::Json(wire::Teams { items: all.iter().map(translate::team).collect() }))
}

/// Add a team.
///
/// Nobody is in it yet, so nobody leads it. Teams are made while the plan is a draft.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, IdempotencyHeader),
    request_body = wire::CreateTeam,
    responses((status = CREATED, description = "The team", body = wire::Team), ChangeRefusals),
)]
#[post("/events/{event_id}/teams")]
async fn create_team(
    ctx: web::Data<Context>,
    host: Host,
    conditions: Conditions,
    body: Body<wire::CreateTeam>,
) -> ApiResult<HttpResponse> {
    let body = body.read()?;
    let place = format!("/api/events/{}/teams", host.caller().standing().event.id);
    let request =
        creation::request(host.caller().standing().credential_id(), &place, &conditions, &body)?;
    let mut fields = Fields::default();
    let name = fields.take("/name", Some(Name::parse(&body.name)));
    let scope = text(&mut fields, "/scope", Some(body.scope), Note::parse).flatten();
    let Some(name) = name else { return Err(fields.into_refusal()) };
    fields.finish()?;
    let command = CreateTeam { name, scope, request };
    let render = |team: &Team| creation::render(&translate::team(team));
    creation::answer(teams::create(&ctx, host.caller(), command, render).await?, render, &place)
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
        .ok_or_else(|| ApiError::from(ChangeTeamError::UnknownTeam))?;
    Ok(web::Json(translate::team_plan(host.caller().standing(), &sheet, &choices)))
}

/// Change a team, and who leads it.
///
/// Absent fields stay, `null` clears. Name and scope change while the plan is a draft. Who leads it
/// changes until it is frozen, and then with an `override_reason`: one of its members, whose link
/// becomes a coordinator's; the link of whoever led it before is dead at once.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(TeamPath, Override, TeamVersion),
    request_body = wire::EditTeam,
    responses((status = OK, description = "The team", body = wire::Team), ChangeRefusals),
)]
#[patch("/events/{event_id}/teams/{team_id}")]
async fn edit_team(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<TeamPath>>,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
    body: Body<wire::EditTeam>,
) -> ApiResult<HttpResponse> {
    let one = path.read()?.to_command(&conditions)?;
    let override_reason = query.reason()?;
    let body = body.read()?;
    let mut fields = Fields::default();
    let name = fields.take("/name", body.name.as_deref().map(Name::parse));
    let scope = text(&mut fields, "/scope", body.scope, Note::parse);
    fields.finish()?;
    let coordinator = body.coordinator_id.map(|id| id.map(PersonId::from_uuid));
    let command = EditTeam { name, scope, coordinator, override_reason };
    let team = teams::edit(&ctx, host.caller(), one, command).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, format!("\"{}\"", team.version)))
        .json(translate::team(&team)))
}

/// Delete a team.
///
/// Only one without people and items, while the plan is a draft.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(TeamPath, TeamVersion),
    responses((status = NO_CONTENT, description = "It is gone"), ChangeRefusals),
)]
#[delete("/events/{event_id}/teams/{team_id}")]
async fn delete_team(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<TeamPath>>,
    conditions: Conditions,
) -> ApiResult<HttpResponse> {
    let one = path.read()?.to_command(&conditions)?;
    teams::delete(&ctx, host.caller(), one).await?;
    Ok(HttpResponse::NoContent().finish())
}

impl TeamPath {
    /// What the path and the headers say about one team.
    fn to_command(&self, conditions: &Conditions) -> ApiResult<OneTeam> {
        let team_id = TeamId::from_uuid(self.team_id);
        Ok(OneTeam { team_id, if_match: conditions.if_match()? })
    }
}
