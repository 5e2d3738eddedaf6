//! Invites to run an event, for those who make them.

pub(crate) mod expiry;
mod link;
pub(crate) mod mailed;
mod reading;
mod revoking;
mod room;

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Deed, Details},
    email::Email,
    hosting::HostRole,
    id::{EventId, InviteId},
    invite::{Invite, InviteStatus, Lifetime, MOST_LINKS},
    mail::MailStatus,
    ownership::Sight,
    permission::Reason as Refusal,
    text::{Name, Reason},
    token::TokenKind,
};
pub(crate) use gather_persistence::invites::{Concern, Filter};
use gather_persistence::{
    StoreError, Tx, accounts, hosts,
    invites::{self, Listed},
    outbox as mails, tombstones,
};

pub(crate) use self::reading::{find, list, register, target};
pub(crate) use self::revoking::revoke;
use self::{
    link::{check_enabled, count, made, mail},
    reading::Viewer,
    room::Room,
};
use super::{
    creation::{self, Created, KeyReused, Request},
    guards::GuardError,
    invite_guards::{Handed, count_handed},
    owning::{Owning, OwningError},
    turn::detail,
};
use crate::{account::SignedIn, context::Context, keys};

/// Why an invite was not made or changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InviteError {
    /// The caller has nothing to do with this event.
    #[error(transparent)]
    Owning(#[from] OwningError),
    /// It is not theirs to do.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such invite to this event, or they do not see it.
    #[error("there is no such invite")]
    Unknown,
    /// A mail needs an address.
    #[error("a mail needs an address")]
    NoAddress,
    /// There are as many open ones as there may be.
    #[error("there are too many open invites to this gathering: take some back first")]
    TooMany,
    /// It got as many links as it may have.
    #[error("this invite got many links already: make another one")]
    TooManyLinks,
    /// It was accepted: remove whoever accepted it instead.
    #[error("this invite was accepted")]
    Accepted,
    /// It was taken back before.
    #[error("this invite was taken back before")]
    Revoked,
    /// An admin paused them.
    #[error("new invites are paused on this server; those that are open still work")]
    Paused,
    /// It is not open.
    #[error("this invite is not open: give it a new link first")]
    NotOpen,
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// It was tried too often.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An invite to be made.
#[derive(Debug)]
pub(crate) struct NewInvite {
    /// The address whose owner alone may accept it.
    pub(crate) email: Option<Email>,
    /// As what it invites.
    pub(crate) role: HostRole,
    /// For how long.
    pub(crate) lifetime: Lifetime,
    /// Whether it is mailed.
    pub(crate) mails: bool,
    /// What whoever makes it calls it.
    pub(crate) label: Option<Name>,
    /// What its page tells whoever opens it.
    pub(crate) note: Option<Reason>,
}

/// An invite with its link, which nobody sees a second time.
#[derive(Debug)]
pub(crate) struct Made {
    /// The invite.
    pub(crate) invite: Invite,
    /// What its event is called.
    pub(crate) event_name: Name,
    /// Its address, secret included.
    pub(crate) url: String,
    /// How its mail fares.
    pub(crate) mail: Option<MailStatus>,
    /// What whoever made it should know.
    pub(crate) warnings: Vec<Warning>,
}

/// What whoever made an invite should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Warning {
    /// There is an open one like it.
    Duplicate(InviteId),
    /// The owner of its address cannot accept it.
    AlreadyHost,
    /// Nobody can confirm an address on this server.
    RestrictionUnverified,
}

/// What changes about an open invite: `None` is unchanged, `Some(None)` is cleared.
#[derive(Debug, Default)]
#[expect(clippy::option_option, reason = "absent, null and a value are three things")]
pub(crate) struct InvitePatch {
    /// For how long from now it works.
    pub(crate) lifetime: Option<Lifetime>,
    /// What whoever made it calls it.
    pub(crate) label: Option<Option<Name>>,
    /// What its page tells whoever opens it.
    pub(crate) note: Option<Option<Reason>>,
}

/// An invite, and what the caller may do with it.
#[derive(Debug)]
pub(crate) struct Seen {
    /// The invite.
    pub(crate) listed: Listed,
    /// Whether they may take it back or change it as far as it is theirs to do.
    pub(crate) may_handle: bool,
    /// Whether they may give it a new link, as far as that is theirs to do: whoever does invites anew.
    pub(crate) may_renew: bool,
}

/// Makes an invite. `render` says how the answer reads when the request is sent again: without the
/// link.
#[tracing::instrument(name = "invites.create", skip_all)]
pub(crate) async fn create(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    new: NewInvite,
    request: Option<Request>,
    render: impl FnOnce(&Made) -> String,
) -> Result<Created<Made>, InviteError> {
    count(ctx, by, new.mails).await?;
    let now = ctx.clock.now();
    let made = ctx
        .store
        .write(async |tx| {
            let owning = Owning::take(tx, by, event_id, now).await?;
            owning.rights().may_invite(new.role)?;
            let insert = async || insert(ctx, tx, &owning, new, now).await;
            creation::once(tx, now, request.as_ref(), render, insert).await
        })
        .await?;
    ctx.mail.announce();
    Ok(made)
}

async fn insert(
    ctx: &Context,
    tx: &Tx,
    owning: &Owning,
    new: NewInvite,
    now: DateTime<Utc>,
) -> Result<Made, InviteError> {
    check_enabled(tx).await?;
    let event_id = owning.event.id;
    check_room(tx, event_id, new.email.as_ref(), now).await?;
    let mut warnings = Vec::new();
    if let Some(email) = &new.email {
        let twin = invites::find_open_like(tx, event_id, email, new.role, now).await?;
        warnings.extend(twin.map(Warning::Duplicate));
        let account = accounts::find_by_email(tx, email).await?.map(|it| it.account.id);
        let hosts = hosts::of_event(tx, event_id).await?;
        let theirs = hosts.iter().find(|it| Some(it.account_id) == account);
        if theirs.is_some_and(|it| it.hosting.role.is_at_least(new.role)) {
            warnings.push(Warning::AlreadyHost);
        }
        if !ctx.mail.works() {
            warnings.push(Warning::RestrictionUnverified);
        }
    }
    let mut invite = Invite {
        id: InviteId::new(),
        event_id,
        email: new.email,
        role: new.role,
        created_by: Some(owning.account.id),
        creator_name: owning.account.display_name.clone(),
        created_via: owning.origin(),
        created_at: now,
        expires_at: new.lifetime.from(now),
        opened_at: None,
        accepted_at: None,
        accepted_by: None,
        declined_at: None,
        revoked_at: None,
        revoked_reason: None,
        label: new.label,
        note: new.note,
        resend_count: 0,
        last_sent_at: now,
        last_requested_at: None,
        mail_id: None,
        mailed_at: None,
        matched_unverified: false,
    };
    let token = keys::token(TokenKind::Invite);
    invite.mail_id = mail(ctx, tx, owning, &invite, &token, new.mails, now).await?;
    invites::insert(tx, &invite, &token.hash()).await?;
    let mut details = detail("role", invite.role.as_str());
    if new.mails {
        details.insert("channel".to_owned(), "email".to_owned());
    }
    owning.record(tx, &Deed::InviteCreated, target(&invite), details, now).await?;
    Ok(made(ctx, owning, invite, &token, warnings))
}

/// Gives an invite a new link. The one before does not work from then on; the invite is open again,
/// also if it was declined, taken back or had expired.
#[tracing::instrument(name = "invites.resend", skip_all)]
pub(crate) async fn resend(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    id: InviteId,
    lifetime: Lifetime,
    mails_it: bool,
) -> Result<Made, InviteError> {
    if mails_it {
        count_handed(ctx, Handed::Mailed, by.account()).await?;
    }
    let now = ctx.clock.now();
    let made = ctx
        .store
        .write(async |tx| {
            let (owning, listed) = hold(tx, by, event_id, id, now).await?;
            let before = listed.invite;
            owning.rights().may_invite(before.role)?;
            check_enabled(tx).await?;
            if before.accepted_at.is_some() {
                return Err(InviteError::Accepted);
            }
            if before.resend_count >= MOST_LINKS {
                return Err(InviteError::TooManyLinks);
            }
            if let Some(wait) = before.wait_for_link(now) {
                return Err(GuardError::TooOften { wait }.into());
            }
            if before.status(now) != InviteStatus::Pending {
                check_room(tx, event_id, before.email.as_ref(), now).await?;
            }
            if let Some(hash) = invites::hash(tx, id).await? {
                tombstones::bury(tx, hash, now).await?;
            }
            if let Some(mail) = before.mail_id {
                mails::cancel(tx, mail, now).await?;
            }
            // Whoever knows the link answers for it: it ends with their authority.
            let (token, by) = (keys::token(TokenKind::Invite), &owning.account);
            let mut invite = Invite {
                created_by: Some(by.id),
                creator_name: by.display_name.clone(),
                created_via: owning.origin(),
                expires_at: lifetime.from(now),
                ..before
            };
            invite.mail_id = mail(ctx, tx, &owning, &invite, &token, mails_it, now).await?;
            invites::renew(tx, &invite, &token.hash(), now).await?;
            owning.record(tx, &Deed::InviteResent, target(&invite), Details::new(), now).await?;
            Ok(made(ctx, &owning, invite, &token, Vec::new()))
        })
        .await?;
    ctx.mail.announce();
    Ok(made)
}

/// Changes an open invite.
#[tracing::instrument(name = "invites.change", skip_all)]
pub(crate) async fn change(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    id: InviteId,
    patch: InvitePatch,
) -> Result<Seen, InviteError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let (owning, listed) = hold(tx, by, event_id, id, now).await?;
            let before = listed.invite.clone();
            if before.status(now) != InviteStatus::Pending {
                return Err(InviteError::NotOpen);
            }
            let after = Invite {
                expires_at: patch.lifetime.map_or(before.expires_at, |it| it.from(now)),
                label: patch.label.unwrap_or_else(|| before.label.clone()),
                note: patch.note.unwrap_or_else(|| before.note.clone()),
                ..before.clone()
            };
            if after == before {
                tx.take_back();
            } else {
                invites::update(tx, &after).await?;
                let deed = Deed::InviteUpdated;
                owning.record(tx, &deed, target(&after), Details::new(), now).await?;
            }
            let after = Listed { invite: after, ..listed };
            let viewer = Viewer::of(tx, owning.rights(), owning.account.id, [&after], now).await?;
            Ok(viewer.sees(after))
        })
        .await
}

/// Whether one more invite to an event, and to this address, may be open.
async fn check_room(
    tx: &Tx,
    event_id: EventId,
    email: Option<&Email>,
    now: DateTime<Utc>,
) -> Result<(), InviteError> {
    let room = Room::at(tx, [event_id].into(), now).await?;
    if room.is_left(event_id, email) { Ok(()) } else { Err(InviteError::TooMany) }
}

/// Holds an invite that is the caller's to handle.
async fn hold(
    tx: &Tx,
    by: &SignedIn,
    event_id: EventId,
    id: InviteId,
    now: DateTime<Utc>,
) -> Result<(Owning, Listed), InviteError> {
    let owning = Owning::take(tx, by, event_id, now).await?;
    let rights = owning.rights();
    let sight = rights.sees_invites()?;
    let filter = Filter { event_id: Some(event_id), id: Some(id), ..Filter::default() };
    let found = invites::list(tx, filter, now, 1).await?.pop().ok_or(InviteError::Unknown)?;
    let is_own = found.invite.created_by == Some(owning.account.id);
    if sight == Sight::Own && !is_own {
        return Err(InviteError::Unknown);
    }
    rights.may_handle_invite(is_own)?;
    Ok((owning, found))
}
