//! What all changes of who runs an event have in common.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Deed, Details, Target, TargetId},
    hosting::{EventHost, HostRole, successor},
    id::{AccountId, EventId},
    ownership::Rights,
    setting::Settings,
    text::Reason,
};
use gather_persistence::{
    StoreError, Tx,
    history::{self, Ending, Removed},
    hosts,
    offers::Offers,
    settings,
};

use super::{Changed, HostingError, Then};
use crate::{
    account::SignedIn,
    context::Context,
    news::{News, Turn, What},
    usecase::{
        host_news::{for_admins, invites_changed},
        links, notifications,
        offers::Withdrawal,
        owning::{Owning, event_as_target},
        turn::detail,
    },
};

/// What is told of a change.
#[derive(Clone)]
pub(super) struct About {
    /// Whom it is about.
    pub(super) whom: AccountId,
    /// What they are told, beside that the event is in their hands.
    pub(super) own: Option<What>,
    /// What the others who run the event are told.
    pub(super) others: What,
    /// In whose hands the event is with it, where it was in another's or nobody's.
    pub(super) primary: Option<AccountId>,
    /// Who was removed with it, and what they are told.
    pub(super) former: Option<(AccountId, What)>,
    /// What admins are told.
    pub(super) admins: Option<What>,
}

/// Runs a change in one transaction, and lets the mails leave that it wrote.
pub(super) async fn change<T>(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    work: impl AsyncFnOnce(&Change<'_>) -> Result<T, HostingError>,
) -> Result<T, HostingError> {
    let outcome = ctx
        .store
        .write(async |tx| work(&Change::begin(ctx, tx, by, event_id).await?).await)
        .await?;
    ctx.mail.announce();
    Ok(outcome)
}

/// A change of who runs an event: it is locked, and the caller was asked again.
pub(super) struct Change<'a> {
    pub(super) ctx: &'a Context,
    pub(super) tx: &'a Tx,
    pub(super) owning: Owning,
    pub(super) hosts: Vec<EventHost>,
    pub(super) settings: Settings,
    pub(super) now: DateTime<Utc>,
}

impl<'a> Change<'a> {
    pub(super) async fn begin(
        ctx: &'a Context,
        tx: &'a Tx,
        by: &SignedIn,
        event_id: EventId,
    ) -> Result<Self, HostingError> {
        let now = ctx.clock.now();
        let owning = Owning::take(tx, by, event_id, now).await?;
        let hosts = hosts::of_event(tx, event_id).await?;
        let settings = settings::read(tx).await?;
        Ok(Self { ctx, tx, owning, hosts, settings, now })
    }

    pub(super) fn find(&self, id: AccountId) -> Result<EventHost, HostingError> {
        let found = self.hosts.iter().find(|it| it.account_id == id);
        found.cloned().ok_or(HostingError::UnknownHost)
    }

    /// Ends somebody's part, and puts the event into the next one's hands where it was in theirs:
    /// into whose.
    pub(super) async fn end(
        &self,
        target: &EventHost,
        removed: Option<Removed<'_>>,
        then: Then,
    ) -> Result<Option<AccountId>, HostingError> {
        let event_id = self.owning.event.id;
        let next = successor(&self.hosts, target.account_id).filter(|_| target.hosting.is_primary);
        let mut others = self.hosts.iter().filter(|it| it.account_id != target.account_id);
        let another =
            target.hosting.is_primary && others.any(|it| it.hosting.role == HostRole::Host);
        let next = match then {
            // Where there is no primary host, there is no other host either (INV-2).
            Then::LeaveUnclaimed if another => {
                return Err(HostingError::PrimaryStays);
            }
            Then::LeaveUnclaimed => None,
            Then::PromoteNext => next,
        };
        self.remove(target, removed).await?;
        match next {
            Some(next) => {
                if next.hosting.role == HostRole::Cohost {
                    hosts::set_role(self.tx, event_id, next.account_id, HostRole::Host).await?;
                    let role = detail("role", HostRole::Host.as_str());
                    self.record(&Deed::Promoted, next, role).await?;
                }
                self.hand_over(target.account_id, next).await?;
            }
            None if target.hosting.is_primary => {
                self.clear_primary(target.account_id).await?;
            }
            None => {}
        }
        Ok(next.map(|it| it.account_id))
    }

    /// Ends somebody's part: their open invites go with it.
    pub(super) async fn remove(
        &self,
        target: &EventHost,
        removed: Option<Removed<'_>>,
    ) -> Result<(), HostingError> {
        let (event_id, account_id) = (self.owning.event.id, target.account_id);
        let ending = Ending::Part { event_id, account_id, removed };
        history::remember(self.tx, ending, Some(self.owning.account.id), self.now).await?;
        hosts::remove(self.tx, event_id, account_id).await?;
        let (by, actor) = (self.owning.account.id, self.owning.actor());
        let offers = Offers::ByHost(account_id, event_id);
        Ok(Withdrawal { offers, by, actor }.settle(self.ctx, self.tx, self.now).await?)
    }

    /// Makes a host a co-host: what they offered that only hosts may ends.
    pub(super) async fn demote(&self, target: &EventHost) -> Result<(), HostingError> {
        let (event_id, account_id) = (self.owning.event.id, target.account_id);
        hosts::set_role(self.tx, event_id, account_id, HostRole::Cohost).await?;
        let (by, actor) = (self.owning.account.id, self.owning.actor());
        let offers = Offers::OfHosts(account_id, event_id);
        Ok(Withdrawal { offers, by, actor }.settle(self.ctx, self.tx, self.now).await?)
    }

    /// Takes the event out of somebody's hands, so that it is in nobody's, and remembers it.
    pub(super) async fn clear_primary(&self, from: AccountId) -> Result<(), HostingError> {
        hosts::replace_primary(self.tx, self.owning.event.id, from, None, self.now).await?;
        let (deed, event) = (Deed::ClearPrimary, event_as_target(&self.owning.event));
        Ok(self.owning.record(self.tx, &deed, event, Details::new(), self.now).await?)
    }

    /// Puts the event from one's hands into another's, and remembers it.
    pub(super) async fn hand_over(
        &self,
        from: AccountId,
        to: &EventHost,
    ) -> Result<(), HostingError> {
        let (id, to_id) = (self.owning.event.id, Some(to.account_id));
        hosts::replace_primary(self.tx, id, from, to_id, self.now).await?;
        Ok(self.record_primary(to).await?)
    }

    /// Remembers in whose hands the event is from now on.
    pub(super) async fn record_primary(&self, to: &EventHost) -> Result<(), StoreError> {
        let details = detail("to", &to.name);
        let event = event_as_target(&self.owning.event);
        self.owning.record(self.tx, &Deed::SetPrimary, event, details, self.now).await
    }

    /// Tells everybody whom the change concerns, each once: `own` is for whoever it is about, `what`
    /// for the others who run the event, or did.
    pub(super) async fn tell(&self, about: About) -> Result<(), StoreError> {
        let event = &self.owning.event;
        let by = self.owning.account.id;
        let mut told: BTreeMap<AccountId, News> = BTreeMap::new();
        for host in self.hosts.iter().filter(|it| it.account_id != about.whom) {
            told.insert(host.account_id, News::of(event, about.others.clone()));
        }
        if let Some(primary) = about.primary {
            told.insert(primary, News::of(event, What::NowPrimary));
        }
        told.extend(about.own.map(|it| (about.whom, News::of(event, it))));
        told.extend(about.former.map(|(id, it)| (id, News::of(event, it))));
        let mut told: Vec<_> = told.into_iter().filter(|(id, _)| *id != by).collect();
        let was_hosted = self.hosts.iter().any(|it| it.hosting.is_primary);
        if about.primary.is_some() && !was_hosted {
            told.extend(invites_changed(self.tx, event, by, self.now).await?);
        }
        if let Some(what) = about.admins {
            let known: BTreeSet<_> = told.iter().map(|(id, _)| *id).collect();
            let admins = for_admins(self.tx, event, what, by).await?;
            told.extend(admins.into_iter().filter(|(id, _)| !known.contains(id)));
        }
        notifications::tell_all(self.ctx, self.tx, told, self.now).await
    }

    /// What is told of somebody who does not run the event any more.
    pub(super) fn gone(&self, whom: &EventHost, how: Turn, promoted: Option<AccountId>) -> About {
        let others = || self.hosts.iter().filter(|it| it.account_id != whom.account_id);
        let heir = promoted.and_then(|id| others().find(|it| it.account_id == id));
        let is_run = others().next().is_some();
        let ends = whom.hosting.is_primary && heir.is_none() || !is_run;
        About {
            whom: whom.account_id,
            own: None,
            others: What::HostsChanged {
                who: whom.name.to_string(),
                how,
                primary: heir.map(|it| it.name.to_string()),
            },
            primary: promoted,
            former: None,
            admins: ends.then_some(What::Unhosted { is_run }),
        }
    }

    /// What somebody is told whose part the caller took.
    pub(super) fn removed(&self, whom: &EventHost, reason: Option<&Reason>) -> What {
        What::Removed {
            by: self.owning.account.display_name.to_string(),
            role: whom.hosting.role.as_str().to_owned(),
            reason: reason.map(ToString::to_string),
        }
    }

    pub(super) async fn record(
        &self,
        deed: &Deed<'_>,
        target: &EventHost,
        details: Details,
    ) -> Result<(), StoreError> {
        let person = hosts::represent(self.tx, target.account_id, &target.name, self.now).await?;
        let whom = Target { id: TargetId::Person(person.id), name: person.name.to_string() };
        self.owning.record(self.tx, deed, whom, details, self.now).await
    }

    /// Makes the links of the plan fit whoever runs the event now.
    pub(super) async fn settle(&self) -> Result<Changed, HostingError> {
        let event = self.owning.event.clone();
        links::ensure(self.ctx, self.tx, event.id, event.status, self.now).await?;
        let hosts = hosts::of_event(self.tx, event.id).await?;
        let you = self.owning.account.id;
        let hosting = hosts.iter().find(|it| it.account_id == you).map(|it| it.hosting);
        let rights = Rights { hosting, ..self.owning.rights() };
        let (publication, settings) = (self.owning.publication.clone(), self.settings);
        Ok(Changed { event, publication, hosts, you, rights, settings, now: self.now })
    }
}
