//! What only SQL shows: constraints, races, transactions, and that both databases mean the same.
//!
//! By default on SQLite. With `GATHER_TEST_POSTGRES=postgres://postgres@127.0.0.1:5432/postgres` on
//! the PostgreSQL of that URL, in a database per test.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod acts;
mod constraints;
mod cost;
mod meaning;
mod plan;
mod races;
mod rows;
mod transactions;
mod world;
