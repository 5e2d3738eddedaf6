//! `/api/p`: what one person brings.

use actix_web::{HttpResponse, get, post, web};
use gather_domain::id::AssignmentId;
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::{
    caller::Caller,
    context::Context,
    http::{
        caller::{Participant, Seat},
        extract::Late,
        problem::{ApiError, ApiResult},
        refusals::{ActRefusals, ReadRefusals},
        translate,
        view_cache::ViewCache,
    },
    usecase::{
        acknowledgements::{self, AcknowledgeError},
        views,
    },
};

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(show_part).service(acknowledge_part).service(open_part);
}

/// An assignment in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct AssignmentPath {
    /// The assignment, one of the caller's own.
    pub(crate) assignment_id: Uuid,
}

/// Show my part.
///
/// What the caller brings, soonest first, and nothing about anybody else.
#[utoipa::path(
    tag = "participant",
    security(("link" = [])),
    responses((status = OK, description = "The caller's part", body = wire::Part), ReadRefusals),
)]
#[get("/p")]
async fn show_part(
    ctx: web::Data<Context>,
    cache: web::Data<ViewCache>,
    seat: Seat<Participant>,
) -> ApiResult<HttpResponse> {
    let caller = seat.caller();
    let read = async || {
        let items = views::part(&ctx, caller).await?;
        Ok(translate::part(caller.standing(), &items))
    };
    cache.answer(caller, read).await
}

/// Confirm what I bring, as a participant.
///
/// Sent again, it answers the same, and nothing changes.
#[utoipa::path(
    tag = "participant",
    security(("link" = [])),
    params(AssignmentPath),
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ActRefusals,
    ),
)]
#[post("/p/ack/{assignment_id}")]
async fn acknowledge_part(
    ctx: web::Data<Context>,
    seat: Seat<Participant>,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    acknowledge(&ctx, seat.caller(), path).await
}

/// Say that my link was opened in a browser, as a participant.
///
/// Only the first time counts. Mail scanners and link previews do not send this.
#[utoipa::path(
    tag = "participant",
    security(("link" = [])),
    responses((status = NO_CONTENT, description = "Noted"), ActRefusals),
)]
#[post("/p/opened")]
async fn open_part(ctx: web::Data<Context>, seat: Seat<Participant>) -> ApiResult<HttpResponse> {
    open(&ctx, seat).await
}

/// Confirms one of the caller's own assignments, whatever they came by.
pub(crate) async fn acknowledge(
    ctx: &Context,
    caller: &Caller,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    let id = AssignmentId::from_uuid(path.read()?.assignment_id);
    let item = acknowledgements::acknowledge(ctx, caller, id).await?;
    translate::own_assignment(&item, caller.standing())
        .map(web::Json)
        .ok_or_else(|| ApiError::from(AcknowledgeError::UnknownAssignment))
}

/// Notes that the caller's link was opened, whatever its kind.
pub(super) async fn open<K>(ctx: &Context, seat: Seat<K>) -> ApiResult<HttpResponse> {
    acknowledgements::open(ctx, seat.caller()).await?;
    Ok(HttpResponse::NoContent().finish())
}
