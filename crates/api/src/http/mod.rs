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
mod refusals;
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
pub(crate) use {headers::secure, limit::Limits, view_cache::ViewCache};

/// Every route of the API. The server and the OpenAPI document both start here.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(ops::livez).service(ops::readyz).service(
        scope("/api")
            .configure(link::participant::configure) // /p
            .configure(link::coordinator::configure) // /c
            .configure(link::host::configure) // /h
            .configure(plan::configure) // /events/{event_id}
            .configure(account::configure) // /auth, /me, /events
            .configure(admin::configure) // /admin
            .configure(ownership::configure) // /event-invites, and hosts and invites of events
            .default_service(web::to(ops::no_operation)),
    );
}

/// What is served beside the API: its description, and the browser app for everything else.
pub(crate) fn configure_rest(config: &mut web::ServiceConfig) {
    config.configure(ops::configure_docs).default_service(web::to(spa::serve));
}
