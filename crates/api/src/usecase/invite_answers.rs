//! What whoever holds the link of an invite does with it.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountRole},
    audit::{Actor, Deed, Details},
    event::Event,
    hosting::{EventHost, HostRole, Hosting},
    id::AccountId,
    invitation::Ground,
    invitation::Invitation,
    invite::{Invite, InviteRefusal, InviteStatus, Occasion, Outcome, Viewer},
    secret::SecretHash,
    text::Reason,
    token::{Token, TokenKind},
};
use gather_persistence::{
    Source, StoreError, Tx, audit, events, hosts, invitations, invites,
    tombstones::{self, Fate},
};

use super::{
    creation::{self, Created, KeyReused, Request},
    guards::GuardError,
    host_news::answering,
    invite_guards::count_answer,
    invites::target,
    joining::Joining,
    notifications,
    owning::entry,
    turn::detail,
};
use crate::{
    account::{NotSignedIn, SignedIn},
    context::Context,
    news::{News, What},
};

/// Why an invite did nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InviteAnswerError {
    /// The caller is not let in any more.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// The link has no secret in it.
    #[error("this link is not whole: something of it was cut off")]
    NoToken,
    /// There is no such invite.
    #[error("there is no such invite: ask whoever sent it")]
    Unknown,
    /// There is a newer link for it.
    #[error("there is a newer link for this invite: ask whoever sent it")]
    Replaced,
    /// The event is deleted.
    #[error("there is no such gathering any more")]
    UnknownEvent,
    /// It cannot be accepted.
    #[error("{refusal}")]
    Refused {
        /// Why.
        refusal: InviteRefusal,
        /// The invite.
        invite: Box<Invite>,
    },
    /// It is open: there is no need for another one.
    #[error("this invite still works: there is no need for a new one")]
    StillOpen,
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

/// What an invite is to whoever looks at it.
#[derive(Debug)]
pub(crate) struct Preview {
    /// The invite.
    pub(crate) invite: Invite,
    /// How it fares.
    pub(crate) status: InviteStatus,
    /// The event; `None` for whoever holds an invite that cannot be accepted, unless they run it.
    pub(crate) event: Option<Event>,
    /// Who looks, if they are signed in, and what they are to the event.
    pub(crate) viewer: Option<(Account, Option<HostRole>)>,
    /// What becomes of them, or why nothing does.
    pub(crate) outcome: Result<Outcome, InviteRefusal>,
}

/// What became of whoever accepted an invite.
#[derive(Debug)]
pub(crate) struct Accepted {
    /// The event.
    pub(crate) event: Event,
    /// What they are to it.
    pub(crate) outcome: Outcome,
}

/// What an invite is. The first look is noted.
#[tracing::instrument(name = "invite_answers.preview", skip_all)]
pub(crate) async fn preview(
    ctx: &Context,
    by: Option<&SignedIn>,
    token: &str,
) -> Result<Preview, InviteAnswerError> {
    let now = ctx.clock.now();
    let (invite, event) = find(&ctx.store, token).await?;
    let hosts = hosts::of_event(&ctx.store, event.id).await?;
    let viewer = by.map(|by| by.account().clone());
    let outcome = match &viewer {
        Some(account) => {
            let invitation = invitations::find_of(&ctx.store, event.id, account.id).await?;
            let invite = at_least(invite.clone(), invitation, now);
            judge(ctx, &invite, account, (&event, &hosts), now)
        }
        None => invite.judge_unknown(occasion(&event, &hosts), now),
    };
    let status = invite.status(now);
    if status == InviteStatus::Pending && invite.opened_at.is_none() {
        note_opening(ctx, &invite, now).await?;
    }
    let viewer = viewer.map(|account| {
        let role = hosting_of(&hosts, account.id).map(|it| it.role);
        (account, role)
    });
    let runs_it = matches!(viewer, Some((_, Some(_))));
    Ok(Preview {
        event: (status == InviteStatus::Pending || runs_it).then_some(event),
        status,
        viewer,
        outcome,
        invite,
    })
}

/// Accepts an invite: whoever does runs the event from then on.
#[tracing::instrument(name = "invite_answers.accept", skip_all)]
pub(crate) async fn accept(
    ctx: &Context,
    by: &SignedIn,
    token: &str,
    request: Option<Request>,
    render: impl FnOnce(&Accepted) -> String,
) -> Result<Created<Accepted>, InviteAnswerError> {
    count_answer(ctx, by.account()).await?;
    let now = ctx.clock.now();
    let (known, _) = find(&ctx.store, token).await?;
    let accepted = ctx
        .store
        .write(async |tx| {
            hold(tx, &known).await?;
            let account = by.hold(tx, now).await?.account;
            let take = async || take(ctx, tx, &account, token, now).await;
            creation::once(tx, now, request.as_ref(), render, take).await
        })
        .await;
    if let Err(InviteAnswerError::Refused { refusal, invite }) = &accepted {
        record_refusal(ctx, by.account(), token, *refusal, invite, now).await?;
    }
    ctx.mail.announce();
    accepted
}

/// Remembers that somebody could not accept an invite: why, and the beginning of its secret's hash,
/// by which whoever has the link can be told from others. Neither the secret nor an address.
async fn record_refusal(
    ctx: &Context,
    by: &Account,
    token: &str,
    refusal: InviteRefusal,
    invite: &Invite,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut why = detail("code", refusal.as_str());
    if let Some(hash) = Token::parse(TokenKind::Invite, token).map(|it| it.hash()) {
        let begin = hash.as_bytes().iter().take(4).map(|byte| format!("{byte:02x}"));
        why.insert("hash".to_owned(), begin.collect());
    }
    let deed = Deed::RefuseInvite;
    let entry = entry(invite.event_id, Actor::member(by), &deed, target(invite), why, now);
    ctx.store.write(async |tx| audit::record(tx, entry.clone()).await).await
}

/// The event is ours: until then the invite may have been taken back, or got a newer link.
async fn take(
    ctx: &Context,
    tx: &Tx,
    account: &Account,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Accepted, InviteAnswerError> {
    let (invite, event) = find(tx, token).await?;
    let hosts = hosts::of_event(tx, event.id).await?;
    let invite = at_least(invite, invitations::find_of(tx, event.id, account.id).await?, now);
    let outcome = judge(ctx, &invite, account, (&event, &hosts), now)
        .map_err(|refusal| refused(refusal, &invite))?;
    // Where addresses can be confirmed, who has not done so was refused.
    let matched_unverified = invite.email.is_some() && account.email_verified_at.is_none();
    let invite = Invite { matched_unverified, ..invite };
    if !invites::accept(tx, &invite, account.id, now).await? {
        return Err(refused(InviteRefusal::AlreadyAccepted, &invite));
    }
    let (event_now, hosts, ground) = (&event, &hosts, Ground::Invite(&invite));
    Joining { ctx, tx, event: event_now, hosts, account, ground, outcome, now }.join().await?;
    Ok(Accepted { event, outcome })
}

/// Says no to an invite that is for the caller's address. One that is for anybody stays as it is:
/// whoever else has its link may want it.
#[tracing::instrument(name = "invite_answers.decline", skip_all)]
pub(crate) async fn decline(
    ctx: &Context,
    by: &SignedIn,
    token: &str,
    reason: Option<Reason>,
) -> Result<(), InviteAnswerError> {
    count_answer(ctx, by.account()).await?;
    let now = ctx.clock.now();
    let (known, _) = find(&ctx.store, token).await?;
    ctx.store
        .write(async |tx| {
            hold(tx, &known).await?;
            let (invite, event) = find(tx, token).await?;
            let account = by.hold(tx, now).await?.account;
            if let Some(refusal) = invite.closed(now) {
                return Err(refused(refusal, &invite));
            }
            if invite.email.is_none() {
                tx.take_back();
                return Ok(());
            }
            if !invite.is_for(&account.email) {
                return Err(refused(InviteRefusal::EmailMismatch, &invite));
            }
            if ctx.mail.works() && account.email_verified_at.is_none() {
                return Err(refused(InviteRefusal::EmailUnverified, &invite));
            }
            invites::decline(tx, invite.id, now).await?;
            let who = account.display_name.to_string();
            let said = reason.as_ref().map(ToString::to_string);
            let news = News::of(&event, What::InviteDeclined { who, reason: said });
            let hosts = hosts::of_event(tx, event.id).await?;
            let whom = answering(tx, invite.created_by, &hosts).await?;
            let whom = whom.into_iter().filter(|id| *id != account.id);
            notifications::tell(ctx, tx, whom, &news, now).await?;
            let why = reason.map(|it| detail("reason", it)).unwrap_or_default();
            let (deed, whom) = (Deed::InviteDeclined, Actor::member(&account));
            let entry = entry(invite.event_id, whom, &deed, target(&invite), why, now);
            Ok(audit::record(tx, entry).await?)
        })
        .await
}

/// Tells whoever made an invite that somebody holds its link, which has expired, and wants a new one.
#[tracing::instrument(name = "invite_answers.request_new", skip_all)]
pub(crate) async fn request_new(ctx: &Context, token: &str) -> Result<(), InviteAnswerError> {
    let now = ctx.clock.now();
    let (known, _) = find(&ctx.store, token).await?;
    ctx.store
        .write(async |tx| {
            hold(tx, &known).await?;
            let (invite, event) = find(tx, token).await?;
            match invite.closed(now) {
                Some(InviteRefusal::Expired) => {}
                Some(refusal) => return Err(refused(refusal, &invite)),
                None => return Err(InviteAnswerError::StillOpen),
            }
            if let Some(wait) = invite.wait_for_request(now) {
                return Err(GuardError::TooOften { wait }.into());
            }
            invites::mark_requested(tx, invite.id, now).await?;
            let what = What::InviteWanted { invite: target(&invite).name };
            let news = News::of(&event, what);
            let hosts = hosts::of_event(tx, event.id).await?;
            let whom = answering(tx, invite.created_by, &hosts).await?;
            notifications::tell(ctx, tx, whom, &news, now).await?;
            let deed = Deed::InviteExpiredRequest;
            let of = (invite.event_id, target(&invite));
            let entry = entry(of.0, Actor::gather(), &deed, of.1, Details::new(), now);
            Ok(audit::record(tx, entry).await?)
        })
        .await?;
    ctx.mail.announce();
    Ok(())
}

/// The event of an invite is ours until the transaction ends.
async fn hold(tx: &Tx, invite: &Invite) -> Result<(), InviteAnswerError> {
    let is_there = events::lock(tx, invite.event_id).await?;
    if is_there { Ok(()) } else { Err(InviteAnswerError::UnknownEvent) }
}

/// The invite behind a secret, and its event. Unknown and malformed ones cost the same, and get the
/// same answer.
async fn find(source: &impl Source, token: &str) -> Result<(Invite, Event), InviteAnswerError> {
    if token.is_empty() {
        return Err(InviteAnswerError::NoToken);
    }
    let nobodys = SecretHash::from_bytes([0; 32]);
    let hash = Token::parse(TokenKind::Invite, token).map_or(nobodys, |it| it.hash());
    if let Some(invite) = invites::find_by_hash(source, &hash).await? {
        // Whoever holds one of a deleted event is told that alone, however it fares (D12).
        let event = events::find(source, invite.event_id).await?;
        return Ok((invite, event.ok_or(InviteAnswerError::UnknownEvent)?));
    }
    match tombstones::find(source, &hash).await? {
        None => Err(InviteAnswerError::Unknown),
        Some(Fate::EventDeleted) => Err(InviteAnswerError::UnknownEvent),
        Some(Fate::Rotated) => Err(InviteAnswerError::Replaced),
    }
}

fn judge(
    ctx: &Context,
    invite: &Invite,
    account: &Account,
    (event, hosts): (&Event, &[EventHost]),
    now: DateTime<Utc>,
) -> Result<Outcome, InviteRefusal> {
    let viewer = Viewer {
        account_id: account.id,
        email: &account.email,
        is_verified: account.email_verified_at.is_some(),
        is_admin: account.role == AccountRole::Admin,
        hosting: hosting_of(hosts, account.id),
    };
    invite.judge(&viewer, occasion(event, hosts), ctx.mail.works(), now)
}

/// The invite, for whoever was invited by a member, too: the higher role counts.
fn at_least(invite: Invite, invitation: Option<Invitation>, now: DateTime<Utc>) -> Invite {
    let open = invitation.filter(|it| it.is_open(now));
    match open {
        Some(it) if it.role.is_at_least(invite.role) => Invite { role: it.role, ..invite },
        _ => invite,
    }
}

/// How the event fares that an invite is to.
fn occasion(event: &Event, hosts: &[EventHost]) -> Occasion {
    Occasion {
        is_hosted: hosts.iter().any(|it| it.hosting.is_primary),
        is_cancelled: event.cancelled_at.is_some(),
    }
}

fn hosting_of(hosts: &[EventHost], id: AccountId) -> Option<Hosting> {
    hosts.iter().find(|it| it.account_id == id).map(|it| it.hosting)
}

fn refused(refusal: InviteRefusal, invite: &Invite) -> InviteAnswerError {
    InviteAnswerError::Refused { refusal, invite: Box::new(invite.clone()) }
}

async fn note_opening(
    ctx: &Context,
    invite: &Invite,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    ctx.store
        .write(async |tx| {
            if !invites::mark_opened(tx, invite.id, now).await? {
                tx.take_back();
                return Ok(());
            }
            let opened = Deed::InviteOpened;
            let target = target(invite);
            let entry =
                entry(invite.event_id, Actor::gather(), &opened, target, Details::new(), now);
            audit::record(tx, entry).await
        })
        .await
}
