//! `/api/admin/deleted-events`: what was deleted, to be brought back or deleted for good.

use actix_web::{HttpResponse, delete, get, post, web};
use gather_domain::id::EventId;
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        extract::{Body, Fields, Late},
        page,
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        routes::Routes,
        signed_in::Admin,
        translate, values,
    },
    usecase::deletions,
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_deleted_events).service(bring_event_back).service(purge_event);
}

/// The event in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct DeletedEventPath {
    /// The gathering.
    event_id: Uuid,
}

impl Late<web::Path<DeletedEventPath>> {
    fn id(self) -> ApiResult<EventId> {
        Ok(EventId::from_uuid(self.read()?.event_id))
    }
}

/// List deleted gatherings.
///
/// Latest first: those that can be brought back.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(wire::PageQuery),
    responses(
        (status = OK, description = "A page of gatherings", body = wire::Page<wire::DeletedEvent>),
        ReadRefusals,
    ),
)]
#[get("/admin/deleted-events")]
async fn list_deleted_events(
    ctx: web::Data<Context>,
    _admin: Admin,
    query: Late<web::Query<wire::PageQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::DeletedEvent>>> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    fields.finish()?;
    let before = part.cursor.map(EventId::from_uuid);
    let (events, more) = deletions::list(&ctx, before, part.limit).await?;
    let next_cursor = events.last().filter(|_| more).map(|it| it.event.id.to_string());
    let items = events.into_iter().map(translate::deleted_event).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Bring a deleted gathering back.
///
/// With its plan, its hosts and everybody's links, as they were. Invites to run it stay taken back.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(DeletedEventPath),
    responses((status = NO_CONTENT, description = "It is back"), ChangeRefusals),
)]
#[post("/admin/deleted-events/{event_id}/bring-back")]
async fn bring_event_back(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<DeletedEventPath>>,
) -> ApiResult<HttpResponse> {
    deletions::bring_back(&ctx, admin.by(), path.id()?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Delete a deleted gathering for good.
///
/// Everything under it goes, and nothing brings it back. What is remembered of it in the audit stays.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(DeletedEventPath),
    request_body = wire::Because,
    responses((status = NO_CONTENT, description = "It is gone"), ChangeRefusals),
)]
#[delete("/admin/deleted-events/{event_id}")]
async fn purge_event(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<DeletedEventPath>>,
    body: Body<wire::Because>,
) -> ApiResult<HttpResponse> {
    let (event_id, reason) = (path.id()?, values::because(body)?);
    deletions::purge(&ctx, admin.by(), event_id, reason).await?;
    Ok(HttpResponse::NoContent().finish())
}
