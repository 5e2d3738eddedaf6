//! The links of an event: the most dangerous read of all, for its hosts alone.

use crate::http::routes::Routes;
use actix_web::{get, post, web};
use gather_domain::id::PersonId;
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::events::EventPath;
use crate::{
    context::Context,
    http::{
        caller::Host,
        extract::Late,
        limit::Limits,
        problem::ApiResult,
        refusals::{ActRefusals, ReadRefusals},
        translate,
    },
    usecase::links,
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_links).service(rotate_link);
}

/// A person in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct PersonPath {
    /// The person.
    person_id: Uuid,
}

/// List every link.
///
/// Complete whenever asked: hosts first, then coordinators, then participants, each by name.
/// Whoever holds a link acts as its person, so each listing is noted in the audit.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath),
    responses((status = OK, description = "The links", body = wire::Links), ReadRefusals),
)]
#[get("/events/{event_id}/tokens")]
async fn list_links(
    ctx: web::Data<Context>,
    limits: web::Data<Limits>,
    host: Host,
) -> ApiResult<web::Json<wire::Links>> {
    // It leaves an entry in the audit, so it counts as a change.
    limits.change(host.caller().standing().credential_id())?;
    let all = links::list(&ctx, host.caller()).await?;
    Ok(web::Json(wire::Links { items: all.into_iter().map(translate::link).collect() }))
}

/// Replace a person's link.
///
/// The old one is dead at once; the new one works for 90 days.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, PersonPath),
    responses((status = OK, description = "The new link", body = wire::Link), ActRefusals),
)]
#[post("/events/{event_id}/tokens/{person_id}/rotate")]
async fn rotate_link(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<PersonPath>>,
) -> ApiResult<web::Json<wire::Link>> {
    let person_id = PersonId::from_uuid(path.read()?.person_id);
    Ok(web::Json(translate::link(links::rotate(&ctx, host.caller(), person_id).await?)))
}
