//! The API as its clients see it: a real server, a real database, requests over HTTP.
//!
//! On SQLite, or on the PostgreSQL that `GATHER_TEST_POSTGRES` names.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod app;
mod caller;
mod database;
mod demo;
mod gathering;
mod matrix;
mod reply;
