//! `/api/events`: the gatherings of one's own.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, post, web};
use gather_domain::{
    email::Email,
    event::{Dates, Event, EventStatus, GuestCount},
    id::EventId,
    text::{Name, Note},
    zone::TimeZone,
};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        creation::{self, IdempotencyHeader},
        extract::{Body, Conditions, Fields, Late},
        page::part,
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        signed_in::Account,
        translate, values,
    },
    usecase::{
        deletions,
        own_events::{self, Filter},
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_events).service(create_event).service(delete_event);
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
/// It begins as a draft. Whoever makes it is its host, and the first in its plan. An admin may list
/// one that nobody runs yet, and invite somebody who will.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    params(IdempotencyHeader),
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
    let caller = account.by().account().id.as_uuid();
    let request = creation::request(caller, "/events", &conditions, &body)?;
    let (event, contact) = draft(&body)?;
    let render = |event: &_| creation::render(&translate::event(event));
    let by = account.by();
    let created = if body.unowned {
        own_events::list_unowned(&ctx, by, event, contact, request, render).await?
    } else {
        own_events::create(&ctx, by, event, request, render).await?
    };
    creation::answer(created, render, "/api/events")
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
    let part = part(&mut fields, query.limit, query.cursor.as_deref());
    let name = fields.take("/q", query.q.as_deref().map(Name::parse));
    fields.finish()?;

    let filter = Filter {
        status: query.status.map(translate::event_status),
        name: name.map(String::from),
        before: part.cursor.map(EventId::from_uuid),
    };
    let (events, more) = own_events::list(&ctx, account.by(), filter, part.limit).await?;
    let next_cursor = events.last().filter(|_| more).map(|it| it.event.id.to_string());
    let role = account.by().account().role;
    let items = events.iter().map(|it| translate::own_event(&it.event, it.hosting, role)).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Delete a gathering.
///
/// Its primary host may while it is a draft; an admin always may. Nobody but admins knows of it from
/// then on: its links and invites answer as if there were none. An admin can bring it back.
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
    deletions::delete(&ctx, account.by(), event_id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A draft with these facts, and whom to ask about it; or everything that is wrong with them.
fn draft(body: &wire::CreateEvent) -> ApiResult<(Event, Option<Email>)> {
    let mut fields = Fields::default();
    let name = fields.take("/name", Some(Name::parse(&body.name)));
    let description = fields.take("/description", body.description.as_deref().map(Note::parse));
    let time_zone = TimeZone::parse(&body.time_zone).ok();
    if time_zone.is_none() {
        fields.refuse("/time_zone", "unknown_time_zone", "must be a zone such as Europe/Berlin");
    }
    let starts_on = fields.take("/starts_on", Some(values::date(&body.starts_on)));
    let ends_on = fields.take("/ends_on", Some(values::date(&body.ends_on)));
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
    // A blank address is none: forms send it where nothing was typed.
    let contact = body.contact_email.as_deref().filter(|it| !it.trim().is_empty());
    let contact = fields.take("/contact_email", contact.map(Email::parse));
    if contact.is_some() && !body.unowned {
        fields.refuse("/contact_email", "not_unowned", "is for a gathering that nobody runs yet");
    }
    match (name, time_zone, dates) {
        (Some(name), Some(time_zone), Some(dates)) => {
            fields.finish()?;
            let event = Event {
                id: EventId::new(),
                name,
                description,
                time_zone,
                dates,
                status: EventStatus::Draft,
                guest_count,
                cancelled_at: None,
                version: 1,
            };
            Ok((event, contact))
        }
        _ => Err(fields.into_refusal()),
    }
}
