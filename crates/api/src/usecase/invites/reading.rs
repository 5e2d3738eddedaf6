//! Invites as those see them who may.

use gather_domain::{
    audit::{Entry, Target, TargetId},
    id::{AccountId, EventId, InviteId},
    invite::Invite,
    ownership::{Rights, Sight},
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
    let (rights, you) = (owning.rights(), owning.account.id);
    Ok((page.into_iter().map(|listed| seen(rights, you, listed, settings)).collect(), more))
}

/// All invites, for an admin: latest first, at most `limit`, and whether there are more.
#[tracing::instrument(name = "invites.register", skip_all)]
pub(crate) async fn register(
    ctx: &Context,
    by: &SignedIn,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Seen>, bool), StoreError> {
    let found = invites::list(&ctx.store, filter, ctx.clock.now(), one_more(limit)).await?;
    let settings = settings::read(&ctx.store).await?;
    let (page, more) = cut(found, limit);
    let seen = |listed: Listed| {
        let is_cancelled = listed.is_cancelled;
        let rights =
            Rights { is_admin: true, hosting: None, cohosts_can_invite: false, is_cancelled };
        seen(rights, by.account().id, listed, settings)
    };
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
    let found = found.ok_or(InviteError::Unknown)?;
    let seen = seen(owning.rights(), owning.account.id, found, settings);
    let about = audit::Filter { target_id: Some(id.as_uuid()), ..audit::Filter::default() };
    let mut steps = audit::list(&ctx.store, event_id, about, MOST_STEPS).await?;
    steps.reverse();
    Ok((seen, steps))
}

/// An invite, and what whoever has these rights may do with it: what [`super::resend`] asks, and
/// nothing else.
pub(super) fn seen(rights: Rights, you: AccountId, listed: Listed, settings: Settings) -> Seen {
    let is_own = listed.invite.created_by == Some(you);
    let may_handle = rights.may_handle_invite(is_own).is_ok();
    let may_invite = rights.may_invite(listed.invite.role).is_ok();
    Seen { listed, may_handle, may_renew: may_handle && may_invite && settings.invites_enabled }
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
