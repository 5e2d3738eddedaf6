//! Who runs an event, and how they come to.

mod accepting;
mod deleted_events;
mod given;
mod history;
mod hosts;
mod invariants;
mod invitations;
mod invites;
mod mailed;
mod mails;
mod matrix;
mod notifications;
mod offers;
mod publication;
mod races;
mod register;
mod renewing;
mod rights;
mod secrecy;
mod suspension;

pub use given::token_of;
