//! All that is remembered, of every gathering and of none.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, get, web};
use gather_domain::{id::AuditEntryId, text::Name};
use gather_wire as wire;

use crate::{
    context::Context,
    http::{
        download::Download,
        extract::{Fields, Late},
        page,
        problem::ApiResult,
        refusals::ReadRefusals,
        signed_in::Admin,
        translate,
        values::span,
    },
    usecase::recorded::{self, Actions, Filter, Named},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(list_recorded).service(export_recorded);
}

/// List all that happened.
///
/// At every gathering, to accounts, mails and settings; latest first.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(wire::RecordedQuery),
    responses(
        (status = OK, description = "A page of entries", body = wire::Page<wire::RecordedEntry>),
        ReadRefusals,
    ),
)]
#[get("/admin/ownership/audit")]
async fn list_recorded(
    ctx: web::Data<Context>,
    _admin: Admin,
    query: Late<web::Query<wire::RecordedQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::RecordedEntry>>> {
    let (filter, limit) = filter(query)?;
    let (entries, more) = recorded::list(&ctx, &filter, limit).await?;
    let next_cursor = entries.last().filter(|_| more).map(|entry| entry.id.to_string());
    let items = entries.into_iter().map(translate::recorded).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Take all that happened away as a table.
///
/// RFC 4180 in UTF-8, as the table of a plan: no program runs a cell of it as a formula. It has the
/// latest 10 000 entries that fit, and says so in its last row where there are more.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(wire::RecordedQuery),
    responses(
        (status = OK, description = "The file", body = String, content_type = "text/csv"),
        ReadRefusals,
    ),
)]
#[get("/admin/ownership/audit.csv")]
async fn export_recorded(
    ctx: web::Data<Context>,
    _admin: Admin,
    query: Late<web::Query<wire::RecordedQuery>>,
) -> ApiResult<HttpResponse> {
    let (filter, _) = filter(query)?;
    let (entries, more) = recorded::list(&ctx, &filter, recorded::MOST_IN_A_FILE).await?;
    Ok(Download {
        subject: "",
        kind: "audit.csv",
        content_type: "text/csv; charset=utf-8; header=present",
        body: translate::log(entries, more),
    }
    .answer())
}

fn filter(query: Late<web::Query<wire::RecordedQuery>>) -> ApiResult<(Filter, usize)> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    let actor = fields.take("/actor", query.actor.as_deref().map(Name::parse));
    let subject = fields.take("/subject", query.subject.as_deref().map(Name::parse));
    let action = fields.take("/action", query.action.as_deref().map(Name::parse));
    let (from, to) = span(&mut fields, query.from, query.to);
    fields.finish()?;
    let filter = Filter {
        actor: actor.map(named),
        subject: subject.map(named),
        action: action.map(actions),
        method: query.method.map(translate::from_grant_method),
        from,
        until: to,
        before: part.cursor.map(AuditEntryId::from_uuid),
    };
    Ok((filter, part.limit))
}

/// Whoever writes an id means the one of that id.
fn named(text: Name) -> Named {
    text.as_str().parse().map_or_else(|_no_id| Named::Name(text.into()), Named::Id)
}

/// A family is named with its dot.
fn actions(name: Name) -> Actions {
    let name = String::from(name);
    if name.ends_with('.') { Actions::Family(name) } else { Actions::One(name) }
}
