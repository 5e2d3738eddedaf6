//! Accounts, and the gatherings that somebody runs.

mod account;
mod delete_draft;
mod duplicate;
mod gatherings;
mod landing;
mod log_in;
mod new_gathering;
mod password;
mod sessions;
mod sign_up;

pub use self::{
    account::AccountPage, gatherings::GatheringsPage, landing::LandingPage, log_in::LogInPage,
    new_gathering::NewGatheringPage, sign_up::SignUpPage,
};
