//! The API as its clients see it: a real server, a real database, requests over HTTP.
//!
//! On SQLite, or on the PostgreSQL that `GATHER_TEST_POSTGRES` names.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod acknowledge;
mod app;
mod caller;
mod database;
mod demo;
mod gathering;
mod links;
mod matrix;
mod races;
mod reads;
mod reply;
mod scope;
mod status;
