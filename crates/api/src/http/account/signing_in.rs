//! Signing up, in and out.

use crate::http::routes::Routes;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, http::header, post, web};
use gather_domain::{email::Email, password::Password, redirect::Redirect, text::Name};
use gather_wire as wire;

use crate::{
    context::Context,
    http::{
        address,
        extract::{Body, Fields},
        origin,
        problem::ApiResult,
        refusals::{ChangeRefusals, SignInRefusals},
        session,
        signed_in::Account,
        translate,
    },
    usecase::{
        guards::{self, Guarded},
        signing_in::{self, Entered, LogIn, SignUp, SignedUp},
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(sign_up).service(log_in).service(log_out).service(refresh_session);
}

/// Sign up.
///
/// Where mails leave the server, the answer is always the same 202, and a mail says how to go on:
/// the link in it asks for the password. Else the account is there at once, and its owner signed in;
/// their address is not verified.
#[utoipa::path(
    tag = "account",
    request_body = wire::SignUp,
    responses(
        (status = CREATED, description = "Signed in: the cookie holds the session", body = wire::Account),
        (status = ACCEPTED, description = "There is a mail to this address", body = wire::ByMail),
        SignInRefusals,
    ),
)]
#[post("/auth/signup")]
async fn sign_up(
    ctx: web::Data<Context>,
    request: HttpRequest,
    body: Body<wire::SignUp>,
) -> ApiResult<HttpResponse> {
    origin::check_entry(&request, &ctx)?;
    count_client(&ctx, Guarded::SignUp, &request).await?;
    let body = body.read()?;
    let mut fields = Fields::default();
    let email = fields.take("/email", Some(Email::parse(&body.email)));
    let name = fields.take("/display_name", Some(Name::parse(&body.display_name)));
    let password = fields.take("/password", Some(Password::choose(&body.password.0)));
    let redirect = body.redirect.as_ref().map(|it| Redirect::parse(&it.0));
    let redirect = fields.take("/redirect", redirect);
    let (Some(email), Some(display_name), Some(password)) = (email, name, password) else {
        return Err(fields.into_refusal());
    };
    fields.finish()?;
    let command = SignUp { email, display_name, password, redirect };
    match signing_in::sign_up(&ctx, command, session::place(&request, &ctx)).await? {
        SignedUp::Entered(entered) => {
            let mut response = HttpResponse::Created();
            response.insert_header((header::LOCATION, "/api/me"));
            Ok(welcome(&ctx, response, &entered))
        }
        SignedUp::MailWritten => Ok(by_mail(&ctx)),
    }
}

/// Log in.
///
/// The answer is the same whether the address or the password is wrong. A session that this browser
/// had ends.
#[utoipa::path(
    tag = "account",
    request_body = wire::LogIn,
    responses(
        (status = OK, description = "Signed in: the cookie holds the session", body = wire::Account),
        SignInRefusals,
    ),
)]
#[post("/auth/login")]
async fn log_in(
    ctx: web::Data<Context>,
    request: HttpRequest,
    body: Body<wire::LogIn>,
) -> ApiResult<HttpResponse> {
    origin::check_entry(&request, &ctx)?;
    count_client(&ctx, Guarded::Password, &request).await?;
    let body = body.read()?;
    let command = LogIn {
        email: Email::parse(&body.email).ok(),
        password: Password::claimed(&body.password.0),
    };
    let entered = signing_in::log_in(&ctx, command, session::place(&request, &ctx)).await?;
    Ok(welcome(&ctx, HttpResponse::Ok(), &entered))
}

/// Log out.
///
/// The session ends on the server, too.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    responses((status = NO_CONTENT, description = "Nobody is signed in here"), ChangeRefusals),
)]
#[post("/auth/logout")]
async fn log_out(ctx: web::Data<Context>, account: Account) -> ApiResult<HttpResponse> {
    signing_in::log_out(&ctx, account.by()).await?;
    Ok(HttpResponse::NoContent().cookie(session::removal(&ctx)).finish())
}

/// Stay signed in.
///
/// The session lasts thirty days from now on, but never longer than ninety from when it began.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    responses((status = NO_CONTENT, description = "Signed in for longer"), ChangeRefusals),
)]
#[post("/auth/refresh")]
async fn refresh_session(
    ctx: web::Data<Context>,
    account: Account,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let slid = signing_in::refresh(&ctx, account.by()).await?;
    let mut response = HttpResponse::NoContent();
    if let Some(cookie) = session::renewed(&request, &ctx, &slid, ctx.clock.now()) {
        response.cookie(cookie);
    }
    Ok(response.finish())
}

/// What was asked for comes by mail, if at all.
pub(crate) fn by_mail(ctx: &Context) -> HttpResponse {
    HttpResponse::Accepted().json(wire::ByMail { mail_works: ctx.mail.works() })
}

/// Counts a try of whoever is at this client's address.
pub(crate) async fn count_client(
    ctx: &Context,
    what: Guarded,
    request: &HttpRequest,
) -> ApiResult<()> {
    match address::of_client(request, ctx) {
        Some(from) => Ok(guards::count_address(ctx, what, from).await?),
        None => Ok(()),
    }
}

/// The account of somebody who is signed in from now on, and the cookie with their session.
pub(crate) fn welcome(
    ctx: &Context,
    mut response: HttpResponseBuilder,
    entered: &Entered,
) -> HttpResponse {
    let now = ctx.clock.now();
    response
        .cookie(session::cookie(ctx, entered.token.expose(), &entered.session, now))
        .json(translate::account(&entered.account))
}
