//! `/api/admin`: accounts, mails, settings, what was deleted, and the whole audit, for whoever runs the server.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod deleted_events;
pub(crate) mod outbox;
pub(crate) mod settings;

use crate::http::routes::Routes;

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .configure(accounts::configure)
        .configure(outbox::configure)
        .configure(audit::configure)
        .configure(deleted_events::configure)
        .configure(settings::configure);
}
