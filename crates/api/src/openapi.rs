use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
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
                       `Authorization` header; it is never taken from a path or a query.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "participant", description = "By a participant's link: what they bring."),
        (name = "coordinator", description = "By a coordinator's link: their team's plan."),
        (name = "host", description = "By a host's link: the whole gathering."),
        (name = "plan", description = "By a host's link, for the event in the path."),
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
    }
}

/// The OpenAPI document of the routes that the server really serves.
pub fn document() -> utoipa::openapi::OpenApi {
    actix_web::App::new()
        .into_utoipa_app()
        .openapi(Preamble::openapi())
        .configure(http::configure)
        .split_for_parts()
        .1
}
