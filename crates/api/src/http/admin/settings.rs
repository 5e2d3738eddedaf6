//! What is decided about the whole server, and what waits for those who decide.

use crate::http::routes::Routes;
use actix_web::{get, patch, web};
use gather_wire as wire;

use crate::{
    context::Context,
    http::{
        extract::Body,
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        signed_in::Admin,
        translate,
    },
    usecase::{
        owners,
        settings::{self, SettingsPatch},
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(show_settings).service(edit_settings).service(show_summary);
}

/// Show what is decided about the whole server.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    responses((status = OK, description = "The settings", body = wire::Settings), ReadRefusals),
)]
#[get("/admin/settings")]
async fn show_settings(
    ctx: web::Data<Context>,
    _admin: Admin,
) -> ApiResult<web::Json<wire::Settings>> {
    Ok(web::Json(translate::settings(settings::read(&ctx).await?)))
}

/// Decide otherwise.
///
/// From the next request on, for everybody.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    request_body = wire::EditSettings,
    responses((status = OK, description = "The settings", body = wire::Settings), ChangeRefusals),
)]
#[patch("/admin/settings")]
async fn edit_settings(
    ctx: web::Data<Context>,
    admin: Admin,
    body: Body<wire::EditSettings>,
) -> ApiResult<web::Json<wire::Settings>> {
    let body = body.read()?;
    let patch = SettingsPatch {
        invites_enabled: body.invites_enabled,
        step_up: body.step_up.map(translate::from_step_up),
    };
    Ok(web::Json(translate::settings(settings::change(&ctx, admin.by(), patch).await?)))
}

/// Count what waits for an admin.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    responses(
        (status = OK, description = "How many of each", body = wire::OwnershipSummary),
        ReadRefusals,
    ),
)]
#[get("/admin/ownership/summary")]
async fn show_summary(
    ctx: web::Data<Context>,
    _admin: Admin,
) -> ApiResult<web::Json<wire::OwnershipSummary>> {
    Ok(web::Json(translate::waiting(owners::waiting(&ctx).await?)))
}
