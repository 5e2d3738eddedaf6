//! `/api/admin/events`: in whose hands events are.

use crate::http::routes::Routes;
use actix_web::{get, web};
use gather_domain::{id::EventId, text::Name};
use gather_wire as wire;

use crate::{
    context::Context,
    http::{
        extract::{Fields, Late},
        page,
        problem::ApiResult,
        refusals::ReadRefusals,
        signed_in::Admin,
        translate,
    },
    usecase::owners,
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_all_events);
}

/// List gatherings.
///
/// Latest first, with in whose hands they are: for whoever runs the server.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(wire::ListedEventsQuery),
    responses(
        (status = OK, description = "A page of gatherings", body = wire::Page<wire::ListedEvent>),
        ReadRefusals,
    ),
)]
#[get("/admin/events")]
async fn list_all_events(
    ctx: web::Data<Context>,
    _admin: Admin,
    query: Late<web::Query<wire::ListedEventsQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::ListedEvent>>> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    let name = fields.take("/q", query.q.as_deref().map(Name::parse));
    fields.finish()?;
    let filter = owners::Filter {
        ownership: query.ownership.map(translate::from_ownership),
        name: name.map(String::from),
        before: part.cursor.map(EventId::from_uuid),
    };
    let (events, more) = owners::list_events(&ctx, filter, part.limit).await?;
    let next_cursor = events.last().filter(|_| more).map(|it| it.event.id.to_string());
    let items = events.into_iter().map(translate::listed_event).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}
