//! The event itself.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, get, http::header, patch, web};
use gather_domain::{
    event::{Dates, Event, EventPatch, GuestCount},
    text::{Name, Note, Reason},
    zone::{TimeZone, UnknownTimeZone},
};
use gather_wire::{self as wire, ProblemCode};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    caller::Caller,
    context::Context,
    http::{
        caller::Host,
        extract::{Body, Conditions, FieldError, Fields, Late, Override},
        problem::{ApiError, ApiResult},
        refusals::{ChangeRefusals, ReadRefusals},
        translate,
        values::{date, text},
    },
    usecase::{
        events::{self, EditEvent},
        status::{self, ChangeStatus},
        views,
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(show_event)
        .service(edit_event)
        .service(show_event_overview)
        .service(change_event_status);
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

impl FieldError for UnknownTimeZone {
    fn code(&self) -> &'static str {
        "unknown_time_zone"
    }
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
/// Absent fields stay, `null` clears. Its days stay within its dates. With another zone, drop-offs
/// stay at the instants for which they were planned. While the plan is frozen, `override_reason` says
/// why; the guest count alone needs none.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, Override, EventVersion),
    request_body = wire::EditEvent,
    responses((status = OK, description = "The gathering", body = wire::Event), ChangeRefusals),
)]
#[patch("/events/{event_id}")]
async fn edit_event(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
    body: Body<wire::EditEvent>,
) -> ApiResult<HttpResponse> {
    let (if_match, override_reason) = (conditions.if_match()?, query.reason()?);
    let (patch, guest_count) = changes(body.read()?)?;
    let command = EditEvent { patch, guest_count, if_match, override_reason };
    Ok(answer(&events::edit(&ctx, host.caller(), command).await?))
}

/// Show the whole gathering.
///
/// Every team with its counts, what stands in the way of a freeze, and how far everybody has come.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath),
    responses((status = OK, description = "The overview", body = wire::Overview), ReadRefusals),
)]
#[get("/events/{event_id}/overview")]
async fn show_event_overview(
    ctx: web::Data<Context>,
    host: Host,
) -> ApiResult<web::Json<wire::Overview>> {
    let Some(view) = views::overview(&ctx, host.caller()).await? else {
        return Err(ApiError::new(ProblemCode::EventNotFound, "The gathering is gone."));
    };
    Ok(web::Json(translate::overview(host.caller().standing(), view)))
}

/// Start confirming, freeze, unfreeze, or finish, as a host of the event.
///
/// Starting to confirm makes everybody's link. A freeze is refused while a critical item has nobody;
/// the refusal lists them. Finished is final. The status that the plan already has is a success that
/// changes nothing.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, EventVersion),
    request_body = wire::ChangeStatus,
    responses((status = OK, description = "The gathering", body = wire::Event), ChangeRefusals),
)]
#[patch("/events/{event_id}/status")]
async fn change_event_status(
    ctx: web::Data<Context>,
    host: Host,
    conditions: Conditions,
    body: Body<wire::ChangeStatus>,
) -> ApiResult<HttpResponse> {
    change_status(&ctx, host.caller(), &conditions, body).await
}

/// Takes the plan to another status, whoever the host came as.
pub(crate) async fn change_status(
    ctx: &Context,
    caller: &Caller,
    conditions: &Conditions,
    body: Body<wire::ChangeStatus>,
) -> ApiResult<HttpResponse> {
    let body = body.read()?;
    let mut fields = Fields::default();
    let reason = fields.take("/reason", body.reason.as_deref().map(Reason::parse));
    fields.finish()?;
    let to = translate::event_status(body.status);
    let command = ChangeStatus { to, reason, if_match: conditions.if_match()? };
    Ok(answer(&status::change(ctx, caller, command).await?))
}

/// What changes about the event, parsed.
#[expect(clippy::option_option, reason = "absent, null and a value are three things")]
fn changes(body: wire::EditEvent) -> ApiResult<(EventPatch, Option<Option<GuestCount>>)> {
    let mut fields = Fields::default();
    let zone = body.time_zone.as_deref().map(TimeZone::parse);
    let patch = EventPatch {
        name: fields.take("/name", body.name.as_deref().map(Name::parse)),
        description: text(&mut fields, "/description", body.description, Note::parse),
        time_zone: fields.take("/time_zone", zone),
        starts_on: fields.take("/starts_on", body.starts_on.as_deref().map(date)),
        ends_on: fields.take("/ends_on", body.ends_on.as_deref().map(date)),
    };
    if let (Some(starts_on), Some(ends_on)) = (patch.starts_on, patch.ends_on)
        && Dates::new(starts_on, ends_on).is_none()
    {
        fields.refuse("/ends_on", "before_start", "must not lie before the first day");
    }
    let guest_count = body.guest_count.map(|count| count.map(|it| (it, GuestCount::new(it))));
    if let Some(Some((_, None))) = guest_count {
        let message = format!("must be a number from 0 to {}", GuestCount::MAX);
        fields.refuse("/guest_count", "out_of_range", message);
    }
    fields.finish()?;
    Ok((patch, guest_count.map(|count| count.and_then(|(_, parsed)| parsed))))
}

/// A gathering and its version.
pub(crate) fn answer(event: &Event) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, format!("\"{}\"", event.version)))
        .json(translate::event(event))
}
