use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, Gathering};

/// Adds a day. `key` belongs to one filled-in form and survives its retries.
pub async fn create_day(
    at: &Gathering,
    day: &wire::CreateDay,
    key: &str,
) -> Result<wire::Day, ApiError> {
    at.call(Method::POST, "/days").once(key).send_json(day).await
}

/// Gives a day another name or date.
pub async fn edit_day(
    at: &Gathering,
    day_id: Uuid,
    change: &wire::EditDay,
) -> Result<wire::Day, ApiError> {
    at.call(Method::PATCH, &format!("/days/{day_id}")).send_json(change).await
}

/// Takes a day out of the plan. What was for it is for no day from then on.
pub async fn delete_day(at: &Gathering, day_id: Uuid) -> Result<(), ApiError> {
    at.call(Method::DELETE, &format!("/days/{day_id}")).send_for_nothing().await
}
