//! Invites as those see them who may.

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Entry, Target, TargetId},
    id::{AccountId, EventId, InviteId},
    invite::{Invite, InviteStatus},
    ownership::{Rights, Sight},
    setting::Settings,
};
use gather_persistence::{
    Source, StoreError, audit,
    invites::{self, Filter, Listed},
    settings,
};

use super::{InviteError, Seen, room::Room};
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
    let (page, more) = cut(found, limit);
    let viewer = Viewer::of(&ctx.store, owning.rights(), owning.account.id, &page, now).await?;
    Ok((page.into_iter().map(|it| viewer.sees(it)).collect(), more))
}

/// All invites, for an admin: latest first, at most `limit`, and whether there are more.
#[tracing::instrument(name = "invites.register", skip_all)]
pub(crate) async fn register(
    ctx: &Context,
    by: &SignedIn,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Seen>, bool), StoreError> {
    let now = ctx.clock.now();
    let found = invites::list(&ctx.store, filter, now, one_more(limit)).await?;
    let (page, more) = cut(found, limit);
    let rights =
        Rights { is_admin: true, hosting: None, cohosts_can_invite: false, is_cancelled: false };
    let viewer = Viewer::of(&ctx.store, rights, by.account().id, &page, now).await?;
    Ok((page.into_iter().map(|it| viewer.sees(it)).collect(), more))
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
    let found = found.ok_or(InviteError::Unknown)?;
    let (rights, you) = (owning.rights(), owning.account.id);
    let seen = Viewer::of(&ctx.store, rights, you, [&found], now).await?.sees(found);
    let about = audit::Filter { target_id: Some(id.as_uuid()), ..audit::Filter::default() };
    let mut steps = audit::list(&ctx.store, event_id, about, MOST_STEPS).await?;
    steps.reverse();
    Ok((seen, steps))
}

/// Who looks at invites, and all from which follows what they may do with each.
pub(super) struct Viewer {
    rights: Rights,
    you: AccountId,
    settings: Settings,
    room: Room,
    now: DateTime<Utc>,
}

impl Viewer {
    /// Whoever has these rights, and looks at these.
    pub(super) async fn of<'a>(
        source: &impl Source,
        rights: Rights,
        you: AccountId,
        invites: impl IntoIterator<Item = &'a Listed>,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let settings = settings::read(source).await?;
        let events = invites.into_iter().map(|it| it.invite.event_id).collect();
        let room = Room::at(source, events, now).await?;
        Ok(Self { rights, you, settings, room, now })
    }

    /// An invite, and what they may do with it: what [`super::resend`] asks, and nothing else.
    pub(super) fn sees(&self, listed: Listed) -> Seen {
        let (invite, is_cancelled) = (&listed.invite, listed.is_cancelled);
        let rights = Rights { is_cancelled, ..self.rights };
        let may_handle = rights.may_handle_invite(invite.created_by == Some(self.you)).is_ok();
        let has_room = invite.status(self.now) == InviteStatus::Pending
            || self.room.is_left(invite.event_id, invite.email.as_ref());
        let may_invite = rights.may_invite(invite.role).is_ok() && self.settings.invites_enabled;
        Seen { may_handle, may_renew: may_handle && may_invite && has_room, listed }
    }
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
