//! `/api/admin`: accounts, mails, settings and the whole audit, for whoever runs the server.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod outbox;
pub(crate) mod settings;

use crate::http::routes::Routes;

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .configure(accounts::configure)
        .configure(outbox::configure)
        .configure(audit::configure)
        .configure(settings::configure);
}
