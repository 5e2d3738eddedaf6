//! What happened at an event.

use actix_web::{get, web};
use gather_domain::{
    id::{AuditEntryId, PersonId},
    text::Name,
};
use gather_wire as wire;
use utoipa_actix_web::service_config::ServiceConfig;

use super::events::EventPath;
use crate::{
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

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_audit);
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
        actor: query.actor.map(PersonId::from_uuid),
        before: part.cursor.map(AuditEntryId::from_uuid),
    };
    let (entries, more) = audit::list(&ctx, host.caller(), filter, part.limit).await?;
    let next_cursor = entries.last().filter(|_| more).map(|entry| entry.id.to_string());
    let items = entries.into_iter().map(translate::audit_entry).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}
