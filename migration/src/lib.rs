//! Gather's schema: its only owner, for SQLite and PostgreSQL alike.
//!
//! The database refuses what must not exist: by unique, check and composite foreign keys, the same
//! on both. A column that repeats a parent's `event_id` or `team_id` is no cache: it is there so
//! that a key over several columns can refuse an item of another event or an assignee of another
//! team. What no key can express has a test.
//!
//! Every migration stays compatible with the release before it: expand, migrate, contract.

#![cfg_attr(
    not(test),
    expect(
        clippy::wildcard_imports,
        reason = "a migration is written in the words of `schema` alone"
    )
)]
#![expect(
    elided_lifetimes_in_paths,
    reason = "`SchemaManager<'_>` does not compile under async_trait"
)]

use sea_orm_migration::prelude::*;

mod keys;
mod m0001_accounts;
mod m0002_events;
mod m0003_plan;
mod m0004_links;
mod m0005_hosting;
mod m0006_audit;
mod m0007_idempotency;
mod m0008_revision;
mod m0009_people;
mod m0010_sign_in;
mod m0011_outbox;
mod m0013_answers;
mod m0014_invites;
mod m0015_notifications;
mod m0016_publication;
mod m0017_settings;
mod m0018_expired_invites;
mod m0019_deleted_events;
mod m0020_mailed_invites;

/// All migrations, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_accounts::Migration),
            Box::new(m0002_events::Migration),
            Box::new(m0003_plan::Migration),
            Box::new(m0004_links::Migration),
            Box::new(m0005_hosting::Migration),
            Box::new(m0006_audit::Migration),
            Box::new(m0007_idempotency::Migration),
            Box::new(m0008_revision::Migration),
            Box::new(m0009_people::Migration),
            Box::new(m0010_sign_in::Migration),
            Box::new(m0011_outbox::Migration),
            Box::new(m0013_answers::Migration),
            Box::new(m0014_invites::Migration),
            Box::new(m0015_notifications::Migration),
            Box::new(m0016_publication::Migration),
            Box::new(m0017_settings::Migration),
            Box::new(m0018_expired_invites::Migration),
            Box::new(m0019_deleted_events::Migration),
            Box::new(m0020_mailed_invites::Migration),
        ]
    }
}

pub use sea_orm_migration::MigratorTrait;
