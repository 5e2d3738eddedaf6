//! A new draft like an event of before.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, post, web};
use gather_domain::{duplicate::Wish, text::Name};
use gather_wire as wire;

use super::events::EventPath;
use crate::{
    context::Context,
    http::{
        caller::Host,
        creation::{self, IdempotencyHeader},
        extract::{Body, Conditions, Fields},
        problem::ApiResult,
        refusals::ChangeRefusals,
        translate, values,
    },
    usecase::duplicates,
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(duplicate_event);
}

/// Plan another gathering like this one.
///
/// A new draft of one's own with the same zone, description, guest count, days, teams and items, and
/// with its people if they are wanted, who are known anew there: what is changed about them in one
/// gathering does not change in the other. Nobody has anything in it yet. Every date moves by as many days
/// as the first one. Drop-offs keep the time that clocks show at the place, whatever daylight saving
/// does in between: where the clocks are put forward over it on the new day, it becomes as much later
/// as they are put forward; of a time that comes twice it is the first. A link is for one gathering
/// alone, so this takes a session.
#[utoipa::path(
    tag = "plan",
    security(("session" = [])),
    params(EventPath, IdempotencyHeader),
    request_body = wire::DuplicateEvent,
    responses((status = CREATED, description = "The new one", body = wire::Event), ChangeRefusals),
)]
#[post("/events/{event_id}/duplicate")]
async fn duplicate_event(
    ctx: web::Data<Context>,
    host: Host,
    conditions: Conditions,
    body: Body<wire::DuplicateEvent>,
) -> ApiResult<HttpResponse> {
    let body = body.read()?;
    let standing = host.caller().standing();
    let place = format!("/events/{}/duplicate", standing.event.id);
    let request = creation::request(standing.credential_id(), &place, &conditions, &body)?;
    let mut fields = Fields::default();
    let name = fields.take("/name", Some(Name::parse(&body.name)));
    let starts_on = fields.take("/starts_on", Some(values::date(&body.starts_on)));
    let (Some(name), Some(starts_on)) = (name, starts_on) else {
        return Err(fields.into_refusal());
    };
    let (include_people, by) = (body.include_people, standing.person.id);
    let wish = Wish { name, starts_on, include_people, host: by };
    let render = |event: &_| creation::render(&translate::event(event));
    let made = duplicates::make(&ctx, host.caller(), wish, request, render).await?;
    creation::answer(made, render, "/api/events")
}
