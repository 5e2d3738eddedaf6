//! What admins decide, look back on and count.

mod mails;
mod recorded;
mod roles;
mod settings;
mod waiting;
