use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, Desk, client::Call};

/// The name of a host's reason in the query.
const OVERRIDE: &str = "override_reason";

/// Adds an item to the desk's team. `key` belongs to one filled-in form and survives its retries.
pub async fn create_item(
    desk: &Desk,
    item: wire::CreateItem,
    key: &str,
    override_reason: Option<&str>,
) -> Result<wire::Item, ApiError> {
    let call = Call::new(Method::POST, &desk.items(), desk.link())
        .query(OVERRIDE, override_reason)
        .once(key);
    match desk {
        Desk::Coordinator { .. } => call.send_json(&item).await,
        Desk::Host { team_id, .. } => call.send_json(&of_team(item, *team_id)).await,
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
    Call::new(Method::PATCH, &format!("{}/{item_id}", desk.items()), desk.link())
        .query(OVERRIDE, override_reason)
        .if_version(version)
        .send_json(change)
        .await
}

/// Takes an item off the plan.
pub async fn delete_item(
    desk: &Desk,
    item_id: Uuid,
    override_reason: Option<&str>,
) -> Result<(), ApiError> {
    Call::new(Method::DELETE, &format!("{}/{item_id}", desk.items()), desk.link())
        .query(OVERRIDE, override_reason)
        .send_for_nothing()
        .await
}

/// Gives an item to somebody. Whoever had it before no longer has it.
pub async fn assign(
    desk: &Desk,
    item_id: Uuid,
    person_id: Uuid,
    override_reason: Option<&str>,
) -> Result<wire::Item, ApiError> {
    Call::new(Method::POST, &format!("{}/{item_id}/assign", desk.items()), desk.link())
        .query(OVERRIDE, override_reason)
        .send_json(&wire::AssignItem { person_id })
        .await
}

/// Takes an item back from whoever has it.
pub async fn unassign(
    desk: &Desk,
    item_id: Uuid,
    override_reason: Option<&str>,
) -> Result<wire::Item, ApiError> {
    Call::new(Method::DELETE, &format!("{}/{item_id}/assign", desk.items()), desk.link())
        .query(OVERRIDE, override_reason)
        .send()
        .await
}

fn of_team(item: wire::CreateItem, team_id: Uuid) -> wire::CreateEventItem {
    wire::CreateEventItem {
        team_id,
        name: item.name,
        day_id: item.day_id,
        quantity: item.quantity,
        description: item.description,
        critical: item.critical,
        gluten_free: item.gluten_free,
        dairy_free: item.dairy_free,
        vegetarian: item.vegetarian,
        notes: item.notes,
        drop_off_at: item.drop_off_at,
        drop_off_local: item.drop_off_local,
        drop_off_location: item.drop_off_location,
        drop_off_note: item.drop_off_note,
    }
}
