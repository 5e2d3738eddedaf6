//! `/api/admin`: accounts and mails, for whoever runs the server.

pub(crate) mod accounts;
pub(crate) mod outbox;

use crate::http::routes::Routes;

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.configure(accounts::configure).configure(outbox::configure);
}
