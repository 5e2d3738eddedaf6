//! Invitations of members to run a gathering: for whoever gets one, and for whoever invites.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};

/// The invitations to oneself that wait for an answer.
pub async fn invitations() -> Result<wire::Invitations, ApiError> {
    Call::by_session(Method::GET, "/invitations").send().await
}

/// Accepts one.
pub async fn accept_invitation(id: Uuid) -> Result<wire::InviteAccepted, ApiError> {
    let action = wire::InvitationAnswer::Accept;
    answer(id).send_json(&wire::AnswerInvitation { action, reason: None }).await
}

/// Declines one, and perhaps says why.
pub async fn decline_invitation(id: Uuid, reason: Option<String>) -> Result<(), ApiError> {
    let action = wire::InvitationAnswer::Decline;
    answer(id).send_json_for_nothing(&wire::AnswerInvitation { action, reason }).await
}

/// The members whom somebody may mean by a part of a name, or a whole address.
pub async fn find_members(event_id: Uuid, text: &str) -> Result<wire::FoundMembers, ApiError> {
    Call::by_session(Method::GET, &format!("/events/{event_id}/member-search"))
        .query("q", Some(text))
        .send()
        .await
}

/// Invites a member to run a gathering.
pub async fn invite_member(
    event_id: Uuid,
    invitation: &wire::InviteMember,
) -> Result<wire::MemberInvitation, ApiError> {
    Call::by_session(Method::POST, &format!("/events/{event_id}/cohosts"))
        .send_json(invitation)
        .await
}

/// The members who are invited to run a gathering, and have not answered.
pub async fn member_invitations(event_id: Uuid) -> Result<wire::MemberInvitations, ApiError> {
    Call::by_session(Method::GET, &format!("/events/{event_id}/invitations")).send().await
}

/// Withdraws a member's invitation.
pub async fn withdraw_invitation((event_id, id): (Uuid, Uuid)) -> Result<(), ApiError> {
    Call::by_session(Method::DELETE, &format!("/events/{event_id}/invitations/{id}"))
        .send_for_nothing()
        .await
}

fn answer(id: Uuid) -> Call {
    Call::by_session(Method::PATCH, &format!("/invitations/{id}"))
}
