//! Who runs a gathering; and for admins, all gatherings.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};

/// Who runs a gathering.
pub async fn hosts(event_id: Uuid) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::GET, &format!("/events/{event_id}/hosts")).send().await
}

/// A page of all gatherings, for an admin. `ownership` is as the wire has it.
pub async fn listed_events(
    ownership: Option<&str>,
    name: Option<&str>,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::ListedEvent>, ApiError> {
    let limit = limit.map(|limit| limit.to_string());
    Call::by_session(Method::GET, "/admin/events")
        .query("ownership", ownership)
        .query("q", name)
        .query("limit", limit.as_deref())
        .query("cursor", cursor)
        .send()
        .await
}
