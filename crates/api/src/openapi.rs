use utoipa::{
    Modify, OpenApi,
    openapi::{
        PathItem, SecurityRequirement,
        path::Operation,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_actix_web::AppExt;

use crate::http;

/// The part of the document that no handler can know.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Gather",
        description = "Coordinates gatherings. Every answer that is not a success is a problem \
                       (RFC 9457) whose `code` is stable. A link's secret goes into the \
                       `Authorization` header; it is never taken from a path or a query. A browser \
                       that is signed in sends its session's cookie instead; its changes must \
                       come from our own site (`Sec-Fetch-Site`, else `Origin`).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "participant", description = "By a participant's link: what they bring."),
        (name = "coordinator", description = "By a coordinator's link: their team's plan."),
        (name = "host", description = "By a host's link: the whole gathering."),
        (name = "plan", description = "By a host's session or link, for the event in the path."),
        (name = "account", description = "Signing in, and one's own account."),
        (name = "ownership", description = "By a session: who runs an event, and how they come to."),
        (name = "admin", description = "By an admin's session: accounts, mails, events, invites."),
        (name = "operations", description = "Whether the server does its work."),
    ),
    modifiers(&Security),
    components(schemas(gather_wire::Problem)),
)]
pub(crate) struct Preamble;

struct Security;

impl Modify for Security {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let link = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The secret of a link: `gth_h_…`, `gth_c_…` or `gth_p_…`."))
            .build();
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("link", SecurityScheme::Http(link));
        let session = ApiKeyValue::with_description(
            "__Host-gather_session",
            "Set by signing in. Over plain http, as on one's own machine, it is called \
             `gather_session`.",
        );
        let session = SecurityScheme::ApiKey(ApiKey::Cookie(session));
        components.add_security_scheme("session", session);
    }
}

/// The OpenAPI document of the routes that the server really serves.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Preamble::openapi())
        .configure(http::describe)
        .split_for_parts()
        .1;
    let of_events = document.paths.paths.iter_mut().filter(|(path, _)| path.starts_with(EVENT));
    for operation in of_events.flat_map(|(_, item)| operations(item)) {
        let by_link = operation.security.get_or_insert_default();
        if *by_link == [requirement("link")] {
            by_link.push(requirement("session"));
        }
    }
    document
}

/// Below this, whoever may come by a host's link may come by their session, too: both are the same
/// argument of a handler, [`Host`](crate::http).
const EVENT: &str = "/api/events/{event_id}";

fn requirement(scheme: &str) -> SecurityRequirement {
    SecurityRequirement::new::<_, [&str; 0], &str>(scheme, [])
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete]
        .into_iter()
        .flatten()
}
