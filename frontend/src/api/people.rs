use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, Gathering};

/// Adds somebody. `key` belongs to one filled-in form and survives its retries.
pub async fn add_person(
    at: &Gathering,
    person: &wire::AddPerson,
    key: &str,
) -> Result<wire::Profile, ApiError> {
    at.call(Method::POST, "/people").once(key).send_json(person).await
}

/// Changes what is known of somebody, if it still has the version that was seen.
pub async fn edit_person(
    at: &Gathering,
    person_id: Uuid,
    version: i64,
    change: &wire::EditPerson,
) -> Result<wire::Profile, ApiError> {
    at.call(Method::PATCH, &format!("/people/{person_id}"))
        .if_version(version)
        .send_json(change)
        .await
}

/// Moves somebody to a team, or makes them something else in theirs.
pub async fn move_person(
    at: &Gathering,
    person_id: Uuid,
    to: &wire::MovePerson,
) -> Result<wire::Profile, ApiError> {
    at.call(Method::POST, &format!("/people/{person_id}/move")).send_json(to).await
}

/// Takes somebody out of the plan. Their link is dead at once.
pub async fn remove_person(at: &Gathering, person_id: Uuid) -> Result<(), ApiError> {
    at.call(Method::DELETE, &format!("/people/{person_id}")).send_for_nothing().await
}
