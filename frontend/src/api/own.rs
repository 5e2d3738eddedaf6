//! What everybody does for themselves: open their link, confirm what they bring.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{
    ApiError,
    client::{Call, File},
};
use crate::{credential::Credential, link::Secret};

/// Confirms one thing of the caller's own. A second time changes nothing.
pub async fn confirm(
    by: &Credential,
    assignment_id: Uuid,
) -> Result<wire::OwnAssignment, ApiError> {
    let path = format!("{}/ack/{assignment_id}", by.address());
    Call::new(Method::POST, &path, by).send().await
}

/// Says that the caller cannot see to one thing of their own, and perhaps why.
pub async fn decline(
    by: &Credential,
    assignment_id: Uuid,
    reason: Option<String>,
) -> Result<wire::OwnAssignment, ApiError> {
    let path = format!("{}/decline/{assignment_id}", by.address());
    Call::new(Method::POST, &path, by).send_json(&wire::Decline { reason }).await
}

/// Takes that back. Nothing is confirmed by it.
pub async fn take_back_decline(
    by: &Credential,
    assignment_id: Uuid,
) -> Result<wire::OwnAssignment, ApiError> {
    let path = format!("{}/decline/{assignment_id}", by.address());
    Call::new(Method::DELETE, &path, by).send().await
}

/// What the link's person brings, as a calendar file.
pub async fn calendar(by: &Credential) -> Result<File, ApiError> {
    Call::new(Method::GET, &format!("{}/calendar", by.address()), by).send_for_file().await
}

/// Says that the link was opened by a person, and not by something that looks at links in mails.
pub async fn mark_opened(link: &Secret) -> Result<(), ApiError> {
    let path = format!("{}/opened", link.kind().path());
    Call::new(Method::POST, &path, &Credential::Link(link.clone())).send_for_nothing().await
}
