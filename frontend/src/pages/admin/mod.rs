//! `/admin`: what waits for whoever runs the server, and what they see and decide of all of it.

mod account_dialogs;
mod account_row;
mod accounts;
mod audit;
mod audit_filters;
mod deleted;
mod event_row;
mod for_admins;
mod home;
mod list_event;
mod listed;
mod mail_dialog;
mod mail_row;
mod mails;
mod register;
mod reset_link;
mod settings;

pub use self::{
    accounts::AccountsPage, audit::AuditPage, deleted::DeletedEventsPage, home::AdminPage,
    listed::ListedEventsPage, mails::MailsPage, register::InvitesPage, settings::SettingsPage,
};
