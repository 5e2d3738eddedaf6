//! Invites to run a gathering: for whoever opens one, and for whoever makes them.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};
use crate::link::Secret;

fn token(link: &Secret) -> wire::InviteToken {
    wire::InviteToken { token: wire::SecretText(link.expose().to_owned()) }
}

/// What an invite is; for anybody who has its link.
pub async fn preview_invite(link: &Secret) -> Result<wire::InvitePreview, ApiError> {
    Call::by_session(Method::POST, "/event-invites/preview").send_json(&token(link)).await
}

/// Accepts an invite. `key` belongs to one visit of its page.
pub async fn accept_invite(link: &Secret, key: &str) -> Result<wire::InviteAccepted, ApiError> {
    Call::by_session(Method::POST, "/event-invites/accept").once(key).send_json(&token(link)).await
}

/// Declines an invite, and perhaps says why.
pub async fn decline_invite(link: &Secret, reason: Option<String>) -> Result<(), ApiError> {
    let body = wire::DeclineInvite { token: token(link).token, reason };
    Call::by_session(Method::POST, "/event-invites/decline").send_json_for_nothing(&body).await
}

/// Tells whoever made an invite that its time is over and somebody would like another one.
pub async fn request_new_invite(link: &Secret) -> Result<(), ApiError> {
    Call::by_session(Method::POST, "/event-invites/request-new")
        .send_json_for_nothing(&token(link))
        .await
}

/// A page of all invites, the latest first, for an admin. `status` and `concern` are as the wire has
/// them.
pub async fn all_invites(
    status: Option<&str>,
    concern: Option<&str>,
    role: Option<&str>,
    name: Option<&str>,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::Invite>, ApiError> {
    let limit = limit.map(|limit| limit.to_string());
    Call::by_session(Method::GET, "/admin/invites")
        .query("status", status)
        .query("concern", concern)
        .query("role", role)
        .query("q", name)
        .query("limit", limit.as_deref())
        .query("cursor", cursor)
        .send()
        .await
}

/// A page of the invites to one gathering, the latest first. `status` is as the wire has it.
pub async fn invites(
    event_id: Uuid,
    status: Option<&str>,
    name: Option<&str>,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<wire::Page<wire::Invite>, ApiError> {
    let limit = limit.map(|limit| limit.to_string());
    Call::by_session(Method::GET, &of_event(event_id))
        .query("status", status)
        .query("q", name)
        .query("limit", limit.as_deref())
        .query("cursor", cursor)
        .send()
        .await
}

/// One invite, with what happened to it.
pub async fn invite(invite: (Uuid, Uuid)) -> Result<wire::Invite, ApiError> {
    Call::by_session(Method::GET, &of_invite(invite)).send().await
}

/// Makes an invite. `key` belongs to one filled-in form and survives its retries.
pub async fn create_invite(
    event_id: Uuid,
    as_admin: bool,
    invite: &wire::CreateInvite,
    key: &str,
) -> Result<wire::InviteLink, ApiError> {
    let path =
        if as_admin { format!("/admin/events/{event_id}/invite") } else { of_event(event_id) };
    Call::by_session(Method::POST, &path).once(key).send_json(invite).await
}

/// Changes the time, label or note of an open invite.
pub async fn edit_invite(
    invite: (Uuid, Uuid),
    change: &wire::EditInvite,
) -> Result<wire::Invite, ApiError> {
    Call::by_session(Method::PATCH, &of_invite(invite)).send_json(change).await
}

/// Takes an invite back, and perhaps says why.
pub async fn revoke_invite(invite: (Uuid, Uuid), reason: Option<String>) -> Result<(), ApiError> {
    Call::by_session(Method::DELETE, &of_invite(invite))
        .send_json_for_nothing(&wire::RevokeInvite { reason })
        .await
}

/// Gives an invite a new link; the one before ends.
pub async fn resend_invite(
    invite: (Uuid, Uuid),
    wish: &wire::ResendInvite,
) -> Result<wire::InviteLink, ApiError> {
    let path = format!("{}/resend", of_invite(invite));
    Call::by_session(Method::POST, &path).send_json(wish).await
}

fn of_event(event_id: Uuid) -> String {
    format!("/events/{event_id}/invites")
}

fn of_invite((event_id, invite_id): (Uuid, Uuid)) -> String {
    format!("/events/{event_id}/invites/{invite_id}")
}
