//! What happened at an event.

use crate::http::routes::Routes;
use actix_web::{get, web};
use gather_domain::{
    audit::Entry,
    id::{AuditEntryId, PersonId},
    text::Name,
};
use gather_wire as wire;

use super::{events::EventPath, items::ItemPath};
use crate::{
    caller::Caller,
    context::Context,
    http::{
        caller::Host,
        extract::{Fields, Late},
        page,
        problem::ApiResult,
        refusals::ReadRefusals,
        translate,
    },
    usecase::audit::{self, Filter},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_audit).service(list_item_history);
}

/// List what happened.
///
/// Latest first.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, wire::AuditQuery),
    responses(
        (status = OK, description = "A page of entries", body = wire::Page<wire::AuditEntry>),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/audit")]
async fn list_audit(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<wire::AuditQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::AuditEntry>>> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    let action = fields.take("/action", query.action.as_deref().map(Name::parse));
    let target_type = fields.take("/target_type", query.target_type.as_deref().map(Name::parse));
    fields.finish()?;

    let filter = Filter {
        action: action.map(String::from),
        target_type: target_type.map(String::from),
        target_id: query.target_id,
        actor: query.actor.map(PersonId::from_uuid),
        before: part.cursor.map(AuditEntryId::from_uuid),
    };
    let (entries, more) = audit::list(&ctx, host.caller(), filter, part.limit).await?;
    Ok(page_of(entries, more))
}

/// List what happened to an item.
///
/// Latest first.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, ItemPath, wire::PageQuery),
    responses(
        (status = OK, description = "A page of entries", body = wire::Page<wire::AuditEntry>),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/items/{item_id}/history")]
async fn list_item_history(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<ItemPath>>,
    query: Late<web::Query<wire::PageQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::AuditEntry>>> {
    item_history(&ctx, host.caller(), path, query).await
}

/// What happened to an item that the caller may touch.
pub(crate) async fn item_history(
    ctx: &Context,
    caller: &Caller,
    path: Late<web::Path<ItemPath>>,
    query: Late<web::Query<wire::PageQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::AuditEntry>>> {
    let item_id = path.read()?.item_id();
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    fields.finish()?;
    let before = part.cursor.map(AuditEntryId::from_uuid);
    let (entries, more) = audit::of_item(ctx, caller, item_id, before, part.limit).await?;
    Ok(page_of(entries, more))
}

fn page_of(entries: Vec<Entry>, more: bool) -> web::Json<wire::Page<wire::AuditEntry>> {
    let next_cursor = entries.last().filter(|_| more).map(|entry| entry.id.to_string());
    let items = entries.into_iter().map(translate::audit_entry).collect();
    web::Json(wire::Page { items, next_cursor })
}
