//! `/events/{id}/hosts`: who runs a gathering, and the invites to it.

mod changes;
mod create;
mod event;
mod filters;
mod host_dialogs;
mod host_row;
mod invite_list;
mod invite_row;
mod link_box;
mod may;
mod publication;

pub use self::{
    event::HostsPage,
    filters::{A_PAGE, Narrowed, ShowMore, first_pages, settled},
    invite_list::{InviteFilters, InviteList},
    link_box::Shown as ShownLink,
};
