//! The people of a gathering: e-mail addresses and phone numbers are for its hosts alone.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, http::header, patch, post, web};
use gather_domain::{
    contact::{Contact, ContactError, Email, Phone},
    id::{PersonId, TeamId},
    person::{PersonFacts, PersonPatch},
    text::{Name, Reason},
};
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
        extract::{Body, Conditions, FieldError, Fields, Late, Override},
        page,
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        translate,
        values::text,
    },
    usecase::{
        people::{self, AddPerson, OnePerson, Profile},
        places::{self, Destination},
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(list_people)
        .service(add_person)
        .service(show_person)
        .service(edit_person)
        .service(remove_person)
        .service(move_person);
}

/// A person in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct PersonPath {
    /// The person.
    person_id: Uuid,
}

/// The version of the person that the client saw.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes; `Conditions` reads it")]
struct PersonVersion {
    /// The `ETag` of the person as the client saw them. If they have changed since: 412.
    #[param(rename = "If-Match", example = "\"3\"")]
    if_match: Option<String>,
}

impl FieldError for ContactError {
    fn code(&self) -> &'static str {
        (*self).code()
    }
}

/// List the people.
///
/// Everybody in the plan, hosts without a team too, in the order in which they were first made.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, wire::PageQuery),
    responses(
        (status = OK, description = "A page of people", body = wire::Page<wire::Profile>),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/people")]
async fn list_people(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<wire::PageQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::Profile>>> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    fields.finish()?;
    let after = part.cursor.map(PersonId::from_uuid);
    let (people, more) = people::list(&ctx, host.caller(), after, part.limit).await?;
    let last = people.last().filter(|_| more);
    let next_cursor = last.map(|it| it.participation.person.id.to_string());
    let items = people.iter().map(translate::profile).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Add a person to a team.
///
/// Once confirming has started, they get their link at once. While the plan is frozen,
/// `override_reason` says why.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, Override, IdempotencyHeader),
    request_body = wire::AddPerson,
    responses((status = CREATED, description = "The person", body = wire::Profile), ChangeRefusals),
)]
#[post("/events/{event_id}/people")]
async fn add_person(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
    body: Body<wire::AddPerson>,
) -> ApiResult<HttpResponse> {
    let override_reason = query.reason()?;
    let body = body.read()?;
    let place = format!("/api/events/{}/people", host.caller().standing().event.id);
    let asked = (&body, override_reason.as_ref().map(Reason::as_str));
    let request =
        creation::request(host.caller().standing().credential_id(), &place, &conditions, &asked)?;
    let mut fields = Fields::default();
    let name = fields.take("/name", Some(Name::parse(&body.name)));
    let contact = Contact {
        email: text(&mut fields, "/email", Some(body.email), Email::parse).flatten(),
        phone: text(&mut fields, "/phone", Some(body.phone), Phone::parse).flatten(),
    };
    let Some(name) = name else { return Err(fields.into_refusal()) };
    fields.finish()?;
    let command = AddPerson {
        facts: PersonFacts { name, contact },
        team_id: TeamId::from_uuid(body.team_id),
        override_reason,
        request,
    };
    let render = |profile: &Profile| creation::render(&translate::profile(profile));
    creation::answer(people::add(&ctx, host.caller(), command, render).await?, render, &place)
}

/// Show a person.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, PersonPath),
    responses((status = OK, description = "The person", body = wire::Profile), ReadRefusals),
)]
#[get("/events/{event_id}/people/{person_id}")]
async fn show_person(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<PersonPath>>,
) -> ApiResult<HttpResponse> {
    let id = PersonId::from_uuid(path.read()?.person_id);
    Ok(answer(&people::show(&ctx, host.caller(), id).await?))
}

/// Change a person's name or contact.
///
/// Absent fields stay, `null` clears. Somebody has one name wherever they are: it changes in every
/// gathering that they belong to. While the plan is frozen, `override_reason` says why.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, PersonPath, Override, PersonVersion),
    request_body = wire::EditPerson,
    responses((status = OK, description = "The person", body = wire::Profile), ChangeRefusals),
)]
#[patch("/events/{event_id}/people/{person_id}")]
async fn edit_person(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<PersonPath>>,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
    body: Body<wire::EditPerson>,
) -> ApiResult<HttpResponse> {
    let one = path.read()?.to_command(&conditions, query.reason()?)?;
    let body = body.read()?;
    let mut fields = Fields::default();
    let changes = PersonPatch {
        name: fields.take("/name", body.name.as_deref().map(Name::parse)),
        email: text(&mut fields, "/email", body.email, Email::parse),
        phone: text(&mut fields, "/phone", body.phone, Phone::parse),
    };
    fields.finish()?;
    Ok(answer(&people::edit(&ctx, host.caller(), one, changes).await?))
}

/// Remove a person from the plan.
///
/// What they had to bring is open again and remembers their name; the team that they led has nobody
/// to lead it; their link is dead at once. Whoever hosts the gathering stays. While the plan is
/// frozen, `override_reason` says why.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, PersonPath, Override, PersonVersion),
    responses((status = NO_CONTENT, description = "They are out of the plan"), ChangeRefusals),
)]
#[delete("/events/{event_id}/people/{person_id}")]
async fn remove_person(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<PersonPath>>,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
) -> ApiResult<HttpResponse> {
    let one = path.read()?.to_command(&conditions, query.reason()?)?;
    places::remove(&ctx, host.caller(), one).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Move a person to another team.
///
/// What they had to bring stays with the old team, open again, and remembers their name; the team
/// that they led has nobody to lead it; their link is replaced where it no longer fits. With the role
/// `coordinator` they lead the new team. While the plan is frozen, `override_reason` says why.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, PersonPath, Override, PersonVersion),
    request_body = wire::MovePerson,
    responses((status = OK, description = "The person", body = wire::Profile), ChangeRefusals),
)]
#[post("/events/{event_id}/people/{person_id}/move")]
async fn move_person(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<PersonPath>>,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
    body: Body<wire::MovePerson>,
) -> ApiResult<HttpResponse> {
    let one = path.read()?.to_command(&conditions, query.reason()?)?;
    let body = body.read()?;
    let to = Destination {
        team_id: TeamId::from_uuid(body.team_id),
        leads: body.role.map(|role| match role {
            wire::TeamRole::Coordinator => true,
            wire::TeamRole::Participant => false,
        }),
    };
    Ok(answer(&places::move_to(&ctx, host.caller(), one, to).await?))
}

impl PersonPath {
    /// What the path and the headers say about one person.
    fn to_command(
        &self,
        conditions: &Conditions,
        override_reason: Option<Reason>,
    ) -> ApiResult<OnePerson> {
        let person_id = PersonId::from_uuid(self.person_id);
        Ok(OnePerson { person_id, if_match: conditions.if_match()?, override_reason })
    }
}

/// Somebody and their version.
fn answer(profile: &Profile) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, format!("\"{}\"", profile.version)))
        .json(translate::profile(profile))
}
