//! `/api/events/{event_id}`: what a host does to the plan.

mod acknowledgements;
pub(crate) mod audit;
pub(crate) mod days;
pub(crate) mod duplicates;
pub(crate) mod events;
pub(crate) mod imports;
pub(crate) mod items;
pub(crate) mod links;
pub(crate) mod many_items;
pub(crate) mod people;
pub(crate) mod takeaways;
pub(crate) mod teams;

use crate::http::routes::Routes;

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .configure(events::configure)
        .configure(duplicates::configure)
        .configure(days::configure)
        .configure(teams::configure)
        .configure(imports::configure)
        .configure(people::configure)
        .configure(items::configure)
        .configure(many_items::configure)
        .configure(links::configure)
        .configure(acknowledgements::configure)
        .configure(takeaways::configure)
        .configure(audit::configure);
}
