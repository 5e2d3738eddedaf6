//! Members are invited by those who run an event, and answer.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::Account,
    audit::{Actor, Deed, Details, Target, TargetId},
    email::Email,
    hosting::HostRole,
    id::{AccountId, EventHostId, EventId},
    invitation::{self, Ground, Invitation, REST, may_ask_again},
    invite::MOST_OPEN,
    ownership::Rights,
    permission::Reason as Refusal,
    text::Reason,
};
use gather_persistence::{
    StoreError, Tx, accounts, audit, events,
    history::{self, Ending},
    hosts, invitations, settings,
};

pub(crate) use gather_persistence::invitations::{FoundMember, Listed, Received};

use super::{
    guards::GuardError,
    invite_answers::Accepted,
    invite_guards::{Handed, count_handed, count_search},
    joining::Joining,
    notifications::tell,
    owning::{Owning, OwningError, entry},
    turn::detail,
};
use crate::{
    account::{NotSignedIn, SignedIn},
    context::Context,
    news::{News, What},
};

/// How many members a search finds at most.
const MOST_FOUND: u64 = 10;

/// Why nobody was invited, or nothing was answered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InvitationError {
    /// The caller has nothing to do with this event.
    #[error(transparent)]
    Owning(#[from] OwningError),
    /// The caller is not let in any more.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// It is not theirs to do.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Nobody invites themselves.
    #[error("is your own account")]
    Oneself,
    /// There is no such member, or they want no invitations.
    #[error("there is no such member, or they want no invitations")]
    UnknownAccount,
    /// They run the event.
    #[error("they run this gathering already")]
    AlreadyHost,
    /// They are invited, and have not answered.
    #[error("they are invited already, and have not answered yet")]
    Pending,
    /// They declined a short time ago.
    #[error("they declined less than a week ago")]
    RecentlyDeclined,
    /// There are as many open ones as there may be.
    #[error("there are too many open invitations to this gathering: withdraw some first")]
    TooMany,
    /// An admin paused them.
    #[error("new invitations are paused on this server; those that are open still work")]
    Paused,
    /// There is no such invitation, or it is somebody else's.
    #[error("there is no such invitation")]
    Unknown,
    /// It was withdrawn.
    #[error("this invitation was withdrawn")]
    Withdrawn,
    /// The event does not take place.
    #[error("this gathering is cancelled")]
    EventClosed,
    /// Its time is over.
    #[error("this invitation has expired")]
    Expired,
    /// It was tried too often.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody to be invited.
#[derive(Debug)]
pub(crate) struct NewInvitation {
    /// Whose account.
    pub(crate) account_id: AccountId,
    /// As what.
    pub(crate) role: HostRole,
    /// What they are told with it.
    pub(crate) message: Option<Reason>,
    /// That it is meant although they declined a short time ago.
    pub(crate) again: bool,
}

/// Members who may be invited to run an event: by a part of their name, or by their whole address.
#[tracing::instrument(name = "invitations.search", skip_all)]
pub(crate) async fn search(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    text: &str,
) -> Result<Vec<FoundMember>, InvitationError> {
    let now = ctx.clock.now();
    let owning = Owning::find(&ctx.store, by, event_id, now).await?;
    owning.rights().may_invite(HostRole::Cohost)?;
    let (asker, email) = (owning.account.id, Email::parse(text).ok());
    if email.is_some() {
        count_search(ctx, &owning.account).await?;
    }
    let looked_for = (text, email.as_ref());
    let found = invitations::search(&ctx.store, event_id, asker, looked_for, now, MOST_FOUND);
    Ok(found.await?)
}

/// Invites a member.
#[tracing::instrument(name = "invitations.invite", skip_all)]
pub(crate) async fn invite(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    new: NewInvitation,
) -> Result<Listed, InvitationError> {
    count_handed(ctx, Handed::Mailed, by.account()).await?;
    let now = ctx.clock.now();
    let invited = ctx
        .store
        .write(async |tx| {
            let owning = Owning::take(tx, by, event_id, now).await?;
            owning.rights().may_invite(new.role)?;
            if !settings::read(tx).await?.invites_enabled {
                return Err(InvitationError::Paused);
            }
            if invitations::of_event(tx, event_id, now).await?.len() >= MOST_OPEN {
                return Err(InvitationError::TooMany);
            }
            let account = invitee(tx, &owning, &new, now).await?;
            let invitation = Invitation {
                id: EventHostId::new(),
                event_id,
                account_id: account.id,
                role: new.role,
                invited_by: Some(owning.account.id),
                invited_at: now,
                message: new.message,
            };
            invitations::insert(tx, &invitation).await?;
            let role = invitation.role.as_str();
            let deed = Deed::InviteMember;
            owning.record(tx, &deed, named(&account), detail("role", role), now).await?;
            let what = What::Invited {
                inviter: owning.account.display_name.to_string(),
                role: role.to_owned(),
                message: invitation.message.as_ref().map(ToString::to_string),
            };
            tell(ctx, tx, [account.id], &News::of(&owning.event, what), now).await?;
            let (name, inviter) = (account.display_name, Some(owning.account.display_name));
            Ok::<_, InvitationError>(Listed { invitation, name, inviter })
        })
        .await?;
    ctx.mail.announce();
    Ok(invited)
}

/// Whoever is to be invited, if they can be. An invitation of before whose time is over is no
/// hindrance, and goes.
async fn invitee(
    tx: &Tx,
    owning: &Owning,
    new: &NewInvitation,
    now: DateTime<Utc>,
) -> Result<Account, InvitationError> {
    let (event_id, id) = (owning.event.id, new.account_id);
    if id == owning.account.id {
        return Err(InvitationError::Oneself);
    }
    let account = accounts::lock(tx, id).await?.map(|it| it.account);
    let account = account.filter(|it| it.is_open().is_ok() && it.accepts_invitations);
    let account = account.ok_or(InvitationError::UnknownAccount)?;
    let hosts = hosts::of_event(tx, event_id).await?;
    if hosts.iter().any(|it| it.account_id == id) {
        return Err(InvitationError::AlreadyHost);
    }
    match invitations::find_of(tx, event_id, id).await? {
        Some(it) if it.is_open(now) => return Err(InvitationError::Pending),
        Some(_) => _ = invitations::delete(tx, event_id, id).await?,
        None => {}
    }
    let declined = history::count_declined(tx, event_id, id, now - REST).await?;
    let decides = owning.rights().decides().is_ok();
    if !may_ask_again(declined, decides, new.again) {
        return Err(InvitationError::RecentlyDeclined);
    }
    Ok(account)
}

/// The open invitations to an event, and what follows for the caller.
#[tracing::instrument(name = "invitations.of_event", skip_all)]
pub(crate) async fn of_event(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
) -> Result<(Vec<Listed>, AccountId, Rights), InvitationError> {
    let now = ctx.clock.now();
    let owning = Owning::find(&ctx.store, by, event_id, now).await?;
    let listed = invitations::of_event(&ctx.store, event_id, now).await?;
    Ok((listed, owning.account.id, owning.rights()))
}

/// Withdraws an invitation.
#[tracing::instrument(name = "invitations.withdraw", skip_all)]
pub(crate) async fn withdraw(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    id: EventHostId,
) -> Result<(), InvitationError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let owning = Owning::take(tx, by, event_id, now).await?;
            let found = invitations::find(tx, id).await?.filter(|it| it.event_id == event_id);
            let found = found.ok_or(InvitationError::Unknown)?;
            let is_own = found.invited_by == Some(owning.account.id);
            owning.rights().may_handle_invite(is_own)?;
            end(tx, &found, End::Withdrawn, owning.account.id, now).await?;
            let account = accounts::find(tx, found.account_id).await?.map(|it| it.account);
            let Some(account) = account else { return Ok(()) };
            let (deed, role) = (Deed::WithdrawInvitation, detail("role", found.role.as_str()));
            owning.record(tx, &deed, named(&account), role, now).await?;
            let news = News::of(&owning.event, What::InvitationWithdrawn);
            Ok(tell(ctx, tx, [account.id], &news, now).await?)
        })
        .await
}

/// The caller's own invitations that wait for an answer.
#[tracing::instrument(name = "invitations.of_caller", skip_all)]
pub(crate) async fn of_caller(ctx: &Context, by: &SignedIn) -> Result<Vec<Received>, StoreError> {
    invitations::of_account(&ctx.store, by.account().id, ctx.clock.now()).await
}

/// Accepts an invitation: whoever does runs the event from then on.
#[tracing::instrument(name = "invitations.accept", skip_all)]
pub(crate) async fn accept(
    ctx: &Context,
    by: &SignedIn,
    id: EventHostId,
) -> Result<Accepted, InvitationError> {
    let now = ctx.clock.now();
    let event_id = own(ctx, by, id).await?.event_id;
    let accepted = ctx
        .store
        .write(async |tx| {
            let (account, invitation) = take(tx, by, event_id, id, now).await?;
            let event = events::find(tx, event_id).await?.ok_or(OwningError::UnknownEvent)?;
            if event.cancelled_at.is_some() {
                return Err(InvitationError::EventClosed);
            }
            let hosts = hosts::of_event(tx, event_id).await?;
            let is_hosted = hosts.iter().any(|it| it.hosting.is_primary);
            let outcome = invitation::outcome(invitation.role, is_hosted);
            let ground = Ground::Invitation(&invitation);
            let (event, hosts, account) = (&event, &hosts, &account);
            Joining { ctx, tx, event, hosts, account, ground, outcome, now }.join().await?;
            Ok::<_, InvitationError>(Accepted { event: event.clone(), outcome })
        })
        .await?;
    ctx.mail.announce();
    Ok(accepted)
}

/// Declines an invitation.
#[tracing::instrument(name = "invitations.decline", skip_all)]
pub(crate) async fn decline(
    ctx: &Context,
    by: &SignedIn,
    id: EventHostId,
    reason: Option<Reason>,
) -> Result<(), InvitationError> {
    let now = ctx.clock.now();
    let event_id = own(ctx, by, id).await?.event_id;
    ctx.store
        .write(async |tx| {
            let (account, invitation) = take(tx, by, event_id, id, now).await?;
            let event = events::find(tx, event_id).await?.ok_or(OwningError::UnknownEvent)?;
            end(tx, &invitation, End::Declined(reason.as_ref()), account.id, now).await?;
            let why: Details = reason.as_ref().map(|it| detail("reason", it)).unwrap_or_default();
            let deed = Deed::DeclineInvitation;
            let entry = entry(event_id, Actor::member(&account), &deed, named(&account), why, now);
            audit::record(tx, entry).await?;
            let who = account.display_name.to_string();
            let what = What::InviteDeclined { who, reason: reason.map(String::from) };
            Ok(tell(ctx, tx, invitation.invited_by, &News::of(&event, what), now).await?)
        })
        .await
}

/// The invitation, which is the caller's.
async fn own(ctx: &Context, by: &SignedIn, id: EventHostId) -> Result<Invitation, InvitationError> {
    let caller = by.account().id;
    match invitations::find(&ctx.store, id).await?.filter(|it| it.account_id == caller) {
        Some(found) => Ok(found),
        None if history::was_withdrawn(&ctx.store, id, caller).await? => {
            Err(InvitationError::Withdrawn)
        }
        None => Err(InvitationError::Unknown),
    }
}

/// The same once the event is ours: until then it may have been withdrawn, or answered elsewhere.
async fn take(
    tx: &Tx,
    by: &SignedIn,
    event_id: EventId,
    id: EventHostId,
    now: DateTime<Utc>,
) -> Result<(Account, Invitation), InvitationError> {
    if !events::lock(tx, event_id).await? {
        return Err(InvitationError::Unknown);
    }
    let account = by.hold(tx, now).await?.account;
    match invitations::find(tx, id).await?.filter(|it| it.account_id == account.id) {
        Some(found) if found.is_open(now) => Ok((account, found)),
        Some(_) => Err(InvitationError::Expired),
        None if history::was_withdrawn(tx, id, account.id).await? => {
            Err(InvitationError::Withdrawn)
        }
        None => Err(InvitationError::Unknown),
    }
}

/// How an invitation ends that nobody accepts.
#[derive(Clone, Copy)]
enum End<'a> {
    Declined(Option<&'a Reason>),
    Withdrawn,
}

/// Takes an invitation away, and remembers how it ended.
async fn end(
    tx: &Tx,
    it: &Invitation,
    how: End<'_>,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (event_id, account_id) = (it.event_id, it.account_id);
    let (is_declined, reason) = match how {
        End::Declined(reason) => (true, reason),
        End::Withdrawn => (false, None),
    };
    let ending = Ending::Invitation { event_id, account_id, is_declined, reason };
    history::remember(tx, ending, Some(by), now).await?;
    invitations::delete(tx, event_id, account_id).await?;
    Ok(())
}

/// A member, as the audit names them: they are nobody in the plan.
fn named(account: &Account) -> Target {
    let name = account.display_name.to_string();
    Target { id: TargetId::Account(account.id), name }
}
