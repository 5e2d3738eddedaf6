//! Who runs a gathering; and for admins, all gatherings.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};

/// Who runs a gathering.
pub async fn hosts(event_id: Uuid) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::GET, &format!("/events/{event_id}/hosts")).send().await
}

/// A page of those who ran a gathering before, whose part ended last first.
pub async fn former_hosts(
    event_id: Uuid,
    limit: u32,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::FormerHost>, ApiError> {
    Call::by_session(Method::GET, &format!("/events/{event_id}/history"))
        .query("limit", Some(&limit.to_string()))
        .query("cursor", cursor)
        .send()
        .await
}

/// Puts somebody in charge of a gathering, as an admin.
pub async fn assign_host(
    event_id: Uuid,
    assignment: &wire::AssignHost,
) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::POST, &format!("/admin/events/{event_id}/hosts"))
        .send_json(assignment)
        .await
}

/// Leaves those who run a gathering.
pub async fn leave_hosts(event_id: Uuid) -> Result<wire::LeftEvent, ApiError> {
    Call::by_session(Method::POST, &format!("/events/{event_id}/leave"))
        .send_json(&wire::LeaveEvent { confirm: true })
        .await
}

/// Removes somebody from those who run a gathering.
pub async fn remove_host(
    host: (Uuid, Uuid),
    removal: &wire::RemoveHost,
) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::DELETE, &of_host(host)).send_json(removal).await
}

/// Makes a co-host a host, or a host a co-host.
pub async fn change_host_role(
    host: (Uuid, Uuid),
    role: wire::HostRole,
) -> Result<wire::Hosts, ApiError> {
    let step = match role {
        wire::HostRole::Host => "promote",
        wire::HostRole::Cohost => "demote",
    };
    Call::by_session(Method::POST, &format!("{}/{step}", of_host(host))).send().await
}

/// Hands a gathering over to another of those who run it.
pub async fn transfer_event(
    event_id: Uuid,
    transfer: &wire::TransferEvent,
) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::POST, &format!("/events/{event_id}/transfer"))
        .send_json(transfer)
        .await
}

/// Takes a gathering in hand that is in nobody's.
pub async fn step_up(event_id: Uuid) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::POST, &format!("/events/{event_id}/step-up")).send().await
}

/// Takes a gathering out of the hands of whoever took it in hand, as an admin.
pub async fn reverse_step_up(event_id: Uuid, reason: String) -> Result<wire::Hosts, ApiError> {
    Call::by_session(Method::POST, &format!("/admin/events/{event_id}/reverse-step-up"))
        .send_json(&wire::Because { reason })
        .await
}

/// A page of all gatherings, for an admin. `ownership` is as the wire has it.
pub async fn listed_events(
    ownership: Option<&str>,
    name: Option<&str>,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::ListedEvent>, ApiError> {
    let limit = limit.map(|limit| limit.to_string());
    Call::by_session(Method::GET, "/admin/events")
        .query("ownership", ownership)
        .query("q", name)
        .query("limit", limit.as_deref())
        .query("cursor", cursor)
        .send()
        .await
}

fn of_host((event_id, account_id): (Uuid, Uuid)) -> String {
    format!("/events/{event_id}/hosts/{account_id}")
}
