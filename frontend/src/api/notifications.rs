//! What somebody is told, and what waits for them.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};

/// A page of what one was told, the latest first. `kind` is as the wire has it.
pub async fn notifications(
    kind: Option<&str>,
    unread: bool,
    limit: u32,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::Notification>, ApiError> {
    let limit = limit.to_string();
    Call::by_session(Method::GET, "/notifications")
        .query("type", kind)
        .query("unread", unread.then_some("true"))
        .query("limit", Some(&limit))
        .query("cursor", cursor)
        .send()
        .await
}

/// What waits for one.
pub async fn badge() -> Result<wire::Badge, ApiError> {
    Call::by_session(Method::GET, "/notifications/badge").send().await
}

/// Marks some notifications as read; all of them, where none is named.
pub async fn mark_read(ids: Option<Vec<Uuid>>) -> Result<wire::Changed, ApiError> {
    Call::by_session(Method::POST, "/notifications/read").send_json(&wire::MarkRead { ids }).await
}

/// Deletes notifications.
pub async fn delete_notifications(
    which: &wire::DeleteNotifications,
) -> Result<wire::Changed, ApiError> {
    Call::by_session(Method::POST, "/notifications/delete").send_json(which).await
}
