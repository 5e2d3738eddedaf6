//! `/api/h`: the whole gathering.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use gather_wire::{self as wire, ProblemCode};

use super::participant::{
    AssignmentPath, acknowledge, decline, open, own_calendar, take_back_decline,
};
use crate::{
    context::Context,
    http::{
        caller::{HostLink, Seat},
        extract::{Body, Conditions, Late},
        plan::events::{self, EventVersion},
        problem::{ApiError, ApiResult},
        refusals::{ActRefusals, ChangeRefusals, ReadRefusals},
        translate,
        view_cache::ViewCache,
    },
    usecase::views,
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(show_overview)
        .service(change_status)
        .service(acknowledge_as_host)
        .service(decline_as_host)
        .service(take_back_decline_as_host)
        .service(download_calendar_as_host)
        .service(open_as_host);
}

/// Show the whole gathering.
///
/// Every team with its counts, what stands in the way of a freeze, and how far everybody has come.
#[utoipa::path(
    tag = "host",
    security(("link" = [])),
    responses((status = OK, description = "The overview", body = wire::Overview), ReadRefusals),
)]
#[get("/h")]
async fn show_overview(
    ctx: web::Data<Context>,
    cache: web::Data<ViewCache>,
    seat: Seat<HostLink>,
) -> ApiResult<HttpResponse> {
    let caller = seat.caller();
    let read = async || {
        let Some(view) = views::overview(&ctx, caller).await? else {
            return Err(ApiError::new(ProblemCode::EventNotFound, "The gathering is gone."));
        };
        Ok(translate::overview(caller.standing(), view))
    };
    cache.answer(caller, read).await
}

/// Start confirming, freeze, unfreeze, or finish.
///
/// Starting to confirm makes everybody's link. A freeze is refused while a critical item has nobody;
/// the refusal lists them. Finished is final. The status that the plan already has is a success that
/// changes nothing.
#[utoipa::path(
    tag = "host",
    security(("link" = [])),
    params(EventVersion),
    request_body = wire::ChangeStatus,
    responses(
        (status = OK, description = "The gathering", body = wire::Event),
        ChangeRefusals,
    ),
)]
#[patch("/h/status")]
async fn change_status(
    ctx: web::Data<Context>,
    seat: Seat<HostLink>,
    conditions: Conditions,
    body: Body<wire::ChangeStatus>,
) -> ApiResult<HttpResponse> {
    events::change_status(&ctx, seat.caller(), &conditions, body).await
}

/// Confirm what I bring, as a host.
///
/// That they cannot is taken back. Sent again, it answers the same, and nothing changes.
#[utoipa::path(
    tag = "host",
    security(("link" = [])),
    params(AssignmentPath),
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ActRefusals,
    ),
)]
#[post("/h/ack/{assignment_id}")]
async fn acknowledge_as_host(
    ctx: web::Data<Context>,
    seat: Seat<HostLink>,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    acknowledge(&ctx, seat.caller(), path).await
}

/// Say that I cannot see to something that I have, as a host.
///
/// It stays with the caller until somebody takes it back, and is a gap for the coordinator and the
/// hosts from now on: a plan in which it is critical cannot be frozen. A plan that is frozen stays
/// so, and shows the gap. Sent again with the same reason, it answers the same, and nothing changes.
#[utoipa::path(
    tag = "host",
    security(("link" = [])),
    params(AssignmentPath),
    request_body = wire::Decline,
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ChangeRefusals,
    ),
)]
#[post("/h/decline/{assignment_id}")]
async fn decline_as_host(
    ctx: web::Data<Context>,
    seat: Seat<HostLink>,
    path: Late<web::Path<AssignmentPath>>,
    body: Body<wire::Decline>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    decline(&ctx, seat.caller(), path, body).await
}

/// Take back that I cannot, as a host.
///
/// Nothing is confirmed by that. Where it was not declined, nothing changes.
#[utoipa::path(
    tag = "host",
    security(("link" = [])),
    params(AssignmentPath),
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ActRefusals,
    ),
)]
#[delete("/h/decline/{assignment_id}")]
async fn take_back_decline_as_host(
    ctx: web::Data<Context>,
    seat: Seat<HostLink>,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    take_back_decline(&ctx, seat.caller(), path).await
}

/// Take what I bring away as a calendar, as a host.
///
/// An entry (RFC 5545) for whatever has a drop-off, at its instant; for what has a day alone, on that
/// day; none for the rest. An entry keeps its `UID`, and its `SEQUENCE` rises with the item's version.
/// What the caller has declined is cancelled. What has not changed is the same file, byte for byte.
#[utoipa::path(
    tag = "host",
    security(("link" = [])),
    responses(
        (status = OK, description = "The file", body = String, content_type = "text/calendar"),
        ReadRefusals,
    ),
)]
#[get("/h/calendar")]
async fn download_calendar_as_host(
    ctx: web::Data<Context>,
    seat: Seat<HostLink>,
) -> ApiResult<HttpResponse> {
    own_calendar(&ctx, seat).await
}

/// Say that my link was opened in a browser, as a host.
///
/// Only the first time counts.
#[utoipa::path(
    tag = "host",
    security(("link" = [])),
    responses((status = NO_CONTENT, description = "Noted"), ActRefusals),
)]
#[post("/h/opened")]
async fn open_as_host(ctx: web::Data<Context>, seat: Seat<HostLink>) -> ApiResult<HttpResponse> {
    open(&ctx, seat).await
}
