//! Invites as those see them who may.

use gather_domain::{
    audit::{Entry, Target, TargetId},
    id::{EventId, InviteId},
    invite::Invite,
    ownership::Sight,
    setting::Settings,
};
use gather_persistence::{
    StoreError, audit,
    invites::{self, Filter, Listed},
    settings,
};

use super::{InviteError, Seen};
use crate::{
    account::SignedIn,
    context::Context,
    usecase::{
        owning::Owning,
        page::{cut, one_more},
    },
};

/// The invites to an event that the caller sees, latest first, at most `limit`, and whether there are
/// more.
#[tracing::instrument(name = "invites.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Seen>, bool), InviteError> {
    let now = ctx.clock.now();
    let owning = Owning::find(&ctx.store, by, event_id, now).await?;
    let created_by = match owning.rights().sees_invites()? {
        Sight::All => None,
        Sight::Own => Some(owning.account.id),
    };
    let filter = Filter { event_id: Some(event_id), created_by, ..filter };
    let found = invites::list(&ctx.store, filter, now, one_more(limit)).await?;
    let settings = settings::read(&ctx.store).await?;
    let (page, more) = cut(found, limit);
    Ok((page.into_iter().map(|listed| seen(&owning, listed, settings)).collect(), more))
}

/// All invites, for an admin: latest first, at most `limit`, and whether there are more.
#[tracing::instrument(name = "invites.register", skip_all)]
pub(crate) async fn register(
    ctx: &Context,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Seen>, bool), StoreError> {
    let found = invites::list(&ctx.store, filter, ctx.clock.now(), one_more(limit)).await?;
    let may_send = settings::read(&ctx.store).await?.invites_enabled;
    let (page, more) = cut(found, limit);
    let seen = |listed| Seen { listed, may_handle: true, may_send };
    Ok((page.into_iter().map(seen).collect(), more))
}

/// How much of what happened to an invite is shown.
const MOST_STEPS: u64 = 200;

/// One invite that the caller sees, and what happened to it, oldest first.
#[tracing::instrument(name = "invites.find", skip_all)]
pub(crate) async fn find(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    id: InviteId,
) -> Result<(Seen, Vec<Entry>), InviteError> {
    let now = ctx.clock.now();
    let owning = Owning::find(&ctx.store, by, event_id, now).await?;
    let created_by = match owning.rights().sees_invites()? {
        Sight::All => None,
        Sight::Own => Some(owning.account.id),
    };
    let filter = Filter { event_id: Some(event_id), id: Some(id), created_by, ..Filter::default() };
    let found = invites::list(&ctx.store, filter, now, 1).await?.pop();
    let settings = settings::read(&ctx.store).await?;
    let seen = seen(&owning, found.ok_or(InviteError::Unknown)?, settings);
    let about = audit::Filter { target_id: Some(id.as_uuid()), ..audit::Filter::default() };
    let mut steps = audit::list(&ctx.store, event_id, about, MOST_STEPS).await?;
    steps.reverse();
    Ok((seen, steps))
}

/// An invite, and what the caller may do with it.
pub(super) fn seen(owning: &Owning, listed: Listed, settings: Settings) -> Seen {
    let is_own = listed.invite.created_by == Some(owning.account.id);
    let may_handle = owning.rights().may_handle_invite(is_own).is_ok();
    Seen { listed, may_handle, may_send: settings.invites_enabled }
}

/// An invite, as the audit names it.
pub(crate) fn target(invite: &Invite) -> Target {
    let name = match (&invite.label, &invite.email) {
        (Some(label), _) => label.to_string(),
        // How to reach somebody is not for an entry that outlives them.
        (None, _) => invite.email_hint().unwrap_or_else(|| invite.role.as_str().to_owned()),
    };
    Target { id: TargetId::Invite(invite.id), name }
}
