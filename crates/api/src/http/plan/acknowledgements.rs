//! What a host says to what they bring, without their link.

use crate::http::routes::Routes;
use actix_web::{delete, post, web};
use gather_wire as wire;

use super::events::EventPath;
use crate::{
    context::Context,
    http::{
        caller::Host,
        extract::{Body, Late},
        link::participant::{AssignmentPath, acknowledge, decline, take_back_decline},
        problem::ApiResult,
        refusals::{ActRefusals, ChangeRefusals},
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(acknowledge_own).service(decline_own).service(take_back_decline_own);
}

/// Confirm what I bring, as a host of the event.
///
/// Sent again, it answers the same, and nothing changes.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, AssignmentPath),
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ActRefusals,
    ),
)]
#[post("/events/{event_id}/ack/{assignment_id}")]
async fn acknowledge_own(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    acknowledge(&ctx, host.caller(), path).await
}

/// Say that I cannot see to something that I have, as a host of the event.
///
/// It stays with the caller until somebody takes it back, and is a gap from now on. Sent again with
/// the same reason, it answers the same, and nothing changes.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, AssignmentPath),
    request_body = wire::Decline,
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ChangeRefusals,
    ),
)]
#[post("/events/{event_id}/decline/{assignment_id}")]
async fn decline_own(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<AssignmentPath>>,
    body: Body<wire::Decline>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    decline(&ctx, host.caller(), path, body).await
}

/// Take back that I cannot, as a host of the event.
///
/// Nothing is confirmed by that. Where it was not declined, nothing changes.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, AssignmentPath),
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ActRefusals,
    ),
)]
#[delete("/events/{event_id}/decline/{assignment_id}")]
async fn take_back_decline_own(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    take_back_decline(&ctx, host.caller(), path).await
}
