//! Several items changed alike.

use crate::http::routes::Routes;
use actix_web::{patch, web};
use gather_domain::id::ItemId;
use gather_wire as wire;

use super::events::EventPath;
use crate::{
    context::Context,
    http::{
        caller::Host,
        extract::{Body, Fields, Late, Override},
        item_input,
        problem::ApiResult,
        refusals::ChangeRefusals,
        translate,
    },
    usecase::many_items::{self, EditItems},
};

/// How many items one request changes.
const MAX_ITEMS: usize = 500;

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes.service(edit_items);
}

/// Change several items alike.
///
/// Their day, their drop-off, their dietary marks: absent fields stay, `null` clears. All of them
/// change, or none: if one is not there, `context.item_ids` says which. While the plan is frozen,
/// `override_reason` says why.
#[utoipa::path(
    tag = "plan",
    security(("link" = [])),
    params(EventPath, Override),
    request_body = wire::EditItems,
    responses((status = OK, description = "The items", body = wire::EditedItems), ChangeRefusals),
)]
#[patch("/events/{event_id}/items")]
async fn edit_items(
    ctx: web::Data<Context>,
    host: Host,
    query: Late<web::Query<Override>>,
    body: Body<wire::EditItems>,
) -> ApiResult<web::Json<wire::EditedItems>> {
    let override_reason = query.reason()?;
    let mut body = body.read()?;
    let mut fields = Fields::default();
    if body.item_ids.is_empty() || body.item_ids.len() > MAX_ITEMS {
        let message = format!("must be 1 to {MAX_ITEMS}");
        fields.refuse("/item_ids", "out_of_range", message);
    }
    let item_ids = std::mem::take(&mut body.item_ids);
    let item_ids = item_ids.into_iter().map(ItemId::from_uuid).collect();
    let patch = item_input::common_patch(fields, body, host.time_zone())?;
    let command = EditItems { item_ids, patch, override_reason };
    let (items, changed) = many_items::edit(&ctx, host.caller(), command).await?;
    let standing = host.caller().standing();
    Ok(web::Json(wire::EditedItems {
        items: items.iter().map(|item| translate::item(item, standing)).collect(),
        changed: u64::try_from(changed).unwrap_or(u64::MAX),
    }))
}
