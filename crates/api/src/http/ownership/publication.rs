//! `/api/events/{event_id}/publication`: how an event shows itself, and whether it takes place.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, http::header, patch, post, web};
use gather_domain::{id::EventId, ownership::Rights, publication::PublicationPatch, text::Reason};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        extract::{Body, Conditions, Fields, Late},
        plan::events::EventVersion,
        problem::ApiResult,
        refusals::ChangeRefusals,
        signed_in::Account,
        translate,
    },
    usecase::{
        hosting::Changed,
        owners,
        publications::{self, Fate},
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(edit_publication).service(cancel_event).service(restore_event);
}

/// The event in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct PublicationPath {
    /// The gathering.
    event_id: Uuid,
}

impl Late<web::Path<PublicationPath>> {
    fn id(self) -> ApiResult<EventId> {
        Ok(EventId::from_uuid(self.read()?.event_id))
    }
}

/// Publish a gathering, or say who may know of it.
///
/// Whoever runs it publishes it and takes it back; its primary host and admins say to whom it is
/// known, and whether co-hosts may invite.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(PublicationPath, EventVersion),
    request_body = wire::EditPublication,
    responses(
        (status = OK, description = "Who runs it, and how it shows itself", body = wire::Hosts),
        ChangeRefusals,
    ),
)]
#[patch("/events/{event_id}/publication")]
async fn edit_publication(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<PublicationPath>>,
    conditions: Conditions,
    body: Body<wire::EditPublication>,
) -> ApiResult<HttpResponse> {
    let (event_id, if_match) = (path.id()?, conditions.if_match()?);
    let body = body.read()?;
    let change = PublicationPatch {
        is_published: body.is_published,
        visibility: body.visibility.map(translate::from_visibility),
        cohosts_can_invite: body.cohosts_can_invite,
    };
    Ok(answer(&publications::edit(&ctx, account.by(), event_id, change, if_match).await?))
}

/// Cancel a gathering.
///
/// Its page and its plan say so; nobody is invited to run it any more. Nothing is deleted, and links
/// still work: people must learn of it. One that is cancelled stays so.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(PublicationPath, EventVersion),
    request_body = wire::CancelEvent,
    responses(
        (status = OK, description = "Who runs it, and that it is cancelled", body = wire::Hosts),
        ChangeRefusals,
    ),
)]
#[post("/events/{event_id}/cancel")]
async fn cancel_event(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<PublicationPath>>,
    conditions: Conditions,
    body: Body<wire::CancelEvent>,
) -> ApiResult<HttpResponse> {
    let (event_id, if_match) = (path.id()?, conditions.if_match()?);
    let body = body.read()?;
    owners::may(&ctx, account.by(), event_id, Rights::may_cancel).await?;
    let mut fields = Fields::default();
    let reason = fields.take("/reason", body.reason.as_deref().map(Reason::parse));
    fields.finish()?;
    let fate = Fate::Cancelled(reason);
    Ok(answer(&publications::decide(&ctx, account.by(), event_id, fate, if_match).await?))
}

/// Restore a gathering that was cancelled.
///
/// It takes place after all, and is as public as before.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(PublicationPath, EventVersion),
    responses(
        (status = OK, description = "Who runs it, and that it takes place", body = wire::Hosts),
        ChangeRefusals,
    ),
)]
#[post("/events/{event_id}/restore")]
async fn restore_event(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<PublicationPath>>,
    conditions: Conditions,
) -> ApiResult<HttpResponse> {
    let (event_id, if_match) = (path.id()?, conditions.if_match()?);
    let fate = Fate::Restored;
    Ok(answer(&publications::decide(&ctx, account.by(), event_id, fate, if_match).await?))
}

/// The gathering as the caller sees it from now on, and its version.
fn answer(changed: &Changed) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, format!("\"{}\"", changed.event.version)))
        .json(translate::hosts(changed))
}
