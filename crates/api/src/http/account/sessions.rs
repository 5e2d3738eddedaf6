//! Where one is signed in.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, web};
use gather_domain::id::SessionId;
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        extract::Late,
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        signed_in::Account,
        translate,
    },
    usecase::accounts,
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_sessions).service(end_other_sessions).service(end_session);
}

/// The session in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct SessionPath {
    /// The session, one of the caller's own.
    session_id: Uuid,
}

/// List where I am signed in.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    responses((status = OK, description = "My sessions", body = wire::Sessions), ReadRefusals),
)]
#[get("/me/sessions")]
async fn list_sessions(
    ctx: web::Data<Context>,
    account: Account,
) -> ApiResult<web::Json<wire::Sessions>> {
    let own = account.by().session().id;
    let sessions = accounts::sessions(&ctx, account.by()).await?;
    let items = sessions.into_iter().map(|it| translate::session(it, own)).collect();
    Ok(web::Json(wire::Sessions { items }))
}

/// Log out everywhere else.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    responses((status = NO_CONTENT, description = "This is the only session"), ChangeRefusals),
)]
#[delete("/me/sessions")]
async fn end_other_sessions(ctx: web::Data<Context>, account: Account) -> ApiResult<HttpResponse> {
    accounts::end_other_sessions(&ctx, account.by()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Log out somewhere.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    params(SessionPath),
    responses((status = NO_CONTENT, description = "That session is over"), ChangeRefusals),
)]
#[delete("/me/sessions/{session_id}")]
async fn end_session(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<SessionPath>>,
) -> ApiResult<HttpResponse> {
    let id = SessionId::from_uuid(path.read()?.session_id);
    accounts::end_session(&ctx, account.by(), id).await?;
    Ok(HttpResponse::NoContent().finish())
}
