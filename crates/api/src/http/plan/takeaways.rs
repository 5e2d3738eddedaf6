//! The plan, to be taken away: calendar, table, message, paper.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, get, web};
use gather_wire::{self as wire, ExportFormat, ProblemCode};

use super::events::EventPath;
use crate::{
    caller::Caller,
    context::Context,
    http::{
        caller::Host,
        download::Download,
        extract::Late,
        problem::{ApiError, ApiResult},
        refusals::ReadRefusals,
        translate::{self, CalendarFor},
    },
    usecase::plans::{self, Plan},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(download_calendar).service(export_plan).service(show_print_sheet);
}

/// Take the whole plan away as a calendar.
///
/// An entry (RFC 5545) for every item that has a drop-off, at its instant; for one that has a day
/// alone, on that day; none for others. An entry keeps its `UID`, and its `SEQUENCE` rises with the
/// item's version. A plan that has not changed is the same file, byte for byte.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath),
    responses(
        (status = OK, description = "The file", body = String, content_type = "text/calendar"),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/calendar")]
async fn download_calendar(ctx: web::Data<Context>, host: Host) -> ApiResult<HttpResponse> {
    let plan = whole(&ctx, host.caller()).await?;
    Ok(calendar(&plan, CalendarFor::Host))
}

/// Take the whole plan away as a table or as a message.
///
/// `csv`: RFC 4180 in UTF-8, with a byte order mark so that spreadsheet programs read it as such. A
/// cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it,
/// so that no program runs it as a formula. `text`: team by team, to be pasted into a messenger.
/// Neither has phone numbers, e-mail addresses or reasons.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, wire::ExportQuery),
    responses(
        (
            status = OK,
            description = "The file",
            content((String = "text/csv"), (String = "text/plain")),
        ),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/export")]
async fn export_plan(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<wire::ExportQuery>>,
) -> ApiResult<HttpResponse> {
    let format = query.read()?.into_inner().format;
    let plan = whole(&ctx, host.caller()).await?;
    let (kind, content_type, body) = match format.unwrap_or(ExportFormat::Csv) {
        ExportFormat::Csv => {
            ("plan.csv", "text/csv; charset=utf-8; header=present", translate::spreadsheet(&plan))
        }
        ExportFormat::Text => ("plan.txt", "text/plain; charset=utf-8", translate::message(&plan)),
    };
    let subject = plan.event.name.as_str();
    Ok(Download { subject, kind, content_type, body }.answer())
}

/// Show the whole plan, to be printed.
///
/// Every item with who has it and their phone number: for hosts alone.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath),
    responses((status = OK, description = "The sheet", body = wire::PrintSheet), ReadRefusals),
)]
#[get("/events/{event_id}/sheet")]
async fn show_print_sheet(
    ctx: web::Data<Context>,
    host: Host,
) -> ApiResult<web::Json<wire::PrintSheet>> {
    let print = plans::print(&ctx, host.caller()).await?.ok_or_else(gone)?;
    Ok(web::Json(translate::print_sheet(&print)))
}

async fn whole(ctx: &Context, caller: &Caller) -> ApiResult<Plan> {
    plans::whole(ctx, caller).await?.ok_or_else(gone)
}

fn gone() -> ApiError {
    ApiError::new(ProblemCode::EventNotFound, "The gathering is gone.")
}

/// A plan as a calendar file.
pub(crate) fn calendar(plan: &Plan, whom: CalendarFor) -> HttpResponse {
    Download {
        subject: plan.event.name.as_str(),
        kind: "calendar.ics",
        content_type: "text/calendar; charset=utf-8",
        body: translate::calendar(plan, whom),
    }
    .answer()
}
