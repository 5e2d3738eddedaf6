//! What a host brings, confirmed without their link.

use actix_web::{post, web};
use gather_wire as wire;
use utoipa_actix_web::service_config::ServiceConfig;

use super::events::EventPath;
use crate::{
    context::Context,
    http::{
        caller::Host,
        extract::Late,
        link::participant::{AssignmentPath, acknowledge},
        problem::ApiResult,
        refusals::ActRefusals,
    },
};

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(acknowledge_own);
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
