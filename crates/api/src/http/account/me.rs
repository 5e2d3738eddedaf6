//! One's own account.

use crate::http::routes::Routes;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use gather_domain::{email::Email, password::Password, text::Name};
use gather_wire as wire;

use super::signing_in::{by_mail, count_client, welcome};
use crate::{
    context::Context,
    http::{
        extract::{Body, Fields},
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        session,
        signed_in::Account,
        translate,
    },
    usecase::{
        account_links,
        accounts::{self, EditProfile},
        departures,
        guards::Guarded,
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(show_account)
        .service(edit_account)
        .service(change_password)
        .service(change_email)
        .service(delete_own_account);
}

/// Show my account.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    responses((status = OK, description = "The account", body = wire::Account), ReadRefusals),
)]
#[get("/me")]
async fn show_account(account: Account) -> web::Json<wire::Account> {
    web::Json(translate::account(account.by().account()))
}

/// Change how others see me.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    request_body = wire::EditAccount,
    responses((status = OK, description = "The account", body = wire::Account), ChangeRefusals),
)]
#[patch("/me")]
async fn edit_account(
    ctx: web::Data<Context>,
    account: Account,
    body: Body<wire::EditAccount>,
) -> ApiResult<web::Json<wire::Account>> {
    let body = body.read()?;
    let mut fields = Fields::default();
    let display_name = fields.take("/display_name", body.display_name.as_deref().map(Name::parse));
    fields.finish()?;
    let command = EditProfile { display_name, accepts_invitations: body.accepts_invitations };
    let changed = accounts::edit_profile(&ctx, account.by(), command).await?;
    Ok(web::Json(translate::account(&changed)))
}

/// Change my password.
///
/// It needs the present one. Every session ends; the answer's cookie holds a new one for this
/// browser.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    request_body = wire::ChangePassword,
    responses(
        (status = OK, description = "Changed, and signed in anew", body = wire::Account),
        ChangeRefusals,
    ),
)]
#[post("/me/password")]
async fn change_password(
    ctx: web::Data<Context>,
    account: Account,
    request: HttpRequest,
    body: Body<wire::ChangePassword>,
) -> ApiResult<HttpResponse> {
    let body = body.read()?;
    let mut fields = Fields::default();
    let new = fields.take("/new_password", Some(Password::choose(&body.new_password.0)));
    let Some(new) = new else { return Err(fields.into_refusal()) };
    let present = Password::claimed(&body.current_password.0);
    let place = session::place(&request, &ctx);
    let entered = accounts::change_password(&ctx, account.by(), present, new, place).await?;
    Ok(welcome(&ctx, HttpResponse::Ok(), &entered))
}

/// Change my address.
///
/// It needs the present password, and is done once the link is used that goes to the new address.
/// Both addresses are told then. The answer is the same whether another account has the address.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    request_body = wire::ChangeEmail,
    responses(
        (status = ACCEPTED, description = "There is a mail to this address", body = wire::ByMail),
        ChangeRefusals,
    ),
)]
#[post("/me/email")]
async fn change_email(
    ctx: web::Data<Context>,
    account: Account,
    request: HttpRequest,
    body: Body<wire::ChangeEmail>,
) -> ApiResult<HttpResponse> {
    count_client(&ctx, Guarded::Resend, &request).await?;
    let body = body.read()?;
    let mut fields = Fields::default();
    let new = fields.take("/email", Some(Email::parse(&body.email)));
    let Some(new) = new else { return Err(fields.into_refusal()) };
    let present = Password::claimed(&body.current_password.0);
    account_links::change_email(&ctx, account.by(), new, present).await?;
    Ok(by_mail(&ctx))
}

/// Delete my account.
///
/// It needs the password. What I ran goes to whoever else runs it; my name stays in its plans. Not
/// the last admin's.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    request_body = wire::DeleteAccount,
    responses((status = NO_CONTENT, description = "It is gone"), ChangeRefusals),
)]
#[delete("/me")]
async fn delete_own_account(
    ctx: web::Data<Context>,
    account: Account,
    body: Body<wire::DeleteAccount>,
) -> ApiResult<HttpResponse> {
    let password = Password::claimed(&body.read()?.current_password.0);
    departures::delete_own(&ctx, account.by(), password).await?;
    Ok(HttpResponse::NoContent().cookie(session::removal(&ctx)).finish())
}
