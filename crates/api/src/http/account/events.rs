//! `/api/events`: the gatherings of one's own.

use actix_web::{HttpResponse, delete, get, http::header, post, web};
use chrono::{Datelike as _, NaiveDate};
use gather_domain::{
    event::{Dates, Event, EventStatus, GuestCount},
    id::EventId,
    text::{Name, Note},
    zone::TimeZone,
};
use gather_wire::{self as wire, ProblemCode};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        extract::{Body, Conditions, Fields, Late},
        problem::{ApiError, ApiResult},
        refusals::{ChangeRefusals, ReadRefusals},
        signed_in::Account,
        translate,
    },
    usecase::{
        items::Request,
        own_events::{self, Created, Filter},
    },
};

/// How many events a page has, unless the client says otherwise, and at most.
const PAGE: u32 = 50;
const MAX_PAGE: u32 = 200;

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_events).service(create_event).service(delete_event);
}

/// The client's name for a request that it may send again.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes; `Conditions` reads it")]
struct CreationKey {
    /// The client's name for this request: sent again within 24 hours, it has one effect and the
    /// same answer.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 64)]
    idempotency_key: Option<String>,
}

/// The event in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OwnEventPath {
    /// The gathering.
    event_id: Uuid,
}

/// Plan a gathering.
///
/// It begins as a draft. Whoever makes it is its host, and the first in its plan.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    params(CreationKey),
    request_body = wire::CreateEvent,
    responses((status = CREATED, description = "The gathering", body = wire::Event), ChangeRefusals),
)]
#[post("/events")]
async fn create_event(
    ctx: web::Data<Context>,
    account: Account,
    conditions: Conditions,
    body: Body<wire::CreateEvent>,
) -> ApiResult<HttpResponse> {
    let body = body.read()?;
    let request = match conditions.idempotency_key()? {
        None => None,
        Some(key) => {
            let mut hash = Sha256::new();
            hash.update("/api/events");
            hash.update(serde_json::to_vec(&body).unwrap_or_default());
            let caller = account.by().account().id.as_uuid();
            Some(Request { caller, key, hash: hash.finalize().into() })
        }
    };
    let event = draft(&body)?;
    let render =
        |event: &Event| serde_json::to_string(&translate::event(event)).unwrap_or_default();
    let answer = match own_events::create(&ctx, account.by(), event, request, render).await? {
        Created::Now(event) => render(&event),
        Created::Before(answer) => answer,
    };
    let created: wire::Event = serde_json::from_str(&answer).map_err(|_ours| {
        ApiError::new(ProblemCode::Internal, "Something went wrong on our side.")
    })?;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, format!("/api/events/{}", created.id)))
        .insert_header((header::ETAG, format!("\"{}\"", created.version)))
        .content_type("application/json")
        .body(answer))
}

/// List my gatherings.
///
/// Latest first: those that I run, as a host or a co-host.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    params(wire::OwnEventsQuery),
    responses(
        (status = OK, description = "A page of gatherings", body = wire::Page<wire::OwnEvent>),
        ReadRefusals,
    ),
)]
#[get("/events")]
async fn list_events(
    ctx: web::Data<Context>,
    account: Account,
    query: Late<web::Query<wire::OwnEventsQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::OwnEvent>>> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let limit = query.limit.unwrap_or(PAGE);
    if !(1..=MAX_PAGE).contains(&limit) {
        fields.refuse("/limit", "out_of_range", format!("must be from 1 to {MAX_PAGE}"));
    }
    let name = fields.take("/q", query.q.as_deref().map(Name::parse));
    let before = query.cursor.as_deref().map(str::parse::<Uuid>);
    if let Some(Err(_)) = before {
        fields.refuse("/cursor", "unknown_cursor", "is not a cursor that we gave");
    }
    fields.finish()?;

    let filter = Filter {
        status: query.status.map(translate::event_status),
        name: name.map(String::from),
        before: before.and_then(Result::ok).map(EventId::from_uuid),
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let (events, more) = own_events::list(&ctx, account.by(), filter, limit).await?;
    let next_cursor = events.last().filter(|_| more).map(|it| it.event.id.to_string());
    let role = account.by().account().role;
    let items = events.iter().map(|it| translate::own_event(&it.event, it.hosting, role)).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Delete a gathering.
///
/// Its primary host may while it is a draft; an admin always may. Everything under it goes; what is
/// remembered of it stays.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    params(OwnEventPath),
    responses((status = NO_CONTENT, description = "It is gone"), ChangeRefusals),
)]
#[delete("/events/{event_id}")]
async fn delete_event(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<OwnEventPath>>,
) -> ApiResult<HttpResponse> {
    let event_id = EventId::from_uuid(path.read()?.event_id);
    own_events::delete(&ctx, account.by(), event_id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A draft with these facts, or everything that is wrong with them.
fn draft(body: &wire::CreateEvent) -> ApiResult<Event> {
    let mut fields = Fields::default();
    let name = fields.take("/name", Some(Name::parse(&body.name)));
    let description = fields.take("/description", body.description.as_deref().map(Note::parse));
    let time_zone = TimeZone::parse(&body.time_zone).ok();
    if time_zone.is_none() {
        fields.refuse("/time_zone", "unknown_time_zone", "must be a zone such as Europe/Berlin");
    }
    let starts_on = date(&mut fields, "/starts_on", &body.starts_on);
    let ends_on = date(&mut fields, "/ends_on", &body.ends_on);
    let dates = starts_on.zip(ends_on).and_then(|(first, last)| {
        let dates = Dates::new(first, last);
        if dates.is_none() {
            fields.refuse("/ends_on", "before_start", "must not be before the first day");
        }
        dates
    });
    let guest_count = body.guest_count.and_then(GuestCount::new);
    if body.guest_count.is_some() && guest_count.is_none() {
        let message = format!("must be a number from 0 to {}", GuestCount::MAX);
        fields.refuse("/guest_count", "out_of_range", message);
    }
    match (name, time_zone, dates) {
        (Some(name), Some(time_zone), Some(dates)) => {
            fields.finish()?;
            Ok(Event {
                id: EventId::new(),
                name,
                description,
                time_zone,
                dates,
                status: EventStatus::Draft,
                guest_count,
                version: 1,
            })
        }
        _ => Err(fields.into_refusal()),
    }
}

/// A calendar date of our times.
fn date(fields: &mut Fields, path: &str, text: &str) -> Option<NaiveDate> {
    let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") else {
        fields.refuse(path, "malformed_date", "must be a date such as 2025-12-24");
        return None;
    };
    if !(1900..=9999).contains(&date.year()) {
        fields.refuse(path, "out_of_range", "must be in the years 1900 to 9999");
        return None;
    }
    Some(date)
}
