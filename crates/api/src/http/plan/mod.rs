//! `/api/events/{event_id}`: what a host does to the plan.

pub(crate) mod audit;
pub(crate) mod days;
pub(crate) mod duplicates;
pub(crate) mod events;
pub(crate) mod imports;
pub(crate) mod items;
pub(crate) mod links;
pub(crate) mod many_items;
pub(crate) mod people;
pub(crate) mod teams;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .configure(events::configure)
        .configure(duplicates::configure)
        .configure(days::configure)
        .configure(teams::configure)
        .configure(imports::configure)
        .configure(people::configure)
        .configure(items::configure)
        .configure(many_items::configure)
        .configure(links::configure)
        .configure(audit::configure);
}
