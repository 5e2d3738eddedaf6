//! All that is said to the server. Nothing outside of this module talks to the network.

mod audit;
mod client;
mod desk;
mod error;
mod event;
mod items;
mod links;
mod own;
mod part;
mod sheet;

pub use self::{
    audit::history,
    desk::Desk,
    error::ApiError,
    event::{change_status, edit_guest_count, overview, team_plan},
    items::{assign, create_item, delete_item, edit_item, unassign},
    links::{links, rotate_link},
    own::{confirm, mark_opened},
    part::part,
    sheet::sheet,
};
