//! `/api/c`: the plan of the team that the caller leads. No body names a team: it is the link's.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use gather_wire as wire;

use super::participant::{
    AssignmentPath, acknowledge, decline, open, own_calendar, take_back_decline,
};
use crate::{
    context::Context,
    http::{
        caller::{Coordinator, Seat},
        creation::{self, IdempotencyHeader},
        extract::{Body, Conditions, Late},
        item_input,
        plan::{
            audit,
            items::{self, ItemPath, ItemVersion},
        },
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

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(show_team_sheet)
        .service(create_team_item)
        .service(edit_team_item)
        .service(delete_team_item)
        .service(assign_team_item)
        .service(unassign_team_item)
        .service(confirm_team_item)
        .service(list_team_item_history)
        .service(acknowledge_as_coordinator)
        .service(decline_as_coordinator)
        .service(take_back_decline_as_coordinator)
        .service(download_calendar_as_coordinator)
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

/// Write down that whoever has an item of my team has confirmed it, by phone.
///
/// That they cannot is taken back. Where they have confirmed, nothing changes; where nobody has the
/// item, there is nothing to confirm.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(ItemPath, ItemVersion),
    responses((status = OK, description = "The item", body = wire::Item), ChangeRefusals),
)]
#[post("/c/items/{item_id}/confirm")]
async fn confirm_team_item(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    path: Late<web::Path<ItemPath>>,
    conditions: Conditions,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, None)?;
    items::confirm(&ctx, seat.caller(), command).await
}

/// List what happened to an item of my team.
///
/// Latest first.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(ItemPath, wire::PageQuery),
    responses(
        (status = OK, description = "A page of entries", body = wire::Page<wire::AuditEntry>),
        ReadRefusals,
    ),
)]
#[get("/c/items/{item_id}/history")]
async fn list_team_item_history(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    path: Late<web::Path<ItemPath>>,
    query: Late<web::Query<wire::PageQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::AuditEntry>>> {
    audit::item_history(&ctx, seat.caller(), path, query).await
}

/// Confirm what I bring, as a coordinator.
///
/// That they cannot is taken back. Sent again, it answers the same, and nothing changes.
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

/// Say that I cannot see to something that I have, as a coordinator.
///
/// It stays with the caller until somebody takes it back, and is a gap for the coordinator and the
/// hosts from now on: a plan in which it is critical cannot be frozen. A plan that is frozen stays
/// so, and shows the gap. Sent again with the same reason, it answers the same, and nothing changes.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(AssignmentPath),
    request_body = wire::Decline,
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ChangeRefusals,
    ),
)]
#[post("/c/decline/{assignment_id}")]
async fn decline_as_coordinator(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    path: Late<web::Path<AssignmentPath>>,
    body: Body<wire::Decline>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    decline(&ctx, seat.caller(), path, body).await
}

/// Take back that I cannot, as a coordinator.
///
/// Nothing is confirmed by that. Where it was not declined, nothing changes.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    params(AssignmentPath),
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ActRefusals,
    ),
)]
#[delete("/c/decline/{assignment_id}")]
async fn take_back_decline_as_coordinator(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    take_back_decline(&ctx, seat.caller(), path).await
}

/// Take what I bring away as a calendar, as a coordinator.
///
/// An entry (RFC 5545) for whatever has a drop-off, at its instant; for what has a day alone, on that
/// day; none for the rest. An entry keeps its `UID`, and its `SEQUENCE` rises with the item's version.
/// What the caller has declined is cancelled. What has not changed is the same file, byte for byte.
#[utoipa::path(
    tag = "coordinator",
    security(("link" = [])),
    responses(
        (status = OK, description = "The file", body = String, content_type = "text/calendar"),
        ReadRefusals,
    ),
)]
#[get("/c/calendar")]
async fn download_calendar_as_coordinator(
    ctx: web::Data<Context>,
    seat: Seat<Coordinator>,
) -> ApiResult<HttpResponse> {
    own_calendar(&ctx, seat).await
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
