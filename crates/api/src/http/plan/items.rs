//! Items of any team, by a host; and what the coordinator's routes for items share with them.

use crate::http::routes::Routes;
use actix_web::{HttpResponse, delete, get, http::header, patch, post, web};
use gather_domain::{
    id::{ItemId, PersonId, TeamId},
    item::{Item, ItemPatch},
    text::Reason,
};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::events::EventPath;
use crate::{
    caller::Caller,
    context::Context,
    http::{
        caller::Host,
        creation::{self, IdempotencyHeader},
        extract::{Body, Conditions, Fields, Late, Override},
        item_input, page,
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        translate,
    },
    usecase::items::{self, CreateItem, OneItem},
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(list_items)
        .service(create_item)
        .service(show_item)
        .service(edit_item)
        .service(delete_item)
        .service(assign_item)
        .service(unassign_item)
        .service(confirm_item);
}

/// An item in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ItemPath {
    /// The item.
    item_id: Uuid,
}

/// The version of the item that the client saw.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes; `Conditions` reads it")]
pub(crate) struct ItemVersion {
    /// The `ETag` of the item as the client saw it. If it has changed since: 412.
    #[param(rename = "If-Match", example = "\"3\"")]
    if_match: Option<String>,
}

impl ItemPath {
    /// Which item.
    pub(crate) const fn item_id(&self) -> ItemId {
        ItemId::from_uuid(self.item_id)
    }

    /// What the path and the headers say about one item.
    pub(crate) fn to_command(
        &self,
        conditions: &Conditions,
        override_reason: Option<Reason>,
    ) -> ApiResult<OneItem> {
        let item_id = ItemId::from_uuid(self.item_id);
        Ok(OneItem { item_id, if_match: conditions.if_match()?, override_reason })
    }
}

/// List the items.
///
/// Those of every team, in the order in which they were made.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, wire::PageQuery),
    responses(
        (status = OK, description = "A page of items", body = wire::Page<wire::Item>),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/items")]
async fn list_items(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<wire::PageQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::Item>>> {
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    fields.finish()?;
    let after = part.cursor.map(ItemId::from_uuid);
    let (items, more) = items::list(&ctx, host.caller(), after, part.limit).await?;
    let next_cursor = items.last().filter(|_| more).map(|item| item.id.to_string());
    let standing = host.caller().standing();
    let items = items.iter().map(|item| translate::item(item, standing)).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Show an item.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, ItemPath),
    responses((status = OK, description = "The item", body = wire::Item), ReadRefusals),
)]
#[get("/events/{event_id}/items/{item_id}")]
async fn show_item(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<ItemPath>>,
) -> ApiResult<HttpResponse> {
    let item_id = ItemId::from_uuid(path.read()?.item_id);
    Ok(answer(&items::show(&ctx, host.caller(), item_id).await?, host.caller()))
}

/// Add an item to a team.
///
/// While the plan is frozen, `override_reason` says why.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, Override, IdempotencyHeader),
    request_body = wire::CreateEventItem,
    responses((status = CREATED, description = "The item", body = wire::Item), ChangeRefusals),
)]
#[post("/events/{event_id}/items")]
async fn create_item(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
    body: Body<wire::CreateEventItem>,
) -> ApiResult<HttpResponse> {
    let override_reason = query.reason()?;
    let body = body.read()?;
    let place = format!("/events/{}/items", host.caller().standing().event.id);
    let asked = (&body, override_reason.as_ref().map(Reason::as_str));
    let request =
        creation::request(host.caller().standing().credential_id(), &place, &conditions, &asked)?;
    let team_id = Some(TeamId::from_uuid(body.team_id));
    let facts = item_input::facts(item_of(body), host.time_zone())?;
    let command = CreateItem { team_id, facts, override_reason, request };
    create(&ctx, host.caller(), command, &format!("/api{place}")).await
}

/// Change an item.
///
/// Absent fields stay, `null` clears. While the plan is frozen, `override_reason` says why.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, ItemPath, Override, ItemVersion),
    request_body = wire::EditItem,
    responses((status = OK, description = "The item", body = wire::Item), ChangeRefusals),
)]
#[patch("/events/{event_id}/items/{item_id}")]
async fn edit_item(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<ItemPath>>,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
    body: Body<wire::EditItem>,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, query.reason()?)?;
    let changes = item_input::patch(body.read()?, host.time_zone())?;
    edit(&ctx, host.caller(), command, changes).await
}

/// Delete an item.
///
/// Once confirming has started, a critical one stays; once the plan is frozen, every one.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, ItemPath, Override, ItemVersion),
    responses((status = NO_CONTENT, description = "It is gone"), ChangeRefusals),
)]
#[delete("/events/{event_id}/items/{item_id}")]
async fn delete_item(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<ItemPath>>,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, query.reason()?)?;
    delete(&ctx, host.caller(), command).await
}

/// Give an item to a member of its team.
///
/// Whoever had it before no longer has it. While the plan is frozen, `override_reason` says why.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, ItemPath, Override, ItemVersion),
    request_body = wire::AssignItem,
    responses((status = OK, description = "Who has it now", body = wire::Item), ChangeRefusals),
)]
#[post("/events/{event_id}/items/{item_id}/assign")]
async fn assign_item(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<ItemPath>>,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
    body: Body<wire::AssignItem>,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, query.reason()?)?;
    assign(&ctx, host.caller(), command, body.read()?).await
}

/// Take an item back from whoever has it.
///
/// While the plan is frozen, `override_reason` says why.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, ItemPath, Override, ItemVersion),
    responses((status = OK, description = "Nobody has it now", body = wire::Item), ChangeRefusals),
)]
#[delete("/events/{event_id}/items/{item_id}/assign")]
async fn unassign_item(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<ItemPath>>,
    query: Late<web::Query<Override>>,
    conditions: Conditions,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, query.reason()?)?;
    unassign(&ctx, host.caller(), command).await
}

/// Write down that whoever has an item has confirmed it, by phone.
///
/// That they cannot is taken back. Where they have confirmed, nothing changes; where nobody has the
/// item, there is nothing to confirm.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, ItemPath, ItemVersion),
    responses((status = OK, description = "The item", body = wire::Item), ChangeRefusals),
)]
#[post("/events/{event_id}/items/{item_id}/confirm")]
async fn confirm_item(
    ctx: web::Data<Context>,
    host: Host,
    path: Late<web::Path<ItemPath>>,
    conditions: Conditions,
) -> ApiResult<HttpResponse> {
    let command = path.read()?.to_command(&conditions, None)?;
    confirm(&ctx, host.caller(), command).await
}

pub(crate) async fn create(
    ctx: &Context,
    caller: &Caller,
    command: CreateItem,
    place: &str,
) -> ApiResult<HttpResponse> {
    let render = |item: &Item| creation::render(&translate::item(item, caller.standing()));
    creation::answer(items::create(ctx, caller, command, render).await?, render, place)
}

pub(crate) async fn edit(
    ctx: &Context,
    caller: &Caller,
    command: OneItem,
    patch: ItemPatch,
) -> ApiResult<HttpResponse> {
    Ok(answer(&items::edit(ctx, caller, command, patch).await?, caller))
}

pub(crate) async fn delete(
    ctx: &Context,
    caller: &Caller,
    command: OneItem,
) -> ApiResult<HttpResponse> {
    items::delete(ctx, caller, command).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub(crate) async fn assign(
    ctx: &Context,
    caller: &Caller,
    command: OneItem,
    body: wire::AssignItem,
) -> ApiResult<HttpResponse> {
    let person_id = PersonId::from_uuid(body.person_id);
    Ok(answer(&items::assign(ctx, caller, command, person_id).await?, caller))
}

pub(crate) async fn unassign(
    ctx: &Context,
    caller: &Caller,
    command: OneItem,
) -> ApiResult<HttpResponse> {
    Ok(answer(&items::unassign(ctx, caller, command).await?, caller))
}

pub(crate) async fn confirm(
    ctx: &Context,
    caller: &Caller,
    command: OneItem,
) -> ApiResult<HttpResponse> {
    Ok(answer(&items::confirm(ctx, caller, command).await?, caller))
}

/// An item and its version.
fn answer(item: &Item, caller: &Caller) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, etag(item.version)))
        .json(translate::item(item, caller.standing()))
}

fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// What a host says about a new item, without the team.
fn item_of(body: wire::CreateEventItem) -> wire::CreateItem {
    wire::CreateItem {
        name: body.name,
        day_id: body.day_id,
        quantity: body.quantity,
        description: body.description,
        critical: body.critical,
        gluten_free: body.gluten_free,
        dairy_free: body.dairy_free,
        vegetarian: body.vegetarian,
        notes: body.notes,
        drop_off_at: body.drop_off_at,
        drop_off_local: body.drop_off_local,
        drop_off_location: body.drop_off_location,
        drop_off_note: body.drop_off_note,
    }
}
