//! `/api/c`: the plan of the team that the caller leads. No body names a team: it is the link's.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use gather_wire as wire;
use utoipa_actix_web::service_config::ServiceConfig;

use super::participant::{AssignmentPath, acknowledge, open};
use crate::{
    context::Context,
    http::{
        caller::{Coordinator, Seat},
        creation::{self, IdempotencyHeader},
        extract::{Body, Conditions, Late},
        item_input,
        plan::items::{self, ItemPath, ItemVersion},
        problem::ApiResult,
        refusals::{ActRefusals, ChangeRefusals, ReadRefusals},
        translate,
        view_cache::ViewCache,
    },
    usecase::{
        items::{ChangeItemError, CreateItem},
        views,
    },
};

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(show_team_sheet)
        .service(create_team_item)
        .service(edit_team_item)
        .service(delete_team_item)
        .service(assign_team_item)
        .service(unassign_team_item)
        .service(acknowledge_as_coordinator)
        .service(open_as_coordinator);
}

/// Show my team's plan.
///
/// Of the other teams: name and mark only.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    responses(
        (status = OK, description = "The team's plan", body = wire::TeamSheet),
        ReadRefusals,
    ),
)]
#[get("/c")]
async fn show_team_sheet(
    ctx: web::Data<Context>,
    cache: web::Data<ViewCache>,
    seat: Seat<Coordinator>,
) -> ApiResult<HttpResponse> {
    let caller = seat.caller();
    let read = async || {
        let standing = caller.standing();
        let team_id = standing.team.as_ref().map(|team| team.id);
        let team_id = team_id.ok_or(ChangeItemError::UnknownTeam)?;
        let sheet = views::sheet(&ctx, caller, team_id).await?;
        let (sheet, choices) = sheet.ok_or(ChangeItemError::UnknownTeam)?;
        Ok(translate::team_sheet(standing, &sheet, &choices))
    };
    cache.answer(caller, read).await
}

/// Add an item to my team.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(IdempotencyHeader),
    request_body = wire::CreateItem,
    responses(
        (status = CREATED, description = "The item", body = wire::Item),
        ChangeRefusals,
    ),
)]
#[post("/c/items")]
async fn create_team_item(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    conditions: Conditions,
    body: Body<wire::CreateItem>,
) -> ApiResult<HttpResponse> {
    let body = body.read()?;
    let request = creation::request(
        seat.caller().standing().credential_id(),
        "/c/items",
        &conditions,
        &body,
    )?;
    let facts = item_input::facts(body, seat.time_zone())?;
    let command = CreateItem { team_id: None, facts, override_reason: None, request };
    items::create(&ctx, seat.caller(), command, "/api/c/items").await
}

/// Change an item of my team.
///
/// Absent fields stay, `null` clears. Once confirming has started, only a host takes a critical mark
/// off.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(ItemPath, ItemVersion),
    request_body = wire::EditItem,
    responses((status = OK, description = "The item", body = wire::Item), ChangeRefusals),
)]
#[patch("/c/items/{item_id}")]
async fn edit_team_item(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    path: Late<web::Path<ItemPath>>,
    conditions: Conditions,
    body: Body<wire::EditItem>,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, None)?;
    let changes = item_input::patch(body.read()?, seat.time_zone())?;
    items::edit(&ctx, seat.caller(), command, changes).await
}

/// Delete an item of my team.
///
/// Once confirming has started, a critical one stays.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(ItemPath, ItemVersion),
    responses((status = NO_CONTENT, description = "It is gone"), ChangeRefusals),
)]
#[delete("/c/items/{item_id}")]
async fn delete_team_item(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    path: Late<web::Path<ItemPath>>,
    conditions: Conditions,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, None)?;
    items::delete(&ctx, seat.caller(), command).await
}

/// Give an item to a member of my team.
///
/// Whoever had it before no longer has it. Given to whoever has it already, nothing changes.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(ItemPath, ItemVersion),
    request_body = wire::AssignItem,
    responses((status = OK, description = "Who has it now", body = wire::Item), ChangeRefusals),
)]
#[post("/c/items/{item_id}/assign")]
async fn assign_team_item(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    path: Late<web::Path<ItemPath>>,
    conditions: Conditions,
    body: Body<wire::AssignItem>,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, None)?;
    items::assign(&ctx, seat.caller(), command, body.read()?).await
}

/// Take an item of my team back from whoever has it.
///
/// Where nobody has it, nothing changes.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(ItemPath, ItemVersion),
    responses((status = OK, description = "Nobody has it now", body = wire::Item), ChangeRefusals),
)]
#[delete("/c/items/{item_id}/assign")]
async fn unassign_team_item(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    path: Late<web::Path<ItemPath>>,
    conditions: Conditions,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, None)?;
    items::unassign(&ctx, seat.caller(), command).await
}

/// Confirm what I bring, as a coordinator.
///
/// Sent again, it answers the same, and nothing changes.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(AssignmentPath),
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ActRefusals,
    ),
)]
#[post("/c/ack/{assignment_id}")]
async fn acknowledge_as_coordinator(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    acknowledge(&ctx, seat.caller(), path).await
}

/// Say that my link was opened in a browser, as a coordinator.
///
/// Only the first time counts.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    responses((status = NO_CONTENT, description = "Noted"), ActRefusals),
)]
#[post("/c/opened")]
async fn open_as_coordinator(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
) -> ApiResult<HttpResponse> {
    open(&ctx, seat).await
}
