//! `/events/{id}/hosts`: who runs a gathering, and the invites to it.

mod assign_form;
mod changes;
mod create;
mod delete_event;
mod event;
mod filters;
mod former;
mod host_dialogs;
mod host_row;
mod invite_list;
mod invite_row;
mod link_box;
mod link_form;
mod may;
mod member_form;
mod member_list;
mod member_search;
mod publication;
mod roles;
mod step_up;
mod timeline;

pub use self::{
    event::HostsPage,
    filters::{A_PAGE, Narrowed, NarrowedRows, ShowMore, first_pages, settled},
    invite_list::{InviteFilters, InviteList},
    link_box::Shown as ShownLink,
};
