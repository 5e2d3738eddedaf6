use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, Gathering};

/// Adds a team. `key` belongs to one filled-in form and survives its retries.
pub async fn create_team(
    at: &Gathering,
    team: &wire::CreateTeam,
    key: &str,
) -> Result<wire::Team, ApiError> {
    at.call(Method::POST, "/teams").once(key).send_json(team).await
}

/// Changes a team or who leads it, if it still has the version that was seen.
pub async fn edit_team(
    at: &Gathering,
    team_id: Uuid,
    version: i64,
    change: &wire::EditTeam,
) -> Result<wire::Team, ApiError> {
    at.call(Method::PATCH, &format!("/teams/{team_id}")).if_version(version).send_json(change).await
}

/// Takes an empty team out of the plan, if it still has the version that was seen.
pub async fn delete_team(at: &Gathering, team_id: Uuid, version: i64) -> Result<(), ApiError> {
    at.call(Method::DELETE, &format!("/teams/{team_id}"))
        .if_version(version)
        .send_for_nothing()
        .await
}
