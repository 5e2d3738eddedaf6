//! `/api/events/{event_id}/invites`: invites, for those who make them; and what each request about an
//! invite does, for whoever makes it.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, http::StatusCode, patch, post, web};
use gather_domain::{
    hosting::HostRole,
    id::{EventId, InviteId},
    ownership::Rights,
    permission::Reason as Refusal,
    text::Reason,
};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::invite_input;
use crate::{
    account::SignedIn,
    context::Context,
    http::{
        creation::{self, IdempotencyHeader},
        extract::{Body, Conditions, Fields, Late},
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        signed_in::Account,
        translate,
    },
    usecase::{creation::Created, invites, owners},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(create_invite)
        .service(list_invites)
        .service(get_invite)
        .service(edit_invite)
        .service(resend_invite)
        .service(revoke_invite);
}

/// The event in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct InvitesPath {
    /// The gathering.
    event_id: Uuid,
}

/// The invite in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct InvitePath {
    /// The gathering.
    event_id: Uuid,
    /// The invite.
    invite_id: Uuid,
}

impl Late<web::Path<InvitePath>> {
    fn ids(self) -> ApiResult<(EventId, InviteId)> {
        let path = self.read()?;
        Ok((EventId::from_uuid(path.event_id), InviteId::from_uuid(path.invite_id)))
    }
}

/// Invite somebody to run a gathering.
///
/// As a co-host, unless said. Whoever runs it may invite co-hosts; its primary host and admins, hosts.
/// The link is shown this once.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitesPath, IdempotencyHeader),
    request_body = wire::CreateInvite,
    responses(
        (status = CREATED, description = "The invite, with its link", body = wire::InviteLink),
        (status = OK, description = "It was made before", body = wire::InviteLink),
        ChangeRefusals,
    ),
)]
#[post("/events/{event_id}/invites")]
async fn create_invite(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitesPath>>,
    conditions: Conditions,
    body: Body<wire::CreateInvite>,
) -> ApiResult<HttpResponse> {
    create(&ctx, account.by(), path, &conditions, body, HostRole::Cohost).await
}

/// List invites to a gathering.
///
/// Latest first. Hosts see all, co-hosts those that they made.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitesPath, wire::InvitesQuery),
    responses(
        (status = OK, description = "A page of invites", body = wire::Page<wire::Invite>),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/invites")]
async fn list_invites(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitesPath>>,
    query: Late<web::Query<wire::InvitesQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::Invite>>> {
    list(&ctx, account.by(), path, query).await
}

/// Read an invite.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitePath),
    responses((status = OK, description = "The invite", body = wire::Invite), ReadRefusals),
)]
#[get("/events/{event_id}/invites/{invite_id}")]
async fn get_invite(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitePath>>,
) -> ApiResult<web::Json<wire::Invite>> {
    find(&ctx, account.by(), path).await
}

/// Change an open invite.
///
/// Its time, its label and its note. For another role or address make another one.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitePath),
    request_body = wire::EditInvite,
    responses((status = OK, description = "The invite", body = wire::Invite), ChangeRefusals),
)]
#[patch("/events/{event_id}/invites/{invite_id}")]
async fn edit_invite(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitePath>>,
    body: Body<wire::EditInvite>,
) -> ApiResult<web::Json<wire::Invite>> {
    edit(&ctx, account.by(), path, body).await
}

/// Give an invite a new link.
///
/// The one before does not work from then on. The invite is open again, also if it had expired or
/// was taken back. The link is shown this once.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitePath),
    request_body = wire::ResendInvite,
    responses(
        (status = OK, description = "The invite, with its link", body = wire::InviteLink),
        ChangeRefusals,
    ),
)]
#[post("/events/{event_id}/invites/{invite_id}/resend")]
async fn resend_invite(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitePath>>,
    body: Body<wire::ResendInvite>,
) -> ApiResult<web::Json<wire::InviteLink>> {
    resend(&ctx, account.by(), path, body).await
}

/// Take an invite back.
///
/// Its link does not work from then on. Not one that was accepted.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(InvitePath),
    request_body = wire::RevokeInvite,
    responses((status = NO_CONTENT, description = "It does not work any more"), ChangeRefusals),
)]
#[delete("/events/{event_id}/invites/{invite_id}")]
async fn revoke_invite(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<InvitePath>>,
    body: Body<wire::RevokeInvite>,
) -> ApiResult<HttpResponse> {
    revoke(&ctx, account.by(), path, body).await
}

/// Makes an invite: as this, unless said.
pub(super) async fn create(
    ctx: &Context,
    by: &SignedIn,
    path: Late<web::Path<InvitesPath>>,
    conditions: &Conditions,
    body: Body<wire::CreateInvite>,
    role: HostRole,
) -> ApiResult<HttpResponse> {
    let event_id = EventId::from_uuid(path.read()?.event_id);
    let body = body.read()?;
    let place = format!("/events/{event_id}/invites");
    let request = creation::request(by.account().id.as_uuid(), &place, conditions, &body)?;
    let role = body.role.map_or(role, translate::from_host_role);
    owners::may(ctx, by, event_id, |rights| rights.may_invite(role)).await?;
    let new = invite_input::new(body, role)?;
    let render = |made: &_| creation::render(&translate::invite_without_link(made));
    Ok(match invites::create(ctx, by, event_id, new, request, render).await? {
        Created::Now(made) => HttpResponse::build(StatusCode::CREATED)
            .insert_header(("Location", format!("/api{place}/{}", made.invite.id)))
            .json(translate::invite_link(&made)),
        Created::Before(answer) => HttpResponse::Ok().content_type("application/json").body(answer),
    })
}

/// A page of the invites to an event.
pub(super) async fn list(
    ctx: &Context,
    by: &SignedIn,
    path: Late<web::Path<InvitesPath>>,
    query: Late<web::Query<wire::InvitesQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::Invite>>> {
    let event_id = EventId::from_uuid(path.read()?.event_id);
    let (filter, limit) = invite_input::filter(query.read()?.into_inner())?;
    let (invites, more) = invites::list(ctx, by, event_id, filter, limit).await?;
    Ok(web::Json(translate::invites(&invites, more, ctx.clock.now())))
}

/// An invite, and what happened to it.
pub(super) async fn find(
    ctx: &Context,
    by: &SignedIn,
    path: Late<web::Path<InvitePath>>,
) -> ApiResult<web::Json<wire::Invite>> {
    let (event_id, id) = path.ids()?;
    let (invite, steps) = invites::find(ctx, by, event_id, id).await?;
    let timeline = steps.iter().filter_map(translate::invite_step).collect();
    Ok(web::Json(wire::Invite { timeline, ..translate::invite(&invite, ctx.clock.now()) }))
}

/// Changes an open invite.
pub(super) async fn edit(
    ctx: &Context,
    by: &SignedIn,
    path: Late<web::Path<InvitePath>>,
    body: Body<wire::EditInvite>,
) -> ApiResult<web::Json<wire::Invite>> {
    let (event_id, id) = path.ids()?;
    let body = body.read()?;
    owners::may(ctx, by, event_id, sees_invites).await?;
    let changes = invite_input::patch(body)?;
    let invite = invites::change(ctx, by, event_id, id, changes).await?;
    Ok(web::Json(translate::invite(&invite, ctx.clock.now())))
}

/// Gives an invite a new link.
pub(super) async fn resend(
    ctx: &Context,
    by: &SignedIn,
    path: Late<web::Path<InvitePath>>,
    body: Body<wire::ResendInvite>,
) -> ApiResult<web::Json<wire::InviteLink>> {
    let (event_id, id) = path.ids()?;
    let body = body.read()?;
    owners::may(ctx, by, event_id, sees_invites).await?;
    let mut fields = Fields::default();
    let lifetime = invite_input::lifetime(&mut fields, body.expires_in_days);
    fields.finish()?;
    let (lifetime, mails) = (lifetime.unwrap_or_default(), body.send_email);
    let made = invites::resend(ctx, by, event_id, id, lifetime, mails).await?;
    Ok(web::Json(translate::invite_link(&made)))
}

/// Takes an invite back.
pub(super) async fn revoke(
    ctx: &Context,
    by: &SignedIn,
    path: Late<web::Path<InvitePath>>,
    body: Body<wire::RevokeInvite>,
) -> ApiResult<HttpResponse> {
    let (event_id, id) = path.ids()?;
    let body = body.read()?;
    owners::may(ctx, by, event_id, sees_invites).await?;
    let mut fields = Fields::default();
    let reason = fields.take("/reason", body.reason.as_deref().map(Reason::parse));
    fields.finish()?;
    invites::revoke(ctx, by, event_id, id, reason).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Whether invites are shown to somebody: which of them are theirs to handle, the use case says.
fn sees_invites(rights: Rights) -> Result<(), Refusal> {
    rights.sees_invites().map(drop)
}
