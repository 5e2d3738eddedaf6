//! Who runs an event, and how they come to.

mod accepting;
mod given;
mod hosts;
mod invariants;
mod invites;
mod publication;
mod races;
mod rights;
mod secrecy;
