//! `/api/admin/invites`, and `/api/admin/events/{event_id}/invite`: invites, for admins. What each
//! request does, it does for hosts as well.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use gather_domain::hosting::HostRole;
use gather_wire as wire;

use super::{
    invite_input,
    invites::{self, InvitePath, InvitesPath},
};
use crate::{
    context::Context,
    http::{
        creation::IdempotencyHeader,
        extract::{Body, Conditions, Late},
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        signed_in::Admin,
        translate,
    },
    usecase::invites::register,
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(list_all_invites)
        .service(create_invite_as_admin)
        .service(list_invites_as_admin)
        .service(get_invite_as_admin)
        .service(edit_invite_as_admin)
        .service(resend_invite_as_admin)
        .service(revoke_invite_as_admin);
}

/// List all invites.
///
/// Latest first, to whatever gathering.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(wire::AllInvitesQuery),
    responses(
        (status = OK, description = "A page of invites", body = wire::Page<wire::Invite>),
        ReadRefusals,
    ),
)]
#[get("/admin/invites")]
async fn list_all_invites(
    ctx: web::Data<Context>,
    admin: Admin,
    query: Late<web::Query<wire::AllInvitesQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::Invite>>> {
    let (filter, limit) = invite_input::all_filter(query.read()?.into_inner())?;
    let (invites, more) = register(&ctx, admin.by(), filter, limit).await?;
    Ok(web::Json(translate::invites(&invites, more, ctx.clock.now())))
}

/// Invite somebody to run a gathering, as an admin.
///
/// As a host, unless said: where nobody runs it, whoever accepts has it in their hands first. The
/// link is shown this once.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(InvitesPath, IdempotencyHeader),
    request_body = wire::CreateInvite,
    responses(
        (status = CREATED, description = "The invite, with its link", body = wire::InviteLink),
        (status = OK, description = "It was made before", body = wire::InviteLink),
        ChangeRefusals,
    ),
)]
#[post("/admin/events/{event_id}/invite")]
async fn create_invite_as_admin(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<InvitesPath>>,
    conditions: Conditions,
    body: Body<wire::CreateInvite>,
) -> ApiResult<HttpResponse> {
    invites::create(&ctx, admin.by(), path, &conditions, body, HostRole::Host).await
}

/// List invites to a gathering, as an admin.
///
/// Latest first.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(InvitesPath, wire::InvitesQuery),
    responses(
        (status = OK, description = "A page of invites", body = wire::Page<wire::Invite>),
        ReadRefusals,
    ),
)]
#[get("/admin/events/{event_id}/invite")]
async fn list_invites_as_admin(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<InvitesPath>>,
    query: Late<web::Query<wire::InvitesQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::Invite>>> {
    invites::list(&ctx, admin.by(), path, query).await
}

/// Read an invite, as an admin.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(InvitePath),
    responses((status = OK, description = "The invite", body = wire::Invite), ReadRefusals),
)]
#[get("/admin/events/{event_id}/invite/{invite_id}")]
async fn get_invite_as_admin(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<InvitePath>>,
) -> ApiResult<web::Json<wire::Invite>> {
    invites::find(&ctx, admin.by(), path).await
}

/// Change an open invite, as an admin.
///
/// Its time, its label and its note. For another role or address make another one.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(InvitePath),
    request_body = wire::EditInvite,
    responses((status = OK, description = "The invite", body = wire::Invite), ChangeRefusals),
)]
#[patch("/admin/events/{event_id}/invite/{invite_id}")]
async fn edit_invite_as_admin(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<InvitePath>>,
    body: Body<wire::EditInvite>,
) -> ApiResult<web::Json<wire::Invite>> {
    invites::edit(&ctx, admin.by(), path, body).await
}

/// Give an invite a new link, as an admin.
///
/// The one before does not work from then on. The invite is open again, also if it had expired or
/// was taken back. The link is shown this once.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(InvitePath),
    request_body = wire::ResendInvite,
    responses(
        (status = OK, description = "The invite, with its link", body = wire::InviteLink),
        ChangeRefusals,
    ),
)]
#[post("/admin/events/{event_id}/invite/{invite_id}/resend")]
async fn resend_invite_as_admin(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<InvitePath>>,
    body: Body<wire::ResendInvite>,
) -> ApiResult<web::Json<wire::InviteLink>> {
    invites::resend(&ctx, admin.by(), path, body).await
}

/// Take an invite back, as an admin.
///
/// Its link does not work from then on. Not one that was accepted.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(InvitePath),
    request_body = wire::RevokeInvite,
    responses((status = NO_CONTENT, description = "It does not work any more"), ChangeRefusals),
)]
#[delete("/admin/events/{event_id}/invite/{invite_id}")]
async fn revoke_invite_as_admin(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<InvitePath>>,
    body: Body<wire::RevokeInvite>,
) -> ApiResult<HttpResponse> {
    invites::revoke(&ctx, admin.by(), path, body).await
}
