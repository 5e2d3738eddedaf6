//! Gather's REST API and the server that runs it.
//!
//! Data flows one way: a handler under [`http`] parses, calls and translates; a use case under
//! [`usecase`] loads, asks the domain and writes; neither takes a step back. Use cases know no HTTP
//! and no wire format, handlers know no store.

mod account;
mod caller;
pub mod config;
mod context;
mod http;
mod jobs;
pub mod keys;
mod mail;
mod news;
mod openapi;
mod password;
pub mod seed;
mod server;
pub mod telemetry;
mod usecase;

pub use crate::{
    context::Context,
    http::Quotas,
    jobs::catch_up,
    mail::{Mail, MailError},
    openapi::document,
    password::Passwords,
    server::{Server, Settings},
    usecase::{
        gatherings::{self, Gathering, Imported},
        guards::Tries,
        health::prepare,
        logins,
    },
};
