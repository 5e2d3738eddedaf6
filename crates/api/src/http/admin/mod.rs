//! `/api/admin`: accounts and mails, for whoever runs the server.

pub(crate) mod accounts;
pub(crate) mod outbox;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.configure(accounts::configure).configure(outbox::configure);
}
