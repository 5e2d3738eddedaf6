//! `/api/notifications`: what the caller was told, and which mails about it they want.

use actix_web::{get, patch, post, web};
use gather_domain::{id::NotificationId, notification::Preferences};
use gather_wire as wire;

use crate::{
    context::Context,
    http::{
        extract::{Body, Fields, Late},
        page,
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        routes::Routes,
        signed_in::Account,
        translate,
    },
    usecase::notifications::{self, Filter, Unwanted},
};

/// How many can be named at once.
const MOST_NAMED: usize = 200;

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(list_notifications)
        .service(show_badge)
        .service(mark_notifications_read)
        .service(delete_notifications)
        .service(show_preferences)
        .service(edit_preferences);
}

/// List my notifications.
///
/// The latest first.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    params(wire::NotificationsQuery),
    responses(
        (status = OK, description = "A page of them", body = wire::Page<wire::Notification>),
        ReadRefusals,
    ),
)]
#[get("/notifications")]
async fn list_notifications(
    ctx: web::Data<Context>,
    account: Account,
    query: Late<web::Query<wire::NotificationsQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::Notification>>> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    fields.finish()?;
    let filter = Filter {
        account_id: account.by().account().id,
        kind: query.kind.map(translate::from_notification_type),
        is_unread: query.unread == Some(true),
        before: part.cursor.map(NotificationId::from_uuid),
    };
    let (found, more) = notifications::list(&ctx, filter, part.limit).await?;
    let next_cursor = found.last().filter(|_| more).map(|it| it.id.to_string());
    let items = found.into_iter().map(translate::notification).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Count what waits for me.
///
/// What needs an answer, and what was not marked as read.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    responses((status = OK, description = "How many", body = wire::Badge), ReadRefusals),
)]
#[get("/notifications/badge")]
async fn show_badge(
    ctx: web::Data<Context>,
    account: Account,
) -> ApiResult<web::Json<wire::Badge>> {
    Ok(web::Json(translate::badge(notifications::badge(&ctx, account.by()).await?)))
}

/// Mark my notifications as read.
///
/// Those that are named, or all.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    request_body = wire::MarkRead,
    responses(
        (status = OK, description = "How many were not before", body = wire::Changed),
        ChangeRefusals,
    ),
)]
#[post("/notifications/read")]
async fn mark_notifications_read(
    ctx: web::Data<Context>,
    account: Account,
    body: Body<wire::MarkRead>,
) -> ApiResult<web::Json<wire::Changed>> {
    let body = body.read()?;
    let mut fields = Fields::default();
    let ids = body.ids.map(|ids| named(&mut fields, ids));
    fields.finish()?;
    let changed = notifications::mark_read(&ctx, account.by(), ids).await?;
    Ok(web::Json(translate::changed(changed)))
}

/// Delete some of my notifications.
///
/// Those that were read, that are older than 30 days, or that are named.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    request_body = wire::DeleteNotifications,
    responses(
        (status = OK, description = "How many there were", body = wire::Changed),
        ChangeRefusals,
    ),
)]
#[post("/notifications/delete")]
async fn delete_notifications(
    ctx: web::Data<Context>,
    account: Account,
    body: Body<wire::DeleteNotifications>,
) -> ApiResult<web::Json<wire::Changed>> {
    let mut fields = Fields::default();
    let body = body.read()?;
    if body.ids.is_some() && body.what != wire::UnwantedNotifications::These {
        fields.refuse("/ids", "not_with_this", "is for those that are named, with `these`");
    }
    let unwanted = match body.what {
        wire::UnwantedNotifications::Read => Unwanted::Read,
        wire::UnwantedNotifications::Old => notifications::old(&ctx),
        wire::UnwantedNotifications::These => {
            Unwanted::These(named(&mut fields, body.ids.unwrap_or_default()))
        }
    };
    fields.finish()?;
    let changed = notifications::delete(&ctx, account.by(), &unwanted).await?;
    Ok(web::Json(translate::changed(changed)))
}

fn named(fields: &mut Fields, ids: Vec<uuid::Uuid>) -> Vec<NotificationId> {
    if !(1..=MOST_NAMED).contains(&ids.len()) {
        fields.refuse("/ids", "out_of_range", format!("must be from 1 to {MOST_NAMED}"));
    }
    ids.into_iter().map(NotificationId::from_uuid).collect()
}

/// Show which mails I want.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    responses((status = OK, description = "Which", body = wire::Preferences), ReadRefusals),
)]
#[get("/me/preferences")]
async fn show_preferences(
    ctx: web::Data<Context>,
    account: Account,
) -> ApiResult<web::Json<wire::Preferences>> {
    Ok(web::Json(translate::preferences(notifications::preferences(&ctx, account.by()).await?)))
}

/// Change which mails I want.
///
/// Notifications come in any case, and so do mails about the account itself.
#[utoipa::path(
    tag = "account",
    security(("session" = [])),
    request_body = wire::EditPreferences,
    responses((status = OK, description = "Which", body = wire::Preferences), ChangeRefusals),
)]
#[patch("/me/preferences")]
async fn edit_preferences(
    ctx: web::Data<Context>,
    account: Account,
    body: Body<wire::EditPreferences>,
) -> ApiResult<web::Json<wire::Preferences>> {
    let body = body.read()?;
    let change = |before: Preferences| Preferences {
        mails: body.mails.unwrap_or(before.mails),
        invitations: body.invitations.unwrap_or(before.invitations),
        host_activity: body.host_activity.unwrap_or(before.host_activity),
        digests: body.digests.unwrap_or(before.digests),
        admin: body.admin.unwrap_or(before.admin),
    };
    let wanted = notifications::prefer(&ctx, account.by(), change).await?;
    Ok(web::Json(translate::preferences(wanted)))
}
