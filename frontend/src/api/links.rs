use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};
use crate::credential::Credential;

/// Every link of the gathering. Asking for them is remembered in the history.
pub async fn links(by: &Credential, event_id: Uuid) -> Result<wire::Links, ApiError> {
    Call::new(Method::GET, &format!("/events/{event_id}/tokens"), by).send().await
}

/// Replaces one person's link. The old one stops working at once.
pub async fn rotate_link(
    by: &Credential,
    event_id: Uuid,
    person_id: Uuid,
) -> Result<wire::Link, ApiError> {
    let path = format!("/events/{event_id}/tokens/{person_id}/rotate");
    Call::new(Method::POST, &path, by).send().await
}
