use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};
use crate::link::Secret;

/// The whole gathering.
pub async fn overview(link: &Secret) -> Result<wire::Overview, ApiError> {
    Call::new(Method::GET, "/h", link).send().await
}

/// One team's plan.
pub async fn team_plan(
    link: &Secret,
    event_id: Uuid,
    team_id: Uuid,
) -> Result<wire::TeamPlan, ApiError> {
    Call::new(Method::GET, &format!("/events/{event_id}/teams/{team_id}"), link).send().await
}

/// Moves the plan to another state.
pub async fn change_status(
    link: &Secret,
    change: &wire::ChangeStatus,
) -> Result<wire::Event, ApiError> {
    Call::new(Method::PATCH, "/h/status", link).send_json(change).await
}

/// Says how many people are expected, if the gathering still has the version that was seen.
pub async fn edit_guest_count(
    link: &Secret,
    event_id: Uuid,
    version: i64,
    guest_count: Option<i64>,
) -> Result<wire::Event, ApiError> {
    let change = wire::EditEvent { guest_count: Some(guest_count), ..wire::EditEvent::default() };
    Call::new(Method::PATCH, &format!("/events/{event_id}"), link)
        .if_version(version)
        .send_json(&change)
        .await
}
