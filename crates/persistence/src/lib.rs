//! Gather's tables: the only crate that knows sea-orm.
//!
//! A module per thing, of functions named after what they do: `find_*` gives an option, `of_*` a
//! list, `lock*` holds a row until the transaction ends. Reads take any [`Source`], writes a [`Tx`],
//! which only [`Store::write`] makes. What the permission matrix governs takes its proof, a
//! [`Permit`](gather_domain::permission::Permit). A row that breaks an invariant is
//! [`StoreError::Corrupt`], never a guess.
//!
//! One lock order: event, then what is under it. No query in a loop: what is many is one statement.

mod batch;
mod entity;
mod error;
mod file;
mod matching;
mod rows;
mod statements;
mod store;

pub mod account_links;
pub mod accounts;
pub mod assignments;
pub mod audit;
pub mod days;
pub mod deleted_events;
pub mod departures;
pub mod events;
pub mod history;
pub mod hostings;
pub mod hosts;
pub mod idempotency;
pub mod invitations;
pub mod invites;
pub mod items;
pub mod limits;
pub mod links;
pub mod notifications;
pub mod offers;
pub mod outbox;
pub mod overviews;
pub mod ownership;
pub mod people;
pub mod plans;
pub mod preferences;
pub mod profiles;
pub mod publications;
pub mod readiness;
pub mod recorded;
pub mod registry;
pub mod rosters;
pub mod sessions;
pub mod settings;
pub mod sheets;
pub mod standings;
pub mod teams;
pub mod tombstones;

pub use crate::{
    error::StoreError,
    store::{Source, Store, Tx},
};
