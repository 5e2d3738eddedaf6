//! The plan, to be taken away.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{
    ApiError,
    client::{Call, File},
};
use crate::credential::Credential;

/// A file of the whole plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takeaway {
    /// For calendar programs.
    Calendar,
    /// For spreadsheet programs.
    Table,
    /// For messengers.
    Text,
}

/// One of the files.
pub async fn take_away(by: &Credential, event_id: Uuid, file: Takeaway) -> Result<File, ApiError> {
    let (what, format) = match file {
        Takeaway::Calendar => ("calendar", None),
        Takeaway::Table => ("export", Some("csv")),
        Takeaway::Text => ("export", Some("text")),
    };
    let path = format!("/events/{event_id}/{what}");
    Call::new(Method::GET, &path, by).query("format", format).send_for_file().await
}

/// The whole plan, to be printed.
pub async fn print_sheet(by: &Credential, event_id: Uuid) -> Result<wire::PrintSheet, ApiError> {
    Call::new(Method::GET, &format!("/events/{event_id}/sheet"), by).send().await
}
