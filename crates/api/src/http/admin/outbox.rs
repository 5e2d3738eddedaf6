//! Mails on their way, and what is done about those that did not leave.

use crate::http::routes::Routes;
use actix_web::{get, post, web};
use gather_domain::{id::MailId, mail::MailStatus};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        extract::{Fields, Late},
        page,
        problem::ApiResult,
        refusals::{ActRefusals, ReadRefusals},
        signed_in::Admin,
        translate,
    },
    usecase::{admin, held_mails},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_mails).service(open_mail).service(retry_mail).service(pass_mail_on);
}

/// The mail in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct MailPath {
    /// The mail.
    mail_id: Uuid,
}

impl Late<web::Path<MailPath>> {
    fn id(self) -> ApiResult<MailId> {
        Ok(MailId::from_uuid(self.read()?.mail_id))
    }
}

/// List mails.
///
/// Those that are held or failed, unless said otherwise; latest first. What they say is not shown.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(wire::OutboxQuery),
    responses(
        (status = OK, description = "A page of mails", body = wire::Page<wire::OutboxMail>),
        ReadRefusals,
    ),
)]
#[get("/admin/outbox")]
async fn list_mails(
    ctx: web::Data<Context>,
    _admin: Admin,
    query: Late<web::Query<wire::OutboxQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::OutboxMail>>> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    fields.finish()?;
    let statuses = query.status.map_or_else(
        || vec![MailStatus::Held, MailStatus::Failed],
        |status| vec![translate::from_mail_status(status)],
    );
    let before = part.cursor.map(MailId::from_uuid);
    let (mails, more) = admin::mails(&ctx, &statuses, before, part.limit).await?;
    let next_cursor = mails.last().filter(|_| more).map(|mail| mail.id.to_string());
    let items = mails.into_iter().map(translate::outbox_mail).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Read a mail that did not leave.
///
/// With its links, to pass it on by hand. That somebody read it is remembered.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(MailPath),
    responses((status = OK, description = "The mail", body = wire::OpenedMail), ActRefusals),
)]
#[post("/admin/outbox/{mail_id}/open")]
async fn open_mail(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<MailPath>>,
) -> ApiResult<web::Json<wire::OpenedMail>> {
    let opened = held_mails::open(&ctx, admin.by(), path.id()?).await?;
    Ok(web::Json(translate::opened_mail(opened)))
}

/// Have a mail sent that did not leave.
///
/// Where mails leave this server; as if it had never been tried.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(MailPath),
    responses((status = OK, description = "The mail", body = wire::OutboxMail), ActRefusals),
)]
#[post("/admin/outbox/{mail_id}/retry")]
async fn retry_mail(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<MailPath>>,
) -> ApiResult<web::Json<wire::OutboxMail>> {
    let mail = held_mails::retry(&ctx, admin.by(), path.id()?).await?;
    Ok(web::Json(translate::outbox_mail(mail)))
}

/// Note that a mail was passed on by hand.
///
/// What it says is erased.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(MailPath),
    responses((status = OK, description = "The mail", body = wire::OutboxMail), ActRefusals),
)]
#[post("/admin/outbox/{mail_id}/passed-on")]
async fn pass_mail_on(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<MailPath>>,
) -> ApiResult<web::Json<wire::OutboxMail>> {
    let mail = held_mails::pass_on(&ctx, admin.by(), path.id()?).await?;
    Ok(web::Json(translate::outbox_mail(mail)))
}
