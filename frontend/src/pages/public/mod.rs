//! `/gatherings`: what anybody sees of gatherings that are published, signed in or not.

mod gathering;
mod list;

pub use self::{gathering::PublicGatheringPage, list::PublicGatheringsPage};
