use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, Gathering, client::Call};
use crate::credential::Credential;

/// The whole gathering.
pub async fn overview(by: &Credential) -> Result<wire::Overview, ApiError> {
    let path = match by {
        Credential::Link(_) => by.address(),
        Credential::Session { .. } => format!("{}/overview", by.address()),
    };
    Call::new(Method::GET, &path, by).send().await
}

/// One team's plan.
pub async fn team_plan(
    by: &Credential,
    event_id: Uuid,
    team_id: Uuid,
) -> Result<wire::TeamPlan, ApiError> {
    Call::new(Method::GET, &format!("/events/{event_id}/teams/{team_id}"), by).send().await
}

/// Moves the plan to another state.
pub async fn change_status(
    by: &Credential,
    change: &wire::ChangeStatus,
) -> Result<wire::Event, ApiError> {
    Call::new(Method::PATCH, &format!("{}/status", by.address()), by).send_json(change).await
}

/// Says how many people are expected, if the gathering still has the version that was seen.
pub async fn edit_guest_count(
    by: &Credential,
    event_id: Uuid,
    version: i64,
    guest_count: Option<i64>,
) -> Result<wire::Event, ApiError> {
    let change = wire::EditEvent { guest_count: Some(guest_count), ..wire::EditEvent::default() };
    Call::new(Method::PATCH, &format!("/events/{event_id}"), by)
        .if_version(version)
        .send_json(&change)
        .await
}

/// Changes the gathering itself, if it still has the version that was seen.
pub async fn edit_event(
    at: &Gathering,
    version: i64,
    change: &wire::EditEvent,
) -> Result<wire::Event, ApiError> {
    at.call(Method::PATCH, "").if_version(version).send_json(change).await
}
