use gather_wire as wire;
use gloo_net::http::Method;
use serde::Serialize;
use uuid::Uuid;

use super::{ApiError, Desk, client::Call};

/// The name of a host's reason in the query.
const OVERRIDE: &str = "override_reason";

/// `wire::CreateEventItem` as it is sent: the coordinator's request, and the team.
#[derive(Serialize)]
struct OfTeam {
    team_id: Uuid,
    #[serde(flatten)]
    item: wire::CreateItem,
}

/// Adds an item to the desk's team. `key` belongs to one filled-in form and survives its retries.
pub async fn create_item(
    desk: &Desk,
    item: wire::CreateItem,
    key: &str,
    override_reason: Option<&str>,
) -> Result<wire::Item, ApiError> {
    let call = Call::new(Method::POST, &desk.items(), desk.credential())
        .query(OVERRIDE, override_reason)
        .once(key);
    match desk {
        Desk::Coordinator { .. } => call.send_json(&item).await,
        Desk::Host { team_id, .. } => call.send_json(&OfTeam { team_id: *team_id, item }).await,
    }
}

/// Changes an item, if it still has the version that was seen.
pub async fn edit_item(
    desk: &Desk,
    item_id: Uuid,
    version: i64,
    change: &wire::EditItem,
    override_reason: Option<&str>,
) -> Result<wire::Item, ApiError> {
    Call::new(Method::PATCH, &format!("{}/{item_id}", desk.items()), desk.credential())
        .query(OVERRIDE, override_reason)
        .if_version(version)
        .send_json(change)
        .await
}

/// Takes an item off the plan, if it still has the version that was seen.
pub async fn delete_item(
    desk: &Desk,
    item_id: Uuid,
    version: i64,
    override_reason: Option<&str>,
) -> Result<(), ApiError> {
    Call::new(Method::DELETE, &format!("{}/{item_id}", desk.items()), desk.credential())
        .query(OVERRIDE, override_reason)
        .if_version(version)
        .send_for_nothing()
        .await
}

/// Gives an item to somebody, if it still has the version that was seen. Whoever had it before no
/// longer has it.
pub async fn assign(
    desk: &Desk,
    item_id: Uuid,
    version: i64,
    person_id: Uuid,
    override_reason: Option<&str>,
) -> Result<wire::Item, ApiError> {
    Call::new(Method::POST, &format!("{}/{item_id}/assign", desk.items()), desk.credential())
        .query(OVERRIDE, override_reason)
        .if_version(version)
        .send_json(&wire::AssignItem { person_id })
        .await
}

/// Takes an item back from whoever has it, if it still has the version that was seen.
pub async fn unassign(
    desk: &Desk,
    item_id: Uuid,
    version: i64,
    override_reason: Option<&str>,
) -> Result<wire::Item, ApiError> {
    Call::new(Method::DELETE, &format!("{}/{item_id}/assign", desk.items()), desk.credential())
        .query(OVERRIDE, override_reason)
        .if_version(version)
        .send()
        .await
}

/// Writes down that whoever has an item has confirmed it by phone, if it still has the version that
/// was seen.
pub async fn confirm_by_phone(
    desk: &Desk,
    item_id: Uuid,
    version: i64,
) -> Result<wire::Item, ApiError> {
    Call::new(Method::POST, &format!("{}/{item_id}/confirm", desk.items()), desk.credential())
        .if_version(version)
        .send()
        .await
}

/// What happened to an item, the latest first.
pub async fn item_history(
    desk: &Desk,
    item_id: Uuid,
) -> Result<wire::Page<wire::AuditEntry>, ApiError> {
    let path = format!("{}/{item_id}/history", desk.items());
    Call::new(Method::GET, &path, desk.credential()).send().await
}

/// Changes several items alike: all of them, or none.
pub async fn edit_items(
    desk: &Desk,
    change: &wire::EditItems,
    override_reason: Option<&str>,
) -> Result<wire::EditedItems, ApiError> {
    Call::new(Method::PATCH, &desk.items(), desk.credential())
        .query(OVERRIDE, override_reason)
        .send_json(change)
        .await
}
