//! The API as its clients see it: a real server, a real database, requests over HTTP.
//!
//! On SQLite, or on the PostgreSQL that `GATHER_TEST_POSTGRES` names.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod account_links;
mod accounts;
mod acknowledge;
mod admin;
mod answers;
mod app;
mod audience;
mod audit;
mod caller;
mod callers;
mod commands;
mod conditional;
mod confirming;
mod dashboard;
mod database;
mod declines;
mod deletion;
mod demo;
mod freeze_races;
mod fuzz;
mod gathering;
mod guards;
mod input;
mod input_elsewhere;
mod isolation;
mod limits;
mod links;
mod mails;
mod matrix;
mod openapi;
mod operations;
mod own_events;
mod ownership;
mod phone;
mod plan;
mod process;
mod races;
mod reads;
mod reply;
mod running;
mod scope;
mod secrets;
mod sessions;
mod signing_in;
mod smtp;
mod status;
mod takeaways;
mod tidy;
mod views;
