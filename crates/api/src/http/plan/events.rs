//! The event itself.

use actix_web::{HttpResponse, get, http::header, patch, web};
use gather_domain::event::{Event, GuestCount};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        caller::Host,
        extract::{Body, Conditions, Fields},
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        translate,
    },
    usecase::events,
};

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(show_event).service(edit_event);
}

/// The event in the path. The caller is checked against it before a handler runs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "it describes; `Host` reads it")]
pub(crate) struct EventPath {
    /// The gathering, the caller's own.
    event_id: Uuid,
}

/// The version of the gathering that the client saw.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes; `Conditions` reads it")]
pub(crate) struct EventVersion {
    /// The `ETag` of the gathering as the client saw it. If it has changed since: 412.
    #[param(rename = "If-Match", example = "\"3\"")]
    if_match: Option<String>,
}

/// Show the gathering.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath),
    responses((status = OK, description = "The gathering", body = wire::Event), ReadRefusals),
)]
#[get("/events/{event_id}")]
async fn show_event(host: Host) -> HttpResponse {
    answer(&host.caller().standing().event)
}

/// Change the gathering.
///
/// The guest count can be changed while the plan is frozen, too.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, EventVersion),
    request_body = wire::EditEvent,
    responses((status = OK, description = "The gathering", body = wire::Event), ChangeRefusals),
)]
#[patch("/events/{event_id}")]
async fn edit_event(
    ctx: web::Data<Context>,
    host: Host,
    conditions: Conditions,
    body: Body<wire::EditEvent>,
) -> ApiResult<HttpResponse> {
    let if_match = conditions.if_match()?;
    let Some(count) = body.read()?.guest_count else {
        return Ok(answer(&host.caller().standing().event));
    };
    let parsed = count.and_then(GuestCount::new);
    let mut fields = Fields::default();
    if count.is_some() && parsed.is_none() {
        let message = format!("must be a number from 0 to {}", GuestCount::MAX);
        fields.refuse("/guest_count", "out_of_range", message);
    }
    fields.finish()?;
    let event = events::set_guest_count(&ctx, host.caller(), parsed, if_match).await?;
    Ok(answer(&event))
}

/// A gathering and its version.
pub(crate) fn answer(event: &Event) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, format!("\"{}\"", event.version)))
        .json(translate::event(event))
}
