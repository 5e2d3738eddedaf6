//! The days of a gathering.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use gather_domain::{id::DayId, item::Day, text::Name};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::events::EventPath;
use crate::{
    context::Context,
    http::{
        caller::Host,
        creation::{self, IdempotencyHeader},
        extract::{Body, Conditions, Fields, Late},
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        translate,
        values::date,
    },
    usecase::days::{self, CreateDay, EditDay},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(list_days)
        .service(create_day)
        .service(show_day)
        .service(edit_day)
        .service(delete_day);
}

/// A day in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct DayPath {
    /// The day.
    day_id: Uuid,
}

/// List the days.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath),
    responses((status = OK, description = "The days, by date", body = wire::Days), ReadRefusals),
)]
#[get("/events/{event_id}/days")]
async fn list_days(ctx: web::Data<Context>, host: Host) -> ApiResult<web::Json<wire::Days>> {
    let all = days::list(&ctx, host.caller()).await?;
    Ok(web::Json(wire::Days { items: all.iter().map(translate::day).collect() }))
}

/// Add a day.
///
/// Its date is one of the gathering's. Days are made while the plan is a draft.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, IdempotencyHeader),
    request_body = wire::CreateDay,
    responses((status = CREATED, description = "The day", body = wire::Day), ChangeRefusals),
)]
#[post("/events/{event_id}/days")]
async fn create_day(
    ctx: web::Data<Context>,
    host: Host,
    conditions: Conditions,
    body: Body<wire::CreateDay>,
) -> ApiResult<HttpResponse> {
    let body = body.read()?;
    let place = format!("/api/events/{}/days", host.caller().standing().event.id);
    let request =
        creation::request(host.caller().standing().credential_id(), &place, &conditions, &body)?;
    let mut fields = Fields::default();
    let name = fields.take("/name", Some(Name::parse(&body.name)));
    let date = fields.take("/date", Some(date(&body.date)));
    let (Some(name), Some(date)) = (name, date) else { return Err(fields.into_refusal()) };
    let command = CreateDay { name, date, request };
    let render = |day: &Day| creation::render(&translate::day(day));
    creation::answer(days::create(&ctx, host.caller(), command, render).await?, render, &place)
}

/// Show a day.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, DayPath),
    responses((status = OK, description = "The day", body = wire::Day), ReadRefusals),
)]
#[get("/events/{event_id}/days/{day_id}")]
async fn show_day(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<DayPath>>,
) -> ApiResult<web::Json<wire::Day>> {
    let day_id = DayId::from_uuid(path.read()?.day_id);
    Ok(web::Json(translate::day(&days::show(&ctx, host.caller(), day_id).await?)))
}

/// Change a day.
///
/// Absent fields stay. Days are changed while the plan is a draft.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, DayPath),
    request_body = wire::EditDay,
    responses((status = OK, description = "The day", body = wire::Day), ChangeRefusals),
)]
#[patch("/events/{event_id}/days/{day_id}")]
async fn edit_day(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<DayPath>>,
    body: Body<wire::EditDay>,
) -> ApiResult<web::Json<wire::Day>> {
    let day_id = DayId::from_uuid(path.read()?.day_id);
    let body = body.read()?;
    let mut fields = Fields::default();
    let name = fields.take("/name", body.name.as_deref().map(Name::parse));
    let date = fields.take("/date", body.date.as_deref().map(date));
    fields.finish()?;
    let day = days::edit(&ctx, host.caller(), EditDay { day_id, name, date }).await?;
    Ok(web::Json(translate::day(&day)))
}

/// Delete a day.
///
/// Items that were for it are for no day from then on. Days are deleted while the plan is a draft.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, DayPath),
    responses((status = NO_CONTENT, description = "It is gone"), ChangeRefusals),
)]
#[delete("/events/{event_id}/days/{day_id}")]
async fn delete_day(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<DayPath>>,
) -> ApiResult<HttpResponse> {
    let day_id = DayId::from_uuid(path.read()?.day_id);
    days::delete(&ctx, host.caller(), day_id).await?;
    Ok(HttpResponse::NoContent().finish())
}
