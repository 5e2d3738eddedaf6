//! Links to accounts: asked for, and used. Their pages read the secret from their fragment.

use crate::http::routes::Routes;
use actix_web::{HttpRequest, HttpResponse, post, web};
use gather_domain::{
    email::Email,
    password::Password,
    redirect::Redirect,
    token::{Token, TokenKind},
};
use gather_wire as wire;

use super::signing_in::{by_mail, count_client, welcome};
use crate::{
    context::Context,
    http::{
        extract::{Body, Fields},
        origin,
        problem::ApiResult,
        refusals::{AccountLinkRefusals, SignInRefusals},
        session,
    },
    usecase::{
        account_links::{self, AccountLinkError, Wanted},
        guards::Guarded,
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(resend_confirmation)
        .service(forget_password)
        .service(verify_email)
        .service(reset_password);
}

/// Send the confirmation again.
///
/// The link before it does not work any more. The answer is the same for every address.
#[utoipa::path(
    tag = "account",
    request_body = wire::AccountAddress,
    responses(
        (status = ACCEPTED, description = "There may be a mail to this address", body = wire::ByMail),
        SignInRefusals,
    ),
)]
#[post("/auth/resend")]
async fn resend_confirmation(
    ctx: web::Data<Context>,
    request: HttpRequest,
    body: Body<wire::AccountAddress>,
) -> ApiResult<HttpResponse> {
    send(&ctx, &request, Wanted::Confirmation, body).await
}

/// Forget my password.
///
/// A mail says how to choose a new one. The answer is the same for every address.
#[utoipa::path(
    tag = "account",
    request_body = wire::AccountAddress,
    responses(
        (status = ACCEPTED, description = "There may be a mail to this address", body = wire::ByMail),
        SignInRefusals,
    ),
)]
#[post("/auth/forgot")]
async fn forget_password(
    ctx: web::Data<Context>,
    request: HttpRequest,
    body: Body<wire::AccountAddress>,
) -> ApiResult<HttpResponse> {
    send(&ctx, &request, Wanted::Reset, body).await
}

/// Confirm an address.
///
/// By a link from a mail, on any device, with the password of the account. It signs its owner in.
#[utoipa::path(
    tag = "account",
    request_body = wire::VerifyEmail,
    responses(
        (status = OK, description = "Signed in: the cookie holds the session", body = wire::Account),
        SignInRefusals,
        AccountLinkRefusals,
    ),
)]
#[post("/auth/verify")]
async fn verify_email(
    ctx: web::Data<Context>,
    request: HttpRequest,
    body: Body<wire::VerifyEmail>,
) -> ApiResult<HttpResponse> {
    origin::check_entry(&request, &ctx)?;
    count_client(&ctx, Guarded::Password, &request).await?;
    let body = body.read()?;
    let kinds = [TokenKind::VerifyEmail, TokenKind::ChangeEmail];
    let token = kinds.into_iter().find_map(|kind| Token::parse(kind, &body.token.0));
    let token = token.ok_or(AccountLinkError::Closed)?;
    let password = Password::claimed(&body.password.0);
    let place = session::place(&request, &ctx);
    let entered = account_links::verify(&ctx, &token, password, place).await?;
    Ok(welcome(&ctx, HttpResponse::Ok(), &entered))
}

/// Choose a new password.
///
/// By a link from a mail, or from an admin, on any device. Every session ends; one signs in with the
/// new password.
#[utoipa::path(
    tag = "account",
    request_body = wire::ResetPassword,
    responses(
        (status = NO_CONTENT, description = "The password is another now"),
        SignInRefusals,
        AccountLinkRefusals,
    ),
)]
#[post("/auth/reset")]
async fn reset_password(
    ctx: web::Data<Context>,
    request: HttpRequest,
    body: Body<wire::ResetPassword>,
) -> ApiResult<HttpResponse> {
    origin::check_entry(&request, &ctx)?;
    count_client(&ctx, Guarded::Password, &request).await?;
    let body = body.read()?;
    let token = Token::parse(TokenKind::ResetPassword, &body.token.0);
    let mut fields = Fields::default();
    let new = fields.take("/password", Some(Password::choose(&body.password.0)));
    let Some(new) = new else { return Err(fields.into_refusal()) };
    account_links::reset(&ctx, &token.ok_or(AccountLinkError::Closed)?, new).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn send(
    ctx: &Context,
    request: &HttpRequest,
    wanted: Wanted,
    body: Body<wire::AccountAddress>,
) -> ApiResult<HttpResponse> {
    origin::check_entry(request, ctx)?;
    count_client(ctx, wanted.guarded(), request).await?;
    let body = body.read()?;
    let mut fields = Fields::default();
    let email = fields.take("/email", Some(Email::parse(&body.email)));
    let redirect = body.redirect.as_ref().map(|it| Redirect::parse(&it.0));
    let redirect = fields.take("/redirect", redirect);
    let Some(email) = email else { return Err(fields.into_refusal()) };
    fields.finish()?;
    account_links::send(ctx, wanted, &email, redirect.as_ref()).await?;
    Ok(by_mail(ctx))
}
