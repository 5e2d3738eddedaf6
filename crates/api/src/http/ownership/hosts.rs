//! `/api/events/{event_id}/hosts`: who runs an event.

use actix_web::{get, web};
use gather_domain::id::EventId;
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        extract::Late, problem::ApiResult, refusals::ReadRefusals, signed_in::Account, translate,
    },
    usecase::owners,
};

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_hosts);
}

/// The event in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct HostsPath {
    /// The gathering.
    event_id: Uuid,
}

/// List who runs a gathering.
///
/// The primary host first, then hosts, then co-hosts, each by how long they are there. For those who
/// run it, and for admins.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(HostsPath),
    responses((status = OK, description = "Who runs it", body = wire::Hosts), ReadRefusals),
)]
#[get("/events/{event_id}/hosts")]
async fn list_hosts(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<HostsPath>>,
) -> ApiResult<web::Json<wire::Hosts>> {
    let event_id = EventId::from_uuid(path.read()?.event_id);
    let (owning, hosts) = owners::list(&ctx, account.by(), event_id).await?;
    let (you, rights) = (owning.account.id, owning.rights());
    Ok(web::Json(translate::hosts(&owning.event, &hosts, you, rights)))
}
