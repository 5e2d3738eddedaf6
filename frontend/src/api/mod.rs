//! All that is said to the server. Nothing outside of this module talks to the network.

mod account;
mod audit;
mod client;
mod desk;
mod error;
mod event;
mod items;
mod links;
mod own;
mod own_events;
mod part;
mod sheet;

pub use self::{
    account::{
        account, change_password, edit_account, end_other_sessions, end_session, log_in, log_out,
        sessions, sign_up, stay_signed_in,
    },
    audit::history,
    desk::Desk,
    error::ApiError,
    event::{change_status, edit_guest_count, overview, team_plan},
    items::{assign, create_item, delete_item, edit_item, unassign},
    links::{links, rotate_link},
    own::{confirm, mark_opened},
    own_events::{create_event, delete_event, own_events},
    part::part,
    sheet::sheet,
};
