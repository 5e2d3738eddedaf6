//! `/api/event-invites`: what whoever holds the link of an invite does with it. Its page reads the
//! secret from its fragment.

use crate::http::routes::Routes;
use actix_web::{HttpRequest, HttpResponse, post, web};
use gather_domain::text::Reason;
use gather_wire as wire;

use crate::{
    context::Context,
    http::{
        address,
        creation::{self, IdempotencyHeader},
        extract::{Body, Conditions, Fields},
        origin,
        problem::ApiResult,
        refusals::{AccountLinkRefusals, ChangeRefusals, SignInRefusals},
        signed_in::{Account, Anybody},
        translate,
    },
    usecase::{
        invite_answers,
        invite_guards::{self, Held},
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(preview_invite)
        .service(accept_invite)
        .service(decline_invite)
        .service(request_new_invite);
}

/// Look at an invite.
///
/// For whoever holds its link, signed in or not. Unknown and malformed secrets get the same answer.
#[utoipa::path(
    tag = "ownership",
    security((), ("session" = [])),
    request_body = wire::InviteToken,
    responses(
        (status = OK, description = "What it is", body = wire::InvitePreview),
        ChangeRefusals,
        AccountLinkRefusals,
    ),
)]
#[post("/event-invites/preview")]
async fn preview_invite(
    ctx: web::Data<Context>,
    anybody: Anybody,
    request: HttpRequest,
    body: Body<wire::InviteToken>,
) -> ApiResult<web::Json<wire::InvitePreview>> {
    origin::check_entry(&request, &ctx)?;
    count(&ctx, Held::Previewed, &request).await?;
    let body = body.read()?;
    let preview = invite_answers::preview(&ctx, anybody.by(), &body.token.0).await?;
    Ok(web::Json(translate::invite_preview(&preview)))
}

/// Accept an invite.
///
/// The caller runs the gathering from then on. It can be accepted once.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(IdempotencyHeader),
    request_body = wire::InviteToken,
    responses(
        (status = OK, description = "They run it", body = wire::InviteAccepted),
        ChangeRefusals,
        AccountLinkRefusals,
    ),
)]
#[post("/event-invites/accept")]
async fn accept_invite(
    ctx: web::Data<Context>,
    account: Account,
    conditions: Conditions,
    request: HttpRequest,
    body: Body<wire::InviteToken>,
) -> ApiResult<HttpResponse> {
    count(&ctx, Held::Answered, &request).await?;
    let body = body.read()?;
    let caller = account.by().account().id.as_uuid();
    let named = creation::request(caller, "/event-invites/accept", &conditions, &body)?;
    let render = |accepted: &_| creation::render(&translate::invite_accepted(accepted));
    let accepted = invite_answers::accept(&ctx, account.by(), &body.token.0, named, render).await?;
    Ok(creation::report(accepted, render))
}

/// Decline an invite.
///
/// One that is for the caller's address; one that is for anybody stays as it is.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    request_body = wire::DeclineInvite,
    responses(
        (status = NO_CONTENT, description = "Whoever invited knows"),
        ChangeRefusals,
        AccountLinkRefusals,
    ),
)]
#[post("/event-invites/decline")]
async fn decline_invite(
    ctx: web::Data<Context>,
    account: Account,
    request: HttpRequest,
    body: Body<wire::DeclineInvite>,
) -> ApiResult<HttpResponse> {
    count(&ctx, Held::Answered, &request).await?;
    let body = body.read()?;
    let mut fields = Fields::default();
    let reason = fields.take("/reason", body.reason.as_deref().map(Reason::parse));
    fields.finish()?;
    invite_answers::decline(&ctx, account.by(), &body.token.0, reason).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ask for a new link.
///
/// By whoever holds one that has expired: whoever made it is told, at most once a day.
#[utoipa::path(
    tag = "ownership",
    request_body = wire::InviteToken,
    responses(
        (status = NO_CONTENT, description = "Whoever invited is told"),
        SignInRefusals,
        AccountLinkRefusals,
    ),
)]
#[post("/event-invites/request-new")]
async fn request_new_invite(
    ctx: web::Data<Context>,
    request: HttpRequest,
    body: Body<wire::InviteToken>,
) -> ApiResult<HttpResponse> {
    origin::check_entry(&request, &ctx)?;
    count(&ctx, Held::Previewed, &request).await?;
    invite_answers::request_new(&ctx, &body.read()?.token.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn count(ctx: &Context, what: Held, request: &HttpRequest) -> ApiResult<()> {
    match address::of_client(request, ctx) {
        Some(from) => Ok(invite_guards::count_address(ctx, what, from).await?),
        None => Ok(()),
    }
}
