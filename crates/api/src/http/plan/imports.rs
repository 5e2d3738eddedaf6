//! People and items from a file or from the clipboard, many at once.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, post, web};
use gather_domain::{
    id::TeamId,
    import::{Column, items::NewItem, people::Newcomer},
    text::Reason,
};
use gather_wire as wire;

use super::events::EventPath;
use crate::{
    caller::Caller,
    context::Context,
    http::{
        caller::Host,
        creation::{self, IdempotencyHeader},
        extract::{Conditions, Fields, Late},
        problem::ApiResult,
        refusals::ChangeRefusals,
        table::{self, Csv, Table},
        translate,
    },
    usecase::imports::{ImportRows, Judged, items, people},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(import_people).service(import_items);
}

/// Add people from a file.
///
/// A row for each, in CSV with commas, semicolons or tabs, UTF-8, up to 1,000 rows: `name`, `email`,
/// `phone`, `team` (by its name) and `role` (`coordinator` or `participant`). With `dry_run=true` it
/// says what would become of each row, and changes nothing. Otherwise everybody who can be added is,
/// and gets their link once confirming has started; if one row is wrong, nobody is, and `fields`
/// names the line and the column of each fault. Whoever has the name or the address of somebody in
/// the plan, or of a row before theirs, is a duplicate: passed over, unless `duplicates=add`. A team
/// that somebody leads gets no other coordinator by an import.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, wire::ImportQuery, IdempotencyHeader),
    request_body(content = String, content_type = "text/csv"),
    responses((status = OK, description = "What became of each row", body = wire::Import), ChangeRefusals),
)]
#[post("/events/{event_id}/people/import")]
async fn import_people(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<wire::ImportQuery>>,
    conditions: Conditions,
    body: Csv,
) -> ApiResult<HttpResponse> {
    let asked = Asked::read(host.caller(), "people", query, &conditions, body)?;
    let caller = host.caller();
    if asked.dry_run {
        let judged = people::preview(&ctx, caller, &asked.rows).await?;
        return Ok(HttpResponse::Ok().json(asked.form.import(&judged)));
    }
    let render = |judged: &Vec<Judged<Newcomer>>| creation::render(&asked.form.import(judged));
    let imported = people::import(&ctx, caller, asked.rows, render).await?;
    Ok(creation::report(imported, render))
}

/// Add items from a file.
///
/// A row for each, in CSV with commas, semicolons or tabs, UTF-8, up to 1,000 rows: `name`, `team` (by
/// its name), `quantity`, `description`, `critical`, `day` (its name or its date), `drop_off_local`
/// (`2025-12-24T17:30`, or `17:30` on the row's day), `drop_off_location`, `drop_off_note`,
/// `gluten_free`, `dairy_free`, `vegetarian` and `notes`. With `dry_run=true` it says what would
/// become of each row, and changes nothing. Otherwise every item that can be added is; if one row is
/// wrong, none is, and `fields` names the line and the column of each fault. An item of the same
/// name, team and day is a duplicate: passed over, unless `duplicates=add`.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, wire::ImportQuery, IdempotencyHeader),
    request_body(content = String, content_type = "text/csv"),
    responses((status = OK, description = "What became of each row", body = wire::Import), ChangeRefusals),
)]
#[post("/events/{event_id}/items/import")]
async fn import_items(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<wire::ImportQuery>>,
    conditions: Conditions,
    body: Csv,
) -> ApiResult<HttpResponse> {
    let asked = Asked::read(host.caller(), "items", query, &conditions, body)?;
    let caller = host.caller();
    if asked.dry_run {
        let judged = items::preview(&ctx, caller, &asked.rows).await?;
        return Ok(HttpResponse::Ok().json(asked.form.import(&judged)));
    }
    let render = |judged: &Vec<Judged<NewItem>>| creation::render(&asked.form.import(judged));
    let imported = items::import(&ctx, caller, asked.rows, render).await?;
    Ok(creation::report(imported, render))
}

/// What a request for an import asks.
struct Asked<C> {
    dry_run: bool,
    rows: ImportRows<C>,
    form: Form<C>,
}

/// How its answer reads.
struct Form<C> {
    table: Table<C>,
    duplicates: gather_domain::import::Duplicates,
}

impl<C: Column> Form<C> {
    fn import<T>(&self, judged: &[Judged<T>]) -> wire::Import {
        translate::import(&self.table, judged, self.duplicates)
    }
}

impl<C: Column> Asked<C> {
    fn read(
        caller: &Caller,
        what: &str,
        query: Late<web::Query<wire::ImportQuery>>,
        conditions: &Conditions,
        body: Csv,
    ) -> ApiResult<Self> {
        let query = query.read()?.into_inner();
        let text = body.read()?;
        let place = format!("/events/{}/{what}/import", caller.standing().event.id);
        let asked = (&query, &text);
        let request =
            creation::request(caller.standing().credential_id(), &place, conditions, &asked)?;
        let mut fields = Fields::default();
        let reason = query.override_reason.as_deref().map(Reason::parse);
        let override_reason = fields.take("/override_reason", reason);
        fields.finish()?;
        let table: Table<C> = table::read(&text, query.columns.as_deref(), query.header)?;
        let duplicates = translate::duplicates(query.duplicates);
        Ok(Self {
            dry_run: query.dry_run.unwrap_or(false),
            rows: ImportRows {
                rows: table.rows.clone(),
                team_id: query.team_id.map(TeamId::from_uuid),
                duplicates,
                override_reason,
                request,
            },
            form: Form { table, duplicates },
        })
    }
}
