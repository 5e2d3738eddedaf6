//! Who runs an event, and how that changes: people leave and are removed, are put there by an admin,
//! promoted and demoted, hand the event over and take it in hand.
//!
//! Whatever happens, an event that a host runs is in one host's hands first, and whoever runs it is
//! in its plan by the one person who stands for them, with a host's link.

mod change;
mod step_up;

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::Deed,
    event::Event,
    hosting::{EventHost, GrantMethod, HostRole, Hosting},
    id::{AccountId, EventId},
    ownership::Rights,
    permission::Reason as Refusal,
    publication::Publication,
    setting::Settings,
    text::Reason,
};
use gather_persistence::{
    StoreError, accounts,
    history::Removed,
    hosts::{self, Grant},
    invitations,
};

use self::change::{About, change};
pub(crate) use self::step_up::{reverse_step_up, step_up};
use super::{host_news::as_what, joining::welcome, owning::OwningError, turn::detail};
use crate::{
    account::SignedIn,
    context::Context,
    news::{Turn, What},
};

/// Why who runs an event did not change.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HostingError {
    /// The caller has nothing to do with this event.
    #[error(transparent)]
    Owning(#[from] OwningError),
    /// It is not theirs to do.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// That account does not run the event, or is not there.
    #[error("nobody of this account runs this gathering")]
    UnknownHost,
    /// There is no such account, or nobody is let in by it.
    #[error("there is no such account, or nobody is let in by it")]
    UnknownAccount,
    /// They cannot act.
    #[error("their account is suspended: an admin restores it first")]
    Suspended,
    /// They have this role already.
    #[error("they run this gathering so already")]
    AlreadyHost,
    /// The event has a primary host, and nobody said that they are to be replaced.
    #[error("this gathering has a primary host: say that they are to be replaced")]
    AlreadyHosted,
    /// Nobody needs to step up.
    #[error("this gathering has a primary host")]
    NoPrimaryNeeded,
    /// Nobody took the event in hand by themselves, or too long ago.
    #[error("nobody took this gathering in hand within the last three days")]
    NothingToReverse,
    /// An admin puts somebody there instead.
    #[error("on this server an admin decides who is the primary host: ask one")]
    AdminDecides,
    /// The primary host goes, or is demoted, in another way.
    #[error("the primary host hands the gathering over first")]
    PrimaryStays,
    /// To take the primary host's part needs a reason.
    #[error("is needed to remove the primary host")]
    ReasonRequired,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who runs an event after a change, as the caller sees it.
#[derive(Debug)]
pub(crate) struct Changed {
    /// The event.
    pub(crate) event: Event,
    /// How it shows itself.
    pub(crate) publication: Publication,
    /// Who runs it.
    pub(crate) hosts: Vec<EventHost>,
    /// The caller.
    pub(crate) you: AccountId,
    /// What they may do from now on.
    pub(crate) rights: Rights,
    /// As far as the server lets anybody.
    pub(crate) settings: Settings,
    /// When.
    pub(crate) now: DateTime<Utc>,
}

/// What became of an event that somebody left.
#[derive(Debug)]
pub(crate) struct Left {
    /// As what they ran it.
    pub(crate) role: HostRole,
    /// In whose hands it is, where it was in theirs.
    pub(crate) promoted: Option<AccountId>,
    /// Whether nobody runs it any more.
    pub(crate) is_unhosted: bool,
}

/// In whose hands an event is once its primary host is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// In those of whoever is there for longest.
    PromoteNext,
    /// In nobody's.
    LeaveUnclaimed,
}

/// Somebody to be put there by an admin.
#[derive(Debug)]
pub(crate) struct Assignment {
    /// Whose account.
    pub(crate) account_id: AccountId,
    /// As what.
    pub(crate) role: HostRole,
    /// Whether the event is in their hands first.
    pub(crate) makes_primary: bool,
    /// Whether that is meant although it is in somebody else's.
    pub(crate) replaces_primary: bool,
    /// Whether that somebody does not run it any more.
    pub(crate) removes_former: bool,
    /// Why.
    pub(crate) reason: Reason,
}

/// Leaves those who run an event.
#[tracing::instrument(name = "hosting.leave", skip_all)]
pub(crate) async fn leave(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
) -> Result<Left, HostingError> {
    change(ctx, by, event_id, async |change| {
        // An admin leaves as the one who runs it that they are.
        let own = change.find(change.owning.account.id).map_err(|_no_host| Refusal::Forbidden)?;
        let promoted = change.end(&own, None, Then::PromoteNext).await?;
        change.record(&Deed::LeaveHosts, &own, detail("role", own.hosting.role.as_str())).await?;
        change.settle().await?;
        change.tell(About { own: None, ..change.gone(&own, Turn::Left, promoted) }).await?;
        let is_unhosted = change.hosts.len() == 1;
        Ok(Left { role: own.hosting.role, promoted, is_unhosted })
    })
    .await
}

/// Takes somebody's part in running an event.
#[tracing::instrument(name = "hosting.remove", skip_all)]
pub(crate) async fn remove(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    account_id: AccountId,
    reason: Option<Reason>,
    then: Then,
) -> Result<Changed, HostingError> {
    change(ctx, by, event_id, async |change| {
        change.owning.rights().may_remove()?;
        let target = change.find(account_id)?;
        if target.hosting.is_primary && account_id == change.owning.account.id {
            return Err(HostingError::PrimaryStays);
        }
        if target.hosting.is_primary && reason.is_none() {
            return Err(HostingError::ReasonRequired);
        }
        let removed = Some(Removed { reason: reason.as_ref() });
        let promoted = change.end(&target, removed, then).await?;
        let mut details = detail("role", target.hosting.role.as_str());
        details.extend(reason.as_ref().map(|it| ("reason".to_owned(), it.to_string())));
        change.record(&Deed::RemoveHost, &target, details).await?;
        let own = Some(change.removed(&target, reason.as_ref()));
        change.tell(About { own, ..change.gone(&target, Turn::Removed, promoted) }).await?;
        change.settle().await
    })
    .await
}

/// Makes somebody a host or a co-host, as an admin: accepted at once.
#[tracing::instrument(name = "hosting.assign", skip_all)]
pub(crate) async fn assign(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    new: Assignment,
) -> Result<Changed, HostingError> {
    change(ctx, by, event_id, async |change| {
        if !change.owning.rights().is_admin {
            return Err(Refusal::Forbidden.into());
        }
        let account = accounts::lock(change.tx, new.account_id).await?.map(|it| it.account);
        let account = account.filter(|it| it.is_open().is_ok());
        let account = account.ok_or(HostingError::UnknownAccount)?;
        let former = change.hosts.iter().find(|it| it.hosting.is_primary);
        let takes_over = new.makes_primary || new.role == HostRole::Host && former.is_none();
        let role = if takes_over { HostRole::Host } else { new.role };
        let before = change.find(account.id).ok();
        let had = before.as_ref().map(|it| it.hosting);
        if had == Some(Hosting { role, is_primary: takes_over }) {
            return Err(HostingError::AlreadyHost);
        }
        match (had, former) {
            (Some(Hosting { is_primary: true, .. }), _) => {
                return Err(HostingError::PrimaryStays);
            }
            (_, Some(_)) if takes_over && !new.replaces_primary => {
                return Err(HostingError::AlreadyHosted);
            }
            (Some(_), _) => hosts::set_role(change.tx, event_id, account.id, role).await?,
            (None, _) => {
                let grant = Grant { role, method: GrantMethod::Admin, ground: None };
                invitations::delete(change.tx, event_id, account.id).await?;
                hosts::insert(change.tx, event_id, account.id, &grant, change.now).await?;
            }
        }
        let target = EventHost {
            account_id: account.id,
            name: account.display_name.clone(),
            hosting: Hosting { role, is_primary: takes_over },
            accepted_at: change.now,
            method: GrantMethod::Admin,
            is_suspended: false,
            stepped_up_at: None,
        };
        let mut details = detail("role", role.as_str());
        details.insert("reason".to_owned(), new.reason.to_string());
        change.record(&Deed::AssignHost, &target, details).await?;
        let removed = former.filter(|_| takes_over && new.removes_former);
        match former.filter(|_| takes_over) {
            Some(former) => {
                if let Some(former) = removed {
                    let reason = Some(Removed { reason: Some(&new.reason) });
                    change.remove(former, reason).await?;
                    let why = detail("role", former.hosting.role.as_str());
                    change.record(&Deed::RemoveHost, former, why).await?;
                }
                change.hand_over(former.account_id, &target).await?;
            }
            None if takes_over => {
                hosts::set_primary(change.tx, event_id, account.id, change.now).await?;
                change.record_primary(&target).await?;
            }
            None => {}
        }
        let (who, how) = (target.name.to_string(), as_what(role));
        let as_now = What::HostsChanged { who: who.clone(), how, primary: None };
        let others = match had {
            _ if takes_over => What::HostsChanged { who, how: Turn::Primary, primary: None },
            Some(_) => as_now.clone(),
            None => What::HostJoined { who, role: role.as_str().to_owned() },
        };
        let former = removed.map(|it| (it.account_id, change.removed(it, Some(&new.reason))));
        let (whom, own) = (account.id, (!takes_over).then_some(as_now));
        let primary = takes_over.then_some(account.id);
        change.tell(About { whom, own, others, primary, former, admins: None }).await?;
        if had.is_none() {
            let event = &change.owning.event;
            welcome(ctx, change.tx, event, &account, role, change.now).await?;
        }
        change.settle().await
    })
    .await
}

/// Makes a co-host a host, or a host a co-host. Where the event is in nobody's hands, a co-host who
/// is promoted has it in theirs.
#[tracing::instrument(name = "hosting.change_role", skip_all)]
pub(crate) async fn change_role(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    account_id: AccountId,
    role: HostRole,
) -> Result<Changed, HostingError> {
    change(ctx, by, event_id, async |change| {
        change.owning.rights().may_change_roles()?;
        let target = change.find(account_id)?;
        if target.hosting.role == role {
            return Err(HostingError::AlreadyHost);
        }
        if role == HostRole::Host && target.is_suspended {
            return Err(HostingError::Suspended);
        }
        if target.hosting.is_primary {
            return Err(HostingError::PrimaryStays);
        }
        match role {
            HostRole::Host => hosts::set_role(change.tx, event_id, account_id, role).await?,
            HostRole::Cohost => change.demote(&target).await?,
        }
        let deed = if role == HostRole::Host { Deed::Promoted } else { Deed::Demoted };
        change.record(&deed, &target, detail("role", role.as_str())).await?;
        let is_hosted = change.hosts.iter().any(|it| it.hosting.is_primary);
        let primary = (role == HostRole::Host && !is_hosted).then_some(account_id);
        if primary.is_some() {
            hosts::set_primary(change.tx, event_id, account_id, change.now).await?;
            change.record_primary(&target).await?;
        }
        let how = if primary.is_some() { Turn::Primary } else { as_what(role) };
        let what = What::HostsChanged { who: target.name.to_string(), how, primary: None };
        let own = primary.is_none().then(|| what.clone());
        let (whom, others) = (account_id, what);
        change.tell(About { whom, own, others, primary, former: None, admins: None }).await?;
        change.settle().await
    })
    .await
}

/// Hands an event over to another of those who run it. `keep` says what becomes of whoever had it;
/// `None`: they do not run it any more.
#[tracing::instrument(name = "hosting.transfer", skip_all)]
pub(crate) async fn transfer(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    to: AccountId,
    keep: Option<HostRole>,
) -> Result<Changed, HostingError> {
    change(ctx, by, event_id, async |change| {
        change.owning.rights().may_change_roles()?;
        let target = change.find(to)?;
        if target.hosting.is_primary {
            return Err(HostingError::AlreadyHost);
        }
        if target.is_suspended {
            return Err(HostingError::Suspended);
        }
        let former = change.hosts.iter().find(|it| it.hosting.is_primary);
        let former = former.ok_or(HostingError::UnknownHost)?;
        hosts::set_role(change.tx, event_id, to, HostRole::Host).await?;
        change.record(&Deed::TransferEvent, &target, detail("from", &former.name)).await?;
        match keep {
            Some(HostRole::Host) => {}
            Some(HostRole::Cohost) => {
                change.demote(former).await?;
                change.record(&Deed::Demoted, former, detail("role", "cohost")).await?;
            }
            None => {
                change.remove(former, None).await?;
                change.record(&Deed::LeaveHosts, former, detail("role", "host")).await?;
            }
        }
        change.hand_over(former.account_id, &target).await?;
        let who = target.name.to_string();
        let others = What::HostsChanged { who, how: Turn::Primary, primary: None };
        let removed = keep.is_none().then(|| (former.account_id, change.removed(former, None)));
        let (whom, primary, own) = (to, Some(to), None);
        change.tell(About { whom, own, others, primary, former: removed, admins: None }).await?;
        change.settle().await
    })
    .await
}
