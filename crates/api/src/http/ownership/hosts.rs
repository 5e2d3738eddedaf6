//! `/api/events/{event_id}/hosts`: who runs an event.

use crate::http::routes::Routes;
use actix_web::{delete, get, post, web};
use gather_domain::{
    hosting::HostRole,
    id::{AccountId, EventHostId, EventId},
    ownership::Rights,
    text::Reason,
};
use gather_wire as wire;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    context::Context,
    http::{
        extract::{Body, Fields, Late},
        page,
        problem::ApiResult,
        refusals::{ChangeRefusals, ReadRefusals},
        signed_in::{Account, Admin},
        translate, values,
    },
    usecase::{
        hosting::{self, Assignment, Changed, Then},
        owners,
    },
};

pub(crate) fn configure(routes: &mut Routes<'_, '_>) {
    routes
        .service(assign_host)
        .service(list_hosts)
        .service(list_former_hosts)
        .service(leave_event)
        .service(remove_host)
        .service(promote_host)
        .service(demote_host)
        .service(transfer_event)
        .service(step_up)
        .service(reverse_step_up);
}

/// The event in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct HostsPath {
    /// The gathering.
    event_id: Uuid,
}

/// The host in the path.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct HostPath {
    /// The gathering.
    event_id: Uuid,
    /// Their account.
    account_id: Uuid,
}

impl Late<web::Path<HostsPath>> {
    fn id(self) -> ApiResult<EventId> {
        Ok(EventId::from_uuid(self.read()?.event_id))
    }
}

impl Late<web::Path<HostPath>> {
    fn ids(self) -> ApiResult<(EventId, AccountId)> {
        let path = self.read()?;
        Ok((EventId::from_uuid(path.event_id), AccountId::from_uuid(path.account_id)))
    }
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
    Ok(answer(&owners::list(&ctx, account.by(), path.id()?).await?))
}

/// List who ran a gathering before.
///
/// Whose part ended last first; also whoever was invited to and did not. For those who run it, and for
/// admins.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(HostsPath, wire::PageQuery),
    responses(
        (status = OK, description = "A page of them", body = wire::Page<wire::FormerHost>),
        ReadRefusals,
    ),
)]
#[get("/events/{event_id}/history")]
async fn list_former_hosts(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<HostsPath>>,
    query: Late<web::Query<wire::PageQuery>>,
) -> ApiResult<web::Json<wire::Page<wire::FormerHost>>> {
    let event_id = path.id()?;
    let query = query.read()?.into_inner();
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    fields.finish()?;
    let before = part.cursor.map(EventHostId::from_uuid);
    let (found, more) = owners::former(&ctx, account.by(), event_id, before, part.limit).await?;
    let next_cursor = found.last().filter(|_| more).map(|it| it.id.to_string());
    let items = found.into_iter().map(translate::former_host).collect();
    Ok(web::Json(wire::Page { items, next_cursor }))
}

/// Make somebody a host or a co-host.
///
/// As an admin, at once. A host where the gathering is in nobody's hands has it in theirs.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(HostsPath),
    request_body = wire::AssignHost,
    responses((status = OK, description = "Who runs it", body = wire::Hosts), ChangeRefusals),
)]
#[post("/admin/events/{event_id}/hosts")]
async fn assign_host(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<HostsPath>>,
    body: Body<wire::AssignHost>,
) -> ApiResult<web::Json<wire::Hosts>> {
    let event_id = path.id()?;
    let body = body.read()?;
    owners::may(&ctx, admin.by(), event_id, |_| Ok(())).await?;
    let mut fields = Fields::default();
    let reason = fields.take("/reason", Some(Reason::parse(&body.reason)));
    let Some(reason) = reason else { return Err(fields.into_refusal()) };
    let assignment = Assignment {
        account_id: AccountId::from_uuid(body.account_id),
        role: translate::from_host_role(body.role),
        makes_primary: body.make_primary,
        replaces_primary: body.replace_primary,
        removes_former: body.remove_former,
        reason,
    };
    Ok(answer(&hosting::assign(&ctx, admin.by(), event_id, assignment).await?))
}

/// Leave those who run a gathering.
///
/// Where it was in one's hands, it goes to the host, else the co-host, who is there for longest.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(HostsPath),
    request_body = wire::LeaveEvent,
    responses((status = OK, description = "One is gone", body = wire::LeftEvent), ChangeRefusals),
)]
#[post("/events/{event_id}/leave")]
async fn leave_event(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<HostsPath>>,
    body: Body<wire::LeaveEvent>,
) -> ApiResult<web::Json<wire::LeftEvent>> {
    let event_id = path.id()?;
    let body = body.read()?;
    owners::may(&ctx, account.by(), event_id, Rights::may_leave).await?;
    let mut fields = Fields::default();
    if !body.confirm {
        fields.refuse("/confirm", "not_confirmed", "must be true");
    }
    fields.finish()?;
    let left = hosting::leave(&ctx, account.by(), event_id).await?;
    Ok(web::Json(wire::LeftEvent {
        left_role: translate::host_role(left.role),
        promoted_account_id: left.promoted.map(AccountId::as_uuid),
        event_unhosted: left.is_unhosted,
    }))
}

/// Remove somebody from those who run a gathering.
///
/// Its primary host removes anybody else; an admin, with a reason, the primary host, too.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(HostPath),
    request_body = wire::RemoveHost,
    responses((status = OK, description = "Who runs it", body = wire::Hosts), ChangeRefusals),
)]
#[delete("/events/{event_id}/hosts/{account_id}")]
async fn remove_host(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<HostPath>>,
    body: Body<wire::RemoveHost>,
) -> ApiResult<web::Json<wire::Hosts>> {
    let (event_id, id) = path.ids()?;
    let body = body.read()?;
    owners::may(&ctx, account.by(), event_id, Rights::may_remove).await?;
    let mut fields = Fields::default();
    let reason = fields.take("/reason", body.reason.as_deref().map(Reason::parse));
    fields.finish()?;
    let then = match body.then {
        wire::AfterPrimary::PromoteNext => Then::PromoteNext,
        wire::AfterPrimary::LeaveUnclaimed => Then::LeaveUnclaimed,
    };
    Ok(answer(&hosting::remove(&ctx, account.by(), event_id, id, reason, then).await?))
}

/// Make a co-host a host.
///
/// Where the gathering is in nobody's hands, it is in theirs then.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(HostPath),
    responses((status = OK, description = "Who runs it", body = wire::Hosts), ChangeRefusals),
)]
#[post("/events/{event_id}/hosts/{account_id}/promote")]
async fn promote_host(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<HostPath>>,
) -> ApiResult<web::Json<wire::Hosts>> {
    let (event_id, id) = path.ids()?;
    let role = HostRole::Host;
    Ok(answer(&hosting::change_role(&ctx, account.by(), event_id, id, role).await?))
}

/// Make a host a co-host.
///
/// Not the primary one.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(HostPath),
    responses((status = OK, description = "Who runs it", body = wire::Hosts), ChangeRefusals),
)]
#[post("/events/{event_id}/hosts/{account_id}/demote")]
async fn demote_host(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<HostPath>>,
) -> ApiResult<web::Json<wire::Hosts>> {
    let (event_id, id) = path.ids()?;
    let role = HostRole::Cohost;
    Ok(answer(&hosting::change_role(&ctx, account.by(), event_id, id, role).await?))
}

/// Hand a gathering over.
///
/// To another of those who run it.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(HostsPath),
    request_body = wire::TransferEvent,
    responses((status = OK, description = "Who runs it", body = wire::Hosts), ChangeRefusals),
)]
#[post("/events/{event_id}/transfer")]
async fn transfer_event(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<HostsPath>>,
    body: Body<wire::TransferEvent>,
) -> ApiResult<web::Json<wire::Hosts>> {
    let event_id = path.id()?;
    let body = body.read()?;
    let keep = match body.keep_as {
        wire::KeepAs::Host => Some(HostRole::Host),
        wire::KeepAs::Cohost => Some(HostRole::Cohost),
        wire::KeepAs::Leave => None,
    };
    let to = AccountId::from_uuid(body.account_id);
    Ok(answer(&hosting::transfer(&ctx, account.by(), event_id, to, keep).await?))
}

/// Take a gathering in hand.
///
/// One that is in nobody's, by one of those who run it; unless admins keep that to themselves.
#[utoipa::path(
    tag = "ownership",
    security(("session" = [])),
    params(HostsPath),
    responses((status = OK, description = "Who runs it", body = wire::Hosts), ChangeRefusals),
)]
#[post("/events/{event_id}/step-up")]
async fn step_up(
    ctx: web::Data<Context>,
    account: Account,
    path: Late<web::Path<HostsPath>>,
) -> ApiResult<web::Json<wire::Hosts>> {
    Ok(answer(&hosting::step_up(&ctx, account.by(), path.id()?).await?))
}

/// Reverse a step-up.
///
/// Of whoever took the gathering in hand by themselves within the last three days: they are a co-host
/// again. Where another host runs it meanwhile, it is in the hands of whoever is there for longest.
#[utoipa::path(
    tag = "admin",
    security(("session" = [])),
    params(HostsPath),
    request_body = wire::Because,
    responses((status = OK, description = "Who runs it", body = wire::Hosts), ChangeRefusals),
)]
#[post("/admin/events/{event_id}/reverse-step-up")]
async fn reverse_step_up(
    ctx: web::Data<Context>,
    admin: Admin,
    path: Late<web::Path<HostsPath>>,
    body: Body<wire::Because>,
) -> ApiResult<web::Json<wire::Hosts>> {
    let event_id = path.id()?;
    let reason = values::because(body)?;
    Ok(answer(&hosting::reverse_step_up(&ctx, admin.by(), event_id, reason).await?))
}

fn answer(changed: &Changed) -> web::Json<wire::Hosts> {
    web::Json(translate::hosts(changed))
}
