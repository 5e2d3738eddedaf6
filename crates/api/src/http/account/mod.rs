//! `/api/auth`, `/api/me` and `/api/events`: signing in, one's own account, one's own gatherings.

pub(crate) mod events;
pub(crate) mod links;
pub(crate) mod me;
pub(crate) mod notifications;
pub(crate) mod sessions;
pub(crate) mod signing_in;

use crate::http::routes::Routes;
use gather_domain::{email::EmailError, password::PasswordError, redirect::NotOurs};

use super::extract::FieldError;

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .configure(signing_in::configure)
        .configure(links::configure)
        .configure(me::configure)
        .configure(notifications::configure)
        .configure(sessions::configure)
        .configure(events::configure);
}

impl FieldError for EmailError {
    fn code(&self) -> &'static str {
        (*self).code()
    }
}

impl FieldError for PasswordError {
    fn code(&self) -> &'static str {
        (*self).code()
    }
}

impl FieldError for NotOurs {
    fn code(&self) -> &'static str {
        "not_a_page"
    }
}
