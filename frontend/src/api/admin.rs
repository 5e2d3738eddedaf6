//! What whoever runs the server sees and decides.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};
use crate::browser;

/// What waits for an admin, counted.
pub async fn what_waits() -> Result<wire::OwnershipSummary, ApiError> {
    Call::by_session(Method::GET, "/admin/ownership/summary").send().await
}

/// A page of accounts, the latest first. `role` is as the wire has it.
pub async fn accounts(
    name: Option<&str>,
    role: Option<&str>,
    suspended: Option<bool>,
    limit: u32,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::ListedAccount>, ApiError> {
    let (limit, suspended) = (limit.to_string(), suspended.map(|is| is.to_string()));
    Call::by_session(Method::GET, "/admin/accounts")
        .query("q", name)
        .query("role", role)
        .query("suspended", suspended.as_deref())
        .query("limit", Some(&limit))
        .query("cursor", cursor)
        .send()
        .await
}

/// Makes somebody an admin, or one no more.
pub async fn change_account_role(
    id: Uuid,
    role: wire::AccountRole,
) -> Result<wire::ListedAccount, ApiError> {
    Call::by_session(Method::POST, &of_account(id, "role"))
        .send_json(&wire::ChangeRole { role })
        .await
}

/// Keeps somebody out.
pub async fn suspend_account(id: Uuid, reason: String) -> Result<wire::ListedAccount, ApiError> {
    Call::by_session(Method::POST, &of_account(id, "suspend"))
        .send_json(&wire::Because { reason })
        .await
}

/// Lets somebody in again.
pub async fn restore_account(id: Uuid) -> Result<wire::ListedAccount, ApiError> {
    Call::by_session(Method::POST, &of_account(id, "restore")).send().await
}

/// A page of deleted gatherings, the latest first.
pub async fn deleted_events(
    limit: u32,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::DeletedEvent>, ApiError> {
    Call::by_session(Method::GET, "/admin/deleted-events")
        .query("limit", Some(&limit.to_string()))
        .query("cursor", cursor)
        .send()
        .await
}

/// Brings a deleted gathering back.
pub async fn bring_event_back(id: Uuid) -> Result<(), ApiError> {
    Call::by_session(Method::POST, &format!("/admin/deleted-events/{id}/bring-back"))
        .send_for_nothing()
        .await
}

/// Deletes a deleted gathering for good.
pub async fn purge_event(id: Uuid, reason: String) -> Result<(), ApiError> {
    Call::by_session(Method::DELETE, &format!("/admin/deleted-events/{id}"))
        .send_json_for_nothing(&wire::Because { reason })
        .await
}

/// Deletes somebody's account.
pub async fn delete_account_of(id: Uuid, reason: String) -> Result<(), ApiError> {
    Call::by_session(Method::DELETE, &format!("/admin/accounts/{id}"))
        .send_json_for_nothing(&wire::Because { reason })
        .await
}

/// Vouches for an address.
pub async fn verify_account(id: Uuid) -> Result<wire::ListedAccount, ApiError> {
    Call::by_session(Method::POST, &of_account(id, "verify")).send().await
}

/// Makes a link that sets a new password.
pub async fn issue_reset_link(id: Uuid) -> Result<wire::ResetLink, ApiError> {
    Call::by_session(Method::POST, &of_account(id, "reset-link")).send().await
}

/// A page of mails, the latest first. `status` is as the wire has it.
pub async fn mails(
    status: Option<&str>,
    limit: u32,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::OutboxMail>, ApiError> {
    Call::by_session(Method::GET, "/admin/outbox")
        .query("status", status)
        .query("limit", Some(&limit.to_string()))
        .query("cursor", cursor)
        .send()
        .await
}

/// Reads a mail that did not leave.
pub async fn open_mail(id: Uuid) -> Result<wire::OpenedMail, ApiError> {
    Call::by_session(Method::POST, &of_mail(id, "open")).send().await
}

/// Has a mail sent that did not leave.
pub async fn retry_mail(id: Uuid) -> Result<wire::OutboxMail, ApiError> {
    Call::by_session(Method::POST, &of_mail(id, "retry")).send().await
}

/// Notes that a mail was passed on by hand.
pub async fn pass_mail_on(id: Uuid) -> Result<wire::OutboxMail, ApiError> {
    Call::by_session(Method::POST, &of_mail(id, "passed-on")).send().await
}

/// What the whole audit is narrowed to: each filter, as the wire has it.
pub type Narrowing = Vec<(&'static str, String)>;

/// A page of all that happened, the latest first.
pub async fn recorded(
    narrowing: &Narrowing,
    limit: u32,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::RecordedEntry>, ApiError> {
    let limit = limit.to_string();
    let call = Call::by_session(Method::GET, "/admin/ownership/audit");
    let call = narrowing.iter().fold(call, |call, (name, value)| call.query(name, Some(value)));
    call.query("limit", Some(&limit)).query("cursor", cursor).send().await
}

/// Where all of it is to be had as a file.
pub fn recorded_as_file(narrowing: &Narrowing) -> String {
    let query: Vec<_> = narrowing
        .iter()
        .map(|(name, value)| format!("{name}={}", browser::encode(value)))
        .collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/api/admin/ownership/audit.csv{mark}{}", query.join("&"))
}

/// What is decided about the whole server.
pub async fn settings() -> Result<wire::Settings, ApiError> {
    Call::by_session(Method::GET, "/admin/settings").send().await
}

/// Decides otherwise.
pub async fn edit_settings(change: &wire::EditSettings) -> Result<wire::Settings, ApiError> {
    Call::by_session(Method::PATCH, "/admin/settings").send_json(change).await
}

fn of_account(id: Uuid, what: &str) -> String {
    format!("/admin/accounts/{id}/{what}")
}

fn of_mail(id: Uuid, what: &str) -> String {
    format!("/admin/outbox/{id}/{what}")
}
