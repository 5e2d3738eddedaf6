//! The gatherings that somebody runs.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};

/// A page of them, the latest first. `status` is as the wire has it.
pub async fn own_events(
    status: Option<&str>,
    name: Option<&str>,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::OwnEvent>, ApiError> {
    Call::by_session(Method::GET, "/events")
        .query("status", status)
        .query("q", name)
        .query("cursor", cursor)
        .send()
        .await
}

/// Makes one, as a draft. `key` belongs to one filled-in form and survives its retries.
pub async fn create_event(event: &wire::CreateEvent, key: &str) -> Result<wire::Event, ApiError> {
    Call::by_session(Method::POST, "/events").once(key).send_json(event).await
}

/// Makes a draft like one of one's own. `key` belongs to one filled-in form and survives its retries.
pub async fn duplicate_event(
    id: Uuid,
    wish: &wire::DuplicateEvent,
    key: &str,
) -> Result<wire::Event, ApiError> {
    Call::by_session(Method::POST, &format!("/events/{id}/duplicate"))
        .once(key)
        .send_json(wish)
        .await
}

/// Deletes a gathering: nobody but admins knows of it any more.
pub async fn delete_event(id: Uuid) -> Result<(), ApiError> {
    Call::by_session(Method::DELETE, &format!("/events/{id}")).send_for_nothing().await
}
