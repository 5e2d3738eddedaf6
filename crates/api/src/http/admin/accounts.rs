//! Accounts, for whoever runs the server.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, post, web};
use gather_domain::{email::Email, id::AccountId, text::Name};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        extract::{Body, Fields, Late},
        page,
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        signed_in::Admin,
        translate, values,
    },
    usecase::{admin, departures},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(list_accounts)
        .service(change_account_role)
        .service(suspend_account)
        .service(restore_account)
        .service(verify_account)
        .service(issue_reset_link)
        .service(delete_account);
}

/// The account in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct AccountPath {
    /// The account.
    account_id: Uuid,
}

impl Late<web::Path<AccountPath>> {
    fn id(self) -> ApiResult<AccountId> {
        Ok(AccountId::from_uuid(self.read()?.account_id))
    }
}

/// List accounts.
///
/// Latest first.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(wire::AccountsQuery),
    responses(
        (status = OK, description = "A page of accounts", body = wire::Page<wire::ListedAccount>),
        ReadRefusals,
    ),
)]
#[get("/admin/accounts")]
async fn list_accounts(
    ctx: web::Data<Context>,
    _admin: Admin,
    query: Late<web::Query<wire::AccountsQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::ListedAccount>>> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    let email = fields.take("/email", query.email.as_deref().map(Email::parse));
    let text = fields.take("/q", query.q.as_deref().map(Name::parse));
    fields.finish()?;
    let filter = admin::Filter {
        email,
        text: text.map(String::from),
        role: query.role.map(translate::from_account_role),
        is_suspended: query.suspended,
        before: part.cursor.map(AccountId::from_uuid),
    };
    let (accounts, more) = admin::accounts(&ctx, filter, part.limit).await?;
    let next_cursor = accounts.last().filter(|_| more).map(|account| account.id.to_string());
    let items = accounts.iter().map(translate::listed_account).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Make somebody an admin, or one no more.
///
/// All their sessions end: they sign in anew, as what they are from now on. Not the last admin; and
/// nobody becomes one whom their account does not let in.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(AccountPath),
    request_body = wire::ChangeRole,
    responses((status = OK, description = "The account", body = wire::ListedAccount), ChangeRefusals),
)]
#[post("/admin/accounts/{account_id}/role")]
async fn change_account_role(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<AccountPath>>,
    body: Body<wire::ChangeRole>,
) -> ApiResult<web::Json<wire::ListedAccount>> {
    let id = path.id()?;
    let role = translate::from_account_role(body.read()?.role);
    let account = admin::change_role(&ctx, admin.by(), id, role).await?;
    Ok(web::Json(translate::listed_account(&account)))
}

/// Keep somebody out.
///
/// All their sessions end. Not the last admin.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(AccountPath),
    request_body = wire::Because,
    responses((status = OK, description = "The account", body = wire::ListedAccount), ChangeRefusals),
)]
#[post("/admin/accounts/{account_id}/suspend")]
async fn suspend_account(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<AccountPath>>,
    body: Body<wire::Because>,
) -> ApiResult<web::Json<wire::ListedAccount>> {
    let (id, reason) = (path.id()?, values::because(body)?);
    let account = admin::suspend(&ctx, admin.by(), id, reason).await?;
    Ok(web::Json(translate::listed_account(&account)))
}

/// Let somebody in again.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(AccountPath),
    responses((status = OK, description = "The account", body = wire::ListedAccount), ChangeRefusals),
)]
#[post("/admin/accounts/{account_id}/restore")]
async fn restore_account(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<AccountPath>>,
) -> ApiResult<web::Json<wire::ListedAccount>> {
    let account = admin::restore(&ctx, admin.by(), path.id()?).await?;
    Ok(web::Json(translate::listed_account(&account)))
}

/// Vouch for an address.
///
/// Whoever never confirmed it is let in from now on.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(AccountPath),
    responses((status = OK, description = "The account", body = wire::ListedAccount), ChangeRefusals),
)]
#[post("/admin/accounts/{account_id}/verify")]
async fn verify_account(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<AccountPath>>,
) -> ApiResult<web::Json<wire::ListedAccount>> {
    let account = admin::verify(&ctx, admin.by(), path.id()?).await?;
    Ok(web::Json(translate::listed_account(&account)))
}

/// Make a link that sets a new password.
///
/// For a day, to be handed over. It is shown this once, and those before do not work any more.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(AccountPath),
    responses((status = OK, description = "The link", body = wire::ResetLink), ChangeRefusals),
)]
#[post("/admin/accounts/{account_id}/reset-link")]
async fn issue_reset_link(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<AccountPath>>,
) -> ApiResult<web::Json<wire::ResetLink>> {
    let link = admin::issue_reset_link(&ctx, admin.by(), path.id()?).await?;
    Ok(web::Json(wire::ResetLink { url: wire::SecretText(link.url), expires_at: link.expires_at }))
}

/// Delete somebody's account.
///
/// What they ran goes to whoever else runs it; their name stays in its plans. Not the last admin.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(AccountPath),
    request_body = wire::Because,
    responses((status = NO_CONTENT, description = "It is gone"), ChangeRefusals),
)]
#[delete("/admin/accounts/{account_id}")]
async fn delete_account(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<AccountPath>>,
    body: Body<wire::Because>,
) -> ApiResult<HttpResponse> {
    let (id, reason) = (path.id()?, values::because(body)?);
    departures::delete_by_admin(&ctx, admin.by(), id, reason).await?;
    Ok(HttpResponse::NoContent().finish())
}
