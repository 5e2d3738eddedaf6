//! What all changes of who runs an event have in common.

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Deed, Details, Target, TargetId},
    hosting::{EventHost, HostRole, successor},
    id::{AccountId, EventId},
    ownership::Rights,
};
use gather_persistence::{
    StoreError, Tx, accounts,
    history::{self, Ending, Removed},
    hosts, invites,
};

use super::{Changed, HostingError, Then};
use crate::{
    account::SignedIn,
    context::Context,
    mail::Matter,
    usecase::{
        account_links::owner,
        links, outbox,
        owning::{Owning, event_as_target},
        turn::detail,
    },
};

/// A change of who runs an event: it is locked, and the caller was asked again.
pub(super) struct Change<'a> {
    pub(super) ctx: &'a Context,
    pub(super) tx: &'a Tx,
    pub(super) owning: Owning,
    pub(super) hosts: Vec<EventHost>,
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
        Ok(Self { ctx, tx, owning, hosts, now })
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
        let next = match (then, next) {
            (Then::LeaveUnclaimed, Some(next)) if next.hosting.role == HostRole::Host => {
                return Err(HostingError::PrimaryStays);
            }
            (Then::LeaveUnclaimed, _) => None,
            (Then::PromoteNext, next) => next,
        };
        self.remove(target, removed).await?;
        match next {
            Some(next) => {
                hosts::set_role(self.tx, event_id, next.account_id, HostRole::Host).await?;
                self.hand_over(target.account_id, next).await?;
            }
            None if target.hosting.is_primary => {
                let (from, now) = (target.account_id, self.now);
                hosts::replace_primary(self.tx, event_id, from, None, now).await?;
                let (deed, event) = (Deed::ClearPrimary, event_as_target(&self.owning.event));
                self.owning.record(self.tx, &deed, event, Details::new(), now).await?;
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
        history::remember(self.tx, ending, self.owning.account.id, self.now).await?;
        hosts::remove(self.tx, event_id, account_id).await?;
        invites::revoke_of_creator(self.tx, account_id, Some(event_id), self.now).await?;
        Ok(())
    }

    /// Puts the event from one's hands into another's.
    pub(super) async fn hand_over(
        &self,
        from: AccountId,
        to: &EventHost,
    ) -> Result<(), HostingError> {
        let (id, to_id) = (self.owning.event.id, Some(to.account_id));
        hosts::replace_primary(self.tx, id, from, to_id, self.now).await?;
        Ok(self.tell_primary(to).await?)
    }

    /// Remembers in whose hands the event is from now on, and tells them.
    pub(super) async fn tell_primary(&self, to: &EventHost) -> Result<(), StoreError> {
        let (deed, event) = (Deed::SetPrimary, &self.owning.event);
        let details = detail("to", &to.name);
        self.owning.record(self.tx, &deed, event_as_target(event), details, self.now).await?;
        let (event, event_id) = (event.name.to_string(), event.id.to_string());
        self.mail(to.account_id, Matter::NowPrimary { event, event_id }).await
    }

    /// Writes to somebody about a change, unless they made it.
    pub(super) async fn mail(&self, to: AccountId, matter: Matter) -> Result<(), StoreError> {
        if to == self.owning.account.id {
            return Ok(());
        }
        match accounts::find(self.tx, to).await? {
            Some(it) => {
                let to = owner(&it.account);
                outbox::write(self.ctx, self.tx, to, matter, None, self.now).await
            }
            None => Ok(()),
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
        let publication = self.owning.publication.clone();
        Ok(Changed { event, publication, hosts, you, rights })
    }
}
