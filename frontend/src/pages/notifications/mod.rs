//! `/notifications`: what somebody is told; `/invitations`: what waits for their answer.

mod choice;
mod invitation;
mod invitations;
mod page;
mod row;
mod tidy;
mod waiting;

pub use self::{invitations::InvitationsPage, page::NotificationsPage, waiting::InvitationsWait};
