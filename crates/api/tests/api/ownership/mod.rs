//! Who runs an event, and how they come to.

mod accepting;
mod given;
mod invites;
mod races;
mod rights;
