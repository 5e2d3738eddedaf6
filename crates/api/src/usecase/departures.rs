//! The end of an account, or of what somebody runs who was kept out for long. Their events go to
//! whoever else runs them, the person stays in their plans.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use gather_domain::{
    account::Account,
    audit::{Actor, Deed, Details, Entry, Target, TargetId},
    event::Event,
    hosting::{Candidate, HostRole, successors},
    id::{AccountId, AuditEntryId, EventId, LinkId},
    password::Password,
    permission::Authority,
    registry::AccountDeed,
    text::Reason,
};
use gather_persistence::{
    StoreError, Tx, account_links as stored_links, accounts, audit,
    departures::{self, Hosted},
    history::{self, Ending},
    links,
    offers::Offers,
    outbox as mails, registry,
};

use super::{
    account_links,
    account_turn::{Held, in_turn},
    admin::{self, AdminError},
    guards::{self, GuardError, Guarded},
    notifications,
    offers::Withdrawal,
    turn::detail,
};
use crate::{
    account::SignedIn,
    context::Context,
    keys,
    news::{News, Turn, What},
    password::HashError,
};

/// Why an account stays.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeleteAccountError {
    /// It is not the caller's to delete, or the last admin's, or is not there.
    #[error(transparent)]
    Refused(#[from] AdminError),
    /// It is their own, and they were not asked for their password.
    #[error("this is your own account: delete it where your account is, with your password")]
    Own,
    /// They could not say their password.
    #[error("is not your password")]
    WrongPassword,
    /// Its events changed again and again meanwhile.
    #[error("much is going on in the gatherings of this account just now")]
    Busy,
    /// It was tried too often.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// A password could not be compared.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How long an account may be suspended until its events go to others.
const LONGEST_SUSPENSION: TimeDelta = TimeDelta::days(30);

/// By whom an account is deleted, and why.
enum Deleter {
    Owner,
    Admin(Reason),
}

/// Why what somebody runs goes to others.
enum Departure<'a> {
    /// They delete their account.
    Deletes,
    /// This admin deletes it, for this reason.
    Deleted(&'a Account, &'a Reason),
    /// Gather ends it: their account was suspended for too long.
    Suspended,
}

/// Deletes the caller's account.
#[tracing::instrument(name = "departures.delete_own", skip_all)]
pub(crate) async fn delete_own(
    ctx: &Context,
    by: &SignedIn,
    password: Password,
) -> Result<(), DeleteAccountError> {
    guards::count_email(ctx, Guarded::Password, &by.account().email).await?;
    let stored = accounts::find(&ctx.store, by.account().id).await?.and_then(|it| it.password);
    if !ctx.passwords.verify(password, stored).await? {
        return Err(DeleteAccountError::WrongPassword);
    }
    delete(ctx, by, by.account().id, &Deleter::Owner).await
}

/// Deletes somebody's account, as an admin.
#[tracing::instrument(name = "departures.delete_by_admin", skip_all)]
pub(crate) async fn delete_by_admin(
    ctx: &Context,
    by: &SignedIn,
    id: AccountId,
    reason: Reason,
) -> Result<(), DeleteAccountError> {
    if id == by.account().id {
        return Err(DeleteAccountError::Own);
    }
    delete(ctx, by, id, &Deleter::Admin(reason)).await
}

async fn delete(
    ctx: &Context,
    by: &SignedIn,
    id: AccountId,
    deleter: &Deleter,
) -> Result<(), DeleteAccountError> {
    let now = ctx.clock.now();
    let ended = in_turn(ctx, id, async |tx, Held { admins, account }| {
        let actor = match deleter {
            Deleter::Owner => by.hold(tx, now).await.map_err(AdminError::from)?.account,
            Deleter::Admin(_) => admin::hold_admin(tx, by, now).await?,
        };
        let account = account.ok_or(AdminError::UnknownAccount)?;
        admin::may_go(&account, &admins)?;
        end(ctx, tx, &actor, &account, deleter, now).await?;
        Ok::<_, DeleteAccountError>(())
    });
    ended.await?.ok_or(DeleteAccountError::Busy)
}

async fn end(
    ctx: &Context,
    tx: &Tx,
    actor: &Account,
    account: &Account,
    deleter: &Deleter,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (departure, why) = match deleter {
        Deleter::Owner => (Departure::Deletes, Details::new()),
        Deleter::Admin(reason) => (Departure::Deleted(actor, reason), detail("reason", reason)),
    };
    depart(ctx, tx, account, &departure, now).await?;
    account_links::revoke(tx, account.id, None, now).await?;
    stored_links::withdraw(tx, account.id).await?;
    let as_who = match deleter {
        Deleter::Owner => Actor::member(account),
        Deleter::Admin(_) => Actor::admin(actor),
    };
    let offers = Offers::By(account.id);
    Withdrawal { offers, by: actor.id, actor: &as_who }.settle(ctx, tx, now).await?;
    mails::cancel_to(tx, &account.email, now).await?;
    admin::record(tx, actor, AccountDeed::Deleted, account, why, now).await?;
    registry::delete(tx, account.id).await
}

/// Ends what somebody runs whose account was suspended for too long. `false`: there is nobody.
#[tracing::instrument(name = "departures.end_next", skip_all)]
pub(crate) async fn end_next(ctx: &Context) -> Result<bool, StoreError> {
    let now = ctx.clock.now();
    let since = now - LONGEST_SUSPENSION;
    let Some(id) = departures::find_suspended(&ctx.store, since).await? else {
        return Ok(false);
    };
    let ended = in_turn(ctx, id, async |tx, Held { account, .. }| {
        let is_due = |it: &Account| it.suspended_at.is_some_and(|at| at <= since);
        let Some(account) = account.filter(is_due) else { return Ok(()) };
        depart(ctx, tx, &account, &Departure::Suspended, now).await
    });
    if ended.await?.is_none() {
        tracing::warn!(account = %id, "much is going on in the gatherings of somebody who is suspended");
        return Ok(false);
    }
    Ok(true)
}

/// Ends what somebody runs, and puts it into others' hands.
async fn depart(
    ctx: &Context,
    tx: &Tx,
    account: &Account,
    departure: &Departure<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let hosted = departures::of_account(tx, account.id).await?;
    let others = departures::others(tx, account.id).await?;
    let theirs: BTreeSet<_> =
        hosted.iter().filter(|it| it.is_primary).map(|it| it.event.id).collect();
    let candidates = others.iter().filter(|it| theirs.contains(&it.event_id)).cloned();
    let heirs = successors(candidates.collect());
    let people: Vec<_> = hosted.iter().map(|it| it.person.0).collect();
    let (ending, by) = match departure {
        Departure::Deletes => (Ending::Account(account.id), Some(account.id)),
        Departure::Deleted(admin, _) => (Ending::Account(account.id), Some(admin.id)),
        Departure::Suspended => (Ending::Suspended(account.id), None),
    };
    history::remember(tx, ending, by, now).await?;
    departures::hand_over(tx, account.id, &heirs, now).await?;
    departures::leave_all(tx, account.id, &people).await?;
    links::insert_all(tx, remaining_links(ctx, &hosted), now).await?;
    audit::record_all(tx, entries(&hosted, &heirs, departure, now)).await?;
    let admins = registry::admins(tx).await?;
    let mut told = news(&hosted, &others, &heirs, (account, departure), &admins);
    told.retain(|(id, _)| Some(*id) != by && *id != account.id);
    if matches!(departure, Departure::Suspended) {
        let lapsed = |it: &Hosted| (account.id, News::of(&it.event, What::Lapsed));
        told.extend(hosted.iter().map(lapsed));
    }
    notifications::tell_all(ctx, tx, told, now).await
}

/// Who is told what: of each event, whoever has it in their hands now, the others who run it, and
/// admins where it is in nobody's.
fn news(
    hosted: &[Hosted],
    others: &[Candidate],
    heirs: &BTreeMap<EventId, Candidate>,
    (gone, departure): (&Account, &Departure<'_>),
    admins: &[AccountId],
) -> Vec<(AccountId, News)> {
    let how = match departure {
        Departure::Deletes | Departure::Deleted(..) => Turn::Left,
        Departure::Suspended => Turn::Removed,
    };
    let mut told = Vec::new();
    for Hosted { event, is_primary, .. } in hosted.iter().filter(|it| !it.is_deleted) {
        let heir = heirs.get(&event.id);
        let staying: Vec<_> = others.iter().filter(|it| it.event_id == event.id).collect();
        let left = News::of(
            event,
            What::HostsChanged {
                who: gone.display_name.to_string(),
                how,
                primary: heir.map(|it| it.name.clone()),
            },
        );
        for it in &staying {
            let is_heir = heir.is_some_and(|heir| heir.account_id == it.account_id);
            let own = || News::of(event, What::NowPrimary);
            told.push((it.account_id, if is_heir { own() } else { left.clone() }));
        }
        let is_run = !staying.is_empty();
        if *is_primary && heir.is_none() || !is_run {
            let news = News::of(event, What::Unhosted { is_run });
            let staying = |id: &AccountId| staying.iter().any(|it| it.account_id == *id);
            told.extend(admins.iter().filter(|id| !staying(id)).map(|id| (*id, news.clone())));
        }
    }
    told
}

/// The links of what somebody still is in the plans of events that they ran.
fn remaining_links(ctx: &Context, hosted: &[Hosted]) -> Vec<(EventId, links::NewLink)> {
    let link = |it: &Hosted| {
        let role = it.remaining_role()?;
        let (id, nonce) = (LinkId::new(), keys::nonce());
        let hash = ctx.secret(id, role, nonce).hash();
        Some((it.event.id, links::NewLink { id, person_id: it.person.0, role, nonce, hash }))
    };
    hosted.iter().filter_map(link).collect()
}

/// What each event remembers: that somebody left its hosts, and who took it over.
fn entries(
    hosted: &[Hosted],
    heirs: &BTreeMap<EventId, Candidate>,
    departure: &Departure<'_>,
    now: DateTime<Utc>,
) -> Vec<Entry> {
    let entry = |it: &Hosted, deed: &Deed<'_>, target: Target, details: Details| Entry {
        id: AuditEntryId::new(),
        event_id: it.event.id,
        at: now,
        actor: match departure {
            Departure::Deletes => Actor::person(Authority::Host, it.person.0, &it.person.1),
            Departure::Deleted(admin, _) => Actor::admin(admin),
            Departure::Suspended => Actor::gather(),
        },
        action: deed.name(),
        target,
        details,
    };
    let mut entries = Vec::new();
    for it in hosted {
        let left = Target { id: TargetId::Person(it.person.0), name: it.person.1.to_string() };
        let (deed, why) = match departure {
            Departure::Deletes => (Deed::LeaveHosts, detail("end_reason", "account_deleted")),
            Departure::Deleted(_, reason) => {
                let mut why = detail("end_reason", "account_deleted");
                why.insert("reason".to_owned(), reason.to_string());
                (Deed::LeaveHosts, why)
            }
            Departure::Suspended => (Deed::RemoveHost, detail("reason", "suspended")),
        };
        entries.push(entry(it, &deed, left, why));
        if !it.is_primary {
            continue;
        }
        let heir = heirs.get(&it.event.id);
        if let Some(heir) = heir.filter(|heir| heir.role == HostRole::Cohost) {
            let id = TargetId::Account(heir.account_id);
            let whom = Target { id, name: heir.name.clone() };
            entries.push(entry(it, &Deed::Promoted, whom, detail("role", HostRole::Host.as_str())));
        }
        let details = heir.map(|heir| detail("to", &heir.name));
        let deed = if details.is_some() { Deed::SetPrimary } else { Deed::ClearPrimary };
        entries.push(entry(it, &deed, event_target(&it.event), details.unwrap_or_default()));
    }
    entries
}

fn event_target(event: &Event) -> Target {
    Target { id: TargetId::Event(event.id), name: event.name.to_string() }
}
