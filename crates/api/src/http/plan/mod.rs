//! `/api/events/{event_id}`: what a host does to the plan.

mod acknowledgements;
pub(crate) mod audit;
pub(crate) mod days;
pub(crate) mod events;
pub(crate) mod items;
pub(crate) mod links;
pub(crate) mod people;
pub(crate) mod teams;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .configure(events::configure)
        .configure(days::configure)
        .configure(teams::configure)
        .configure(people::configure)
        .configure(items::configure)
        .configure(links::configure)
        .configure(acknowledgements::configure)
        .configure(audit::configure);
}
