//! `/events/{id}/hosts`: who runs a gathering; `/admin`: all gatherings, for admins.

mod admin;
mod changes;
mod create;
mod event;
mod event_row;
mod filters;
mod for_admins;
mod host_dialogs;
mod host_row;
mod invite_list;
mod invite_row;
mod link_box;
mod list_event;
mod listed;
mod may;
mod publication;
mod register;

pub use self::{
    admin::AdminPage,
    event::HostsPage,
    filters::{Narrowed, ShowMore, first_pages},
    listed::ListedEventsPage,
    register::InvitesPage,
};
