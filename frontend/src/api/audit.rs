use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};
use crate::credential::Credential;

/// A page of what happened, the latest first.
pub async fn history(
    by: &Credential,
    event_id: Uuid,
    query: &wire::AuditQuery,
) -> Result<wire::Page<wire::AuditEntry>, ApiError> {
    let actor = query.actor.map(|actor| actor.to_string());
    let limit = query.limit.map(|limit| limit.to_string());
    Call::new(Method::GET, &format!("/events/{event_id}/audit"), by)
        .query("action", query.action.as_deref())
        .query("target_type", query.target_type.as_deref())
        .query("actor", actor.as_deref())
        .query("limit", limit.as_deref())
        .query("cursor", query.cursor.as_deref())
        .send()
        .await
}
