//! Who runs an event: by a session, for a coordination link carries no such authority.

mod admin_invites;
mod answers;
mod events;
mod hosts;
mod invitations;
mod invite_input;
mod invites;
mod publication;

use crate::http::routes::Routes;

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .configure(admin_invites::configure)
        .configure(answers::configure)
        .configure(events::configure)
        .configure(hosts::configure)
        .configure(invitations::configure)
        .configure(invites::configure)
        .configure(publication::configure);
}
