//! Accounts, and the gatherings that somebody runs.

mod account;
mod address;
mod by_mail;
mod confirm;
mod delete_account;
mod delete_draft;
mod duplicate;
mod forgot;
mod gatherings;
mod landing;
mod log_in;
mod mailed_link;
mod mails;
mod new_address;
mod new_gathering;
mod password;
mod reset;
mod sessions;
mod sign_up;

pub use self::{
    account::AccountPage,
    confirm::ConfirmPage,
    forgot::ForgotPage,
    gatherings::{GatheringsPage, HAS_LEFT},
    landing::LandingPage,
    log_in::LogInPage,
    mails::PreferencesPage,
    new_address::NewAddressPage,
    new_gathering::NewGatheringPage,
    reset::ResetPage,
    sign_up::SignUpPage,
};
