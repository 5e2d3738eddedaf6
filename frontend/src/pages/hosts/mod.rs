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
mod link_form;
mod list_event;
mod listed;
mod may;
mod member_form;
mod member_list;
mod register;
mod roles;
mod timeline;

pub use self::{
    admin::AdminPage,
    event::HostsPage,
    filters::{A_PAGE, first_pages},
    listed::ListedEventsPage,
    register::InvitesPage,
};
