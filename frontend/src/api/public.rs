//! What anybody sees of gatherings that are published; and how those who run one change that.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};

/// A page of the gatherings that everybody may know of, the next one first.
pub async fn public_events(
    name: Option<&str>,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::ListedPublicEvent>, ApiError> {
    Call::by_session(Method::GET, "/public-events")
        .query("q", name)
        .query("cursor", cursor)
        .send()
        .await
}

/// The page of one; `None` where there is none for whoever asks.
pub async fn public_event(slug: &str) -> Result<Option<wire::PublicEvent>, ApiError> {
    // What comes from the address stays one part of the path.
    let slug = slug.replace(['/', '?', '#', '\\'], "-");
    match Call::by_session(Method::GET, &format!("/public-events/{slug}")).send().await {
        Err(error) if error.code() == Some(wire::ProblemCode::EventNotFound) => Ok(None),
        answer => answer.map(Some),
    }
}

/// Changes how a gathering shows itself.
pub async fn edit_publication(
    event_id: Uuid,
    change: &wire::EditPublication,
) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::PATCH, &format!("/events/{event_id}/publication"))
        .send_json(change)
        .await
}

/// Says that a gathering does not take place.
pub async fn cancel_event(event_id: Uuid, reason: Option<String>) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::POST, &format!("/events/{event_id}/cancel"))
        .send_json(&wire::CancelEvent { reason })
        .await
}

/// Says that it takes place after all.
pub async fn restore_event(event_id: Uuid) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::POST, &format!("/events/{event_id}/restore")).send().await
}
