//! Every route on one screen, and how the domain looks from outside.

mod account;
mod address;
mod admin;
mod caller;
mod creation;
mod download;
mod extract;
mod headers;
mod item_input;
mod limit;
mod link;
mod ops;
mod origin;
mod ownership;
mod page;
mod plan;
mod problem;
mod public;
mod refusals;
mod routes;
mod session;
mod signed_in;
mod spa;
mod table;
mod translate;
mod values;
mod view_cache;

use actix_web::web;
use utoipa_actix_web::{scope, service_config::ServiceConfig};

pub use limit::Quotas;
use routes::Routes;
pub(crate) use {headers::secure, limit::Limits, view_cache::ViewCache};

/// Every operation of the API, to be served.
pub(crate) fn configure(config: &mut web::ServiceConfig) {
    watched(&mut Routes::Served(config));
    config.service(
        web::scope(API)
            .configure(|config| operations(&mut Routes::Served(config)))
            .default_service(web::to(ops::no_operation)),
    );
}

/// Every operation of the API, for the OpenAPI document.
pub(crate) fn describe(config: &mut ServiceConfig<'_>) {
    watched(&mut Routes::Described(config));
    config.service(scope(API).configure(|config| operations(&mut Routes::Described(config))));
}

const API: &str = "/api";

/// What watches over the server.
fn watched(routes: &mut Routes<'_, '_>) {
    routes.service(ops::livez).service(ops::readyz);
}

/// What is below [`API`].
fn operations(routes: &mut Routes<'_, '_>) {
    routes
        .configure(link::participant::configure) // /p
        .configure(link::coordinator::configure) // /c
        .configure(link::host::configure) // /h
        .configure(plan::configure) // /events/{event_id}
        .configure(account::configure) // /auth, /me, /events
        .configure(admin::configure) // /admin
        .configure(ownership::configure) // /event-invites, and hosts and invites of events
        .configure(public::configure); // /public-events
}

/// What is served beside the API: its description, and the browser app for everything else.
pub(crate) fn configure_rest(config: &mut web::ServiceConfig) {
    config.configure(ops::configure_docs).default_service(web::to(spa::serve));
}
