//! What a gathering is and what may happen to it.
//!
//! Pure decisions: nothing here waits, reads, writes or asks the time. It knows no serde, no
//! database and no HTTP; the crates around it load what a decision needs and carry it out.

pub mod account;
pub mod account_link;
pub mod audit;
pub mod clock;
pub mod contact;
pub mod duplicate;
pub mod email;
pub mod event;
pub mod former_host;
pub mod hosting;
pub mod id;
pub mod import;
pub mod invitation;
pub mod invite;
pub mod item;
pub mod link;
pub mod mail;
pub mod notification;
pub mod ownership;
pub mod password;
pub mod permission;
pub mod person;
pub mod publication;
pub mod readiness;
pub mod redirect;
pub mod registry;
pub mod secret;
pub mod setting;
pub mod slug;
pub mod standing;
pub mod team;
pub mod text;
pub mod token;
pub mod zone;
