//! One file per table, as it lies in the database.

pub(crate) mod access_token;
pub(crate) mod account;
pub(crate) mod account_link;
pub(crate) mod assignment;
pub(crate) mod audit_entry;
pub(crate) mod day;
pub(crate) mod email_outbox;
pub(crate) mod event;
pub(crate) mod event_host;
pub(crate) mod event_host_history;
pub(crate) mod event_invite;
pub(crate) mod idempotency_key;
pub(crate) mod item;
pub(crate) mod membership;
pub(crate) mod notification;
pub(crate) mod notification_preference;
pub(crate) mod person;
pub(crate) mod rate_limit;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod team;
pub(crate) mod token_tombstone;
