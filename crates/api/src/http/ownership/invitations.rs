//! Members are invited to run an event, and answer.

use actix_web::{HttpResponse, delete, get, http::StatusCode, patch, post, web};
use gather_domain::{
    hosting::HostRole,
    id::{AccountId, EventHostId, EventId},
    invitation::SHORTEST_SEARCH,
    ownership::Rights,
    text::{Reason, folded},
};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        extract::{Body, Fields, Late},
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        routes::Routes,
        signed_in::Account,
        translate,
    },
    usecase::{
        invitations::{self, NewInvitation},
        owners,
    },
};

/// How long what is searched for may be: as long as an address.
const LONGEST_SEARCH: usize = 254;

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(search_members)
        .service(invite_member)
        .service(list_event_invitations)
        .service(withdraw_invitation)
        .service(list_invitations)
        .service(answer_invitation);
}

/// The event in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct InvitationsPath {
    /// The gathering.
    event_id: Uuid,
}

/// The invitation in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct EventInvitationPath {
    /// The gathering.
    event_id: Uuid,
    /// The invitation.
    invitation_id: Uuid,
}

/// One's own invitation in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct InvitationPath {
    /// The invitation.
    invitation_id: Uuid,
}

impl Late<web::Path<InvitationsPath>> {
    fn id(self) -> ApiResult<EventId> {
        Ok(EventId::from_uuid(self.read()?.event_id))
    }
}

/// Look for members to invite.
///
/// By a part of their name, or by their whole address, the latter at most 60 times an hour. Who runs
/// the gathering, is kept out or wants no invitations is not found.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitationsPath, wire::MemberSearchQuery),
    responses(
        (status = OK, description = "Whom there is", body = wire::FoundMembers),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/member-search")]
async fn search_members(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitationsPath>>,
    query: Late<web::Query<wire::MemberSearchQuery>>,
) -> ApiResult<web::Json<wire::FoundMembers>> {
    let event_id = path.id()?;
    let query = query.read()?.into_inner();
    let as_cohost = |rights: Rights| rights.may_invite(HostRole::Cohost);
    owners::may(&ctx, account.by(), event_id, as_cohost).await?;
    let text = query.q.trim();
    let mut fields = Fields::default();
    if text.chars().any(char::is_control) {
        fields.refuse("/q", "control_character", "must not contain control characters");
    }
    // What is searched for: a text of accents alone is in every name.
    let letters = folded(text).trim().chars().count();
    if letters < SHORTEST_SEARCH || text.chars().count() > LONGEST_SEARCH {
        let message =
            format!("must have {SHORTEST_SEARCH} to {LONGEST_SEARCH} characters beside accents");
        fields.refuse("/q", "out_of_range", message);
    }
    fields.finish()?;
    let found = invitations::search(&ctx, account.by(), event_id, text).await?;
    Ok(web::Json(translate::found_members(found)))
}

/// Invite a member.
///
/// They run the gathering once they accept. Within a week of their saying no, the primary host and
/// admins may ask them once more.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitationsPath),
    request_body = wire::InviteMember,
    responses(
        (status = CREATED, description = "They are told", body = wire::MemberInvitation),
        ChangeRefusals,
    ),
)]
#[post("/events/{event_id}/cohosts")]
async fn invite_member(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitationsPath>>,
    body: Body<wire::InviteMember>,
) -> ApiResult<(web::Json<wire::MemberInvitation>, StatusCode)> {
    let event_id = path.id()?;
    let body = body.read()?;
    let role = body.role.map_or(HostRole::Cohost, translate::from_host_role);
    owners::may(&ctx, account.by(), event_id, |rights| rights.may_invite(role)).await?;
    let mut fields = Fields::default();
    let message = fields.take("/message", body.message.as_deref().map(Reason::parse));
    fields.finish()?;
    let new = NewInvitation {
        account_id: AccountId::from_uuid(body.account_id),
        role,
        message,
        again: body.again,
    };
    let invited = invitations::invite(&ctx, account.by(), event_id, new).await?;
    Ok((web::Json(translate::member_invitation(invited, true)), StatusCode::CREATED))
}

/// List whom members invited to a gathering.
///
/// Those who have not answered, latest first. For those who run it, and for admins.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitationsPath),
    responses(
        (status = OK, description = "Who is invited", body = wire::MemberInvitations),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/invitations")]
async fn list_event_invitations(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitationsPath>>,
) -> ApiResult<web::Json<wire::MemberInvitations>> {
    let (listed, you, rights) = invitations::of_event(&ctx, account.by(), path.id()?).await?;
    let items = listed.into_iter().map(|it| {
        let may = rights.may_handle_invite(it.invitation.invited_by == Some(you)).is_ok();
        translate::member_invitation(it, may)
    });
    Ok(web::Json(wire::MemberInvitations { items: items.collect() }))
}

/// Withdraw a member's invitation.
///
/// By whoever invited them, the primary host or an admin.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(EventInvitationPath),
    responses((status = NO_CONTENT, description = "They are told"), ChangeRefusals),
)]
#[delete("/events/{event_id}/invitations/{invitation_id}")]
async fn withdraw_invitation(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<EventInvitationPath>>,
) -> ApiResult<HttpResponse> {
    let path = path.read()?;
    let (event_id, id) =
        (EventId::from_uuid(path.event_id), EventHostId::from_uuid(path.invitation_id));
    invitations::withdraw(&ctx, account.by(), event_id, id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List my invitations.
///
/// Those that wait for an answer, latest first.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    responses((status = OK, description = "Mine", body = wire::Invitations), ReadRefusals),
)]
#[get("/invitations")]
async fn list_invitations(
    ctx: web::Data<Context>,
    account: Account,
) -> ApiResult<web::Json<wire::Invitations>> {
    let received = invitations::of_caller(&ctx, account.by()).await?;
    let items = received.into_iter().map(translate::invitation).collect();
    Ok(web::Json(wire::Invitations { items }))
}

/// Answer my invitation.
///
/// Whoever accepts runs the gathering from then on. Whoever invited is told either way.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitationPath),
    request_body = wire::AnswerInvitation,
    responses(
        (status = OK, description = "They run it", body = wire::InviteAccepted),
        (status = NO_CONTENT, description = "They do not"),
        ChangeRefusals,
        crate::http::refusals::AccountLinkRefusals,
    ),
)]
#[patch("/invitations/{invitation_id}")]
async fn answer_invitation(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitationPath>>,
    body: Body<wire::AnswerInvitation>,
) -> ApiResult<HttpResponse> {
    let id = EventHostId::from_uuid(path.read()?.invitation_id);
    let body = body.read()?;
    let mut fields = Fields::default();
    let reason = fields.take("/reason", body.reason.as_deref().map(Reason::parse));
    if reason.is_some() && body.action == wire::InvitationAnswer::Accept {
        fields.refuse("/reason", "not_with_accept", "is for those who decline");
    }
    fields.finish()?;
    match body.action {
        wire::InvitationAnswer::Accept => {
            let accepted = invitations::accept(&ctx, account.by(), id).await?;
            Ok(HttpResponse::Ok().json(translate::invite_accepted(&accepted)))
        }
        wire::InvitationAnswer::Decline => {
            invitations::decline(&ctx, account.by(), id, reason).await?;
            Ok(HttpResponse::NoContent().finish())
        }
    }
}
