//! `/api/p`: what one person brings.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, post, web};
use gather_domain::{id::AssignmentId, item::Item, text::Reason};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    caller::Caller,
    context::Context,
    http::{
        caller::{Participant, Seat},
        extract::{Body, Fields, Late},
        plan::takeaways,
        problem::{ApiError, ApiResult},
        refusals::{ActRefusals, ChangeRefusals, ReadRefusals},
        translate::{self, CalendarFor},
        values::text,
        view_cache::ViewCache,
    },
    usecase::{
        acknowledgements::{self, AnswerError},
        plans, views,
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(show_part)
        .service(acknowledge_part)
        .service(decline_part)
        .service(take_back_decline_part)
        .service(download_part_calendar)
        .service(open_part);
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
/// That they cannot is taken back. Sent again, it answers the same, and nothing changes.
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

/// Say that I cannot see to something that I have, as a participant.
///
/// It stays with the caller until somebody takes it back, and is a gap for the coordinator and the
/// hosts from now on: a plan in which it is critical cannot be frozen. A plan that is frozen stays
/// so, and shows the gap. Sent again with the same reason, it answers the same, and nothing changes.
#[utoipa::path(
    tag = "participant",
    security(("link" = [])),
    params(AssignmentPath),
    request_body = wire::Decline,
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ChangeRefusals,
    ),
)]
#[post("/p/decline/{assignment_id}")]
async fn decline_part(
    ctx: web::Data<Context>,
    seat: Seat<Participant>,
    path: Late<web::Path<AssignmentPath>>,
    body: Body<wire::Decline>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    decline(&ctx, seat.caller(), path, body).await
}

/// Take back that I cannot, as a participant.
///
/// Nothing is confirmed by that. Where it was not declined, nothing changes.
#[utoipa::path(
    tag = "participant",
    security(("link" = [])),
    params(AssignmentPath),
    responses(
        (status = OK, description = "The assignment", body = wire::OwnAssignment),
        ActRefusals,
    ),
)]
#[delete("/p/decline/{assignment_id}")]
async fn take_back_decline_part(
    ctx: web::Data<Context>,
    seat: Seat<Participant>,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    take_back_decline(&ctx, seat.caller(), path).await
}

/// Take what I bring away as a calendar, as a participant.
///
/// An entry (RFC 5545) for whatever has a drop-off, at its instant; for what has a day alone, on that
/// day; none for the rest. An entry keeps its `UID`, and its `SEQUENCE` rises with the item's version.
/// What the caller has declined is cancelled. What has not changed is the same file, byte for byte.
#[utoipa::path(
    tag = "participant",
    security(("link" = [])),
    responses(
        (status = OK, description = "The file", body = String, content_type = "text/calendar"),
        ReadRefusals,
    ),
)]
#[get("/p/calendar")]
async fn download_part_calendar(
    ctx: web::Data<Context>,
    seat: Seat<Participant>,
) -> ApiResult<HttpResponse> {
    own_calendar(&ctx, seat).await
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
    own_assignment(&item, caller)
}

/// Declines one of the caller's own assignments, whatever they came by.
pub(crate) async fn decline(
    ctx: &Context,
    caller: &Caller,
    path: Late<web::Path<AssignmentPath>>,
    body: Body<wire::Decline>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    let id = AssignmentId::from_uuid(path.read()?.assignment_id);
    let mut fields = Fields::default();
    let reason = text(&mut fields, "/reason", Some(body.read()?.reason), Reason::parse);
    fields.finish()?;
    let item = acknowledgements::decline(ctx, caller, id, reason.flatten()).await?;
    own_assignment(&item, caller)
}

/// Takes back that the caller cannot see to one of their own assignments, whatever they came by.
pub(crate) async fn take_back_decline(
    ctx: &Context,
    caller: &Caller,
    path: Late<web::Path<AssignmentPath>>,
) -> ApiResult<web::Json<wire::OwnAssignment>> {
    let id = AssignmentId::from_uuid(path.read()?.assignment_id);
    let item = acknowledgements::take_back_decline(ctx, caller, id).await?;
    own_assignment(&item, caller)
}

fn own_assignment(item: &Item, caller: &Caller) -> ApiResult<web::Json<wire::OwnAssignment>> {
    translate::own_assignment(item, caller.standing())
        .map(web::Json)
        .ok_or_else(|| ApiError::from(AnswerError::UnknownAssignment))
}

/// What the caller brings as a calendar file, whatever their link.
pub(super) async fn own_calendar<K>(ctx: &Context, seat: Seat<K>) -> ApiResult<HttpResponse> {
    let plan = plans::own(ctx, seat.caller()).await?;
    Ok(takeaways::calendar(&plan, CalendarFor::Holder))
}

/// Notes that the caller's link was opened, whatever its kind.
pub(super) async fn open<K>(ctx: &Context, seat: Seat<K>) -> ApiResult<HttpResponse> {
    acknowledgements::open(ctx, seat.caller()).await?;
    Ok(HttpResponse::NoContent().finish())
}
