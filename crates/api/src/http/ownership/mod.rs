//! Who runs an event: by a session, for a coordination link carries no such authority.

mod answers;
mod events;
mod hosts;
mod invite_input;
mod invites;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .configure(answers::configure)
        .configure(events::configure)
        .configure(hosts::configure)
        .configure(invites::configure);
}
