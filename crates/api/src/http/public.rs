//! `/api/public-events`: what anybody sees of gatherings that are published.

use actix_web::{HttpRequest, get, web};
use chrono::NaiveDate;
use gather_domain::{id::EventId, slug::Slug, text::Name};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    address,
    extract::{Fields, Late},
    limit::Limits,
    page,
    problem::ApiResult,
    refusals::ReadRefusals,
    routes::Routes,
    signed_in::Anybody,
    translate, values,
};
use crate::{
    context::Context,
    usecase::public_events::{self, Filter, PublicEventError, Shown},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_public_events).service(show_public_event);
}

/// The event in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct PublicEventPath {
    /// The gathering's name in its address.
    slug: String,
}

/// List public gatherings.
///
/// The next one first. Those that are cancelled are not among them.
#[utoipa::path(
    tag = "public",
    params(wire::PublicEventsQuery),
    responses(
        (
            status = OK,
            description = "A page of gatherings",
            body = wire::Page<wire::ListedPublicEvent>,
        ),
        ReadRefusals,
    ),
)]
#[get("/public-events")]
async fn list_public_events(
    ctx: web::Data<Context>,
    limits: web::Data<Limits>,
    request: HttpRequest,
    query: Late<web::Query<wire::PublicEventsQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::ListedPublicEvent>>> {
    count(&ctx, &limits, &request)?;
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, None);
    let after = query.cursor.as_deref().map(Cursor::parse);
    if let Some(None) = after {
        page::refuse_cursor(&mut fields);
    }
    let name = fields.take("/q", query.q.as_deref().map(Name::parse));
    let from = fields.take("/from", query.from.as_deref().map(values::date));
    fields.finish()?;
    let filter = Filter {
        name: name.map(String::from),
        from: from.unwrap_or_else(|| public_events::today(ctx.clock.now())),
        after: after.flatten().map(|Cursor(date, id)| (date, id)),
    };
    let (events, more) = public_events::list(&ctx, filter, part.limit).await?;
    let next_cursor = events.last().filter(|_| more).map(|it| Cursor::of(it).to_string());
    Ok(web::Json(wire::Page { items: translate::public_events(events), next_cursor }))
}

/// Show a public gathering.
///
/// One that is not published, or for those who are invited, is there for those who run it alone.
#[utoipa::path(
    tag = "public",
    security((), ("session" = [])),
    params(PublicEventPath),
    responses((status = OK, description = "The gathering", body = wire::PublicEvent), ReadRefusals),
)]
#[get("/public-events/{slug}")]
async fn show_public_event(
    ctx: web::Data<Context>,
    limits: web::Data<Limits>,
    anybody: Anybody,
    request: HttpRequest,
    path: Late<web::Path<PublicEventPath>>,
) -> ApiResult<web::Json<wire::PublicEvent>> {
    count(&ctx, &limits, &request)?;
    let slug = Slug::parse(&path.read()?.slug).ok_or(PublicEventError::Unknown)?;
    let found = public_events::find(&ctx, anybody.by(), &slug).await?;
    Ok(web::Json(translate::public_event(&found)))
}

fn count(ctx: &Context, limits: &Limits, request: &HttpRequest) -> ApiResult<()> {
    address::of_client(request, ctx).map_or(Ok(()), |from| limits.public_read(from))
}

/// After which one a part of the list begins: `2026-05-01~` and its id.
struct Cursor(NaiveDate, EventId);

impl Cursor {
    fn of(shown: &Shown) -> Self {
        Self(shown.event.dates.starts_on(), shown.event.id)
    }

    fn parse(text: &str) -> Option<Self> {
        let (date, id) = text.split_once('~')?;
        let id = id.parse::<Uuid>().ok()?;
        Some(Self(values::date(date).ok()?, EventId::from_uuid(id)))
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.0, self.1)
    }
}
