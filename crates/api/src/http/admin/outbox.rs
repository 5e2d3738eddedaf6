//! Mails on their way, without what they say.

use crate::http::routes::Routes;
use actix_web::{get, web};
use gather_domain::{id::MailId, mail::MailStatus};
use gather_wire as wire;

use crate::{
    context::Context,
    http::{
        extract::{Fields, Late},
        page,
        problem::ApiResult,
        refusals::ReadRefusals,
        signed_in::Admin,
        translate,
    },
    usecase::admin,
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_mails);
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
