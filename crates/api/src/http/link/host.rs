//! `/api/h`: the whole gathering.

use actix_web::{HttpResponse, get, patch, post, web};
use gather_wire::{self as wire, ProblemCode};
use utoipa_actix_web::service_config::ServiceConfig;

use super::participant::{AssignmentPath, acknowledge, open};
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

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(show_overview)
        .service(change_status)
        .service(acknowledge_as_host)
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
        let Some((overview, people, warnings)) = views::overview(&ctx, caller).await? else {
            return Err(ApiError::new(ProblemCode::EventNotFound, "The gathering is gone."));
        };
        Ok(translate::overview(caller.standing(), overview, &people, warnings))
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
/// Sent again, it answers the same, and nothing changes.
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
    acknowledge(&ctx, seat, path).await
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
