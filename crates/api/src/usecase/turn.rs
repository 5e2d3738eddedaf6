//! A turn at an event: it is locked, and the caller was asked again.

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Deed, Details, Entry, Target, TargetId},
    id::{AuditEntryId, ItemId},
    item::Item,
    permission::{Action, Permit, Reason, permit},
    standing::{CameBy, Standing},
    text::{Name, Reason as Explanation},
};
use gather_persistence::{StoreError, Tx, audit, events, registry};

use crate::caller::{Caller, CallerError};

/// A turn at an event. Until the transaction ends, nobody else has one.
pub(crate) struct Turn<'tx> {
    /// The transaction.
    pub(crate) tx: &'tx Tx,
    /// What the caller is, now.
    pub(crate) standing: Standing,
    /// The moment of the change.
    pub(crate) now: DateTime<Utc>,
}

impl<'tx> Turn<'tx> {
    /// Locks the caller's event, then asks again who they are.
    pub(crate) async fn take(
        tx: &'tx Tx,
        caller: &Caller,
        now: DateTime<Utc>,
    ) -> Result<Self, CallerError> {
        if !events::lock(tx, caller.standing().event.id).await? {
            return Err(caller.bereft());
        }
        if matches!(caller.standing().came_by, CameBy::Admin(_)) {
            // Until the transaction ends, nobody takes an admin's authority.
            registry::lock_admins(tx).await?;
        }
        let standing = caller.stand(tx, now).await?;
        Ok(Self { tx, standing, now })
    }

    /// The outcome of a turn in which nothing had to change: it leaves no trace, not even a new
    /// revision of the event.
    pub(crate) fn unchanged<T>(&self, outcome: T) -> T {
        self.tx.take_back();
        outcome
    }

    /// Asks the matrix.
    pub(crate) fn permit(
        &self,
        action: Action,
        override_reason: Option<Explanation>,
    ) -> Result<Permit, Reason> {
        permit(action, self.standing.event.status, self.standing.authority(), override_reason)
    }

    /// Remembers what the caller did.
    pub(crate) async fn record(
        &self,
        deed: &Deed<'_>,
        target: Target,
        details: Details,
    ) -> Result<(), StoreError> {
        self.record_all([self.entry(deed, target, details)]).await
    }

    /// Remembers several things that the caller did at once, in this order.
    pub(crate) async fn record_all(
        &self,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<(), StoreError> {
        audit::record_all(self.tx, entries).await
    }

    /// What the caller did, as the audit will have it.
    pub(crate) fn entry(&self, deed: &Deed<'_>, target: Target, mut details: Details) -> Entry {
        if let Some(reason) = deed.reason() {
            details.insert("reason".to_owned(), reason.to_string());
        }
        Entry {
            id: AuditEntryId::new(),
            event_id: self.standing.event.id,
            at: self.now,
            actor: self.standing.actor(),
            action: deed.name(),
            target,
            details,
        }
    }

    /// The event, as the audit names it.
    pub(crate) fn event_as_target(&self) -> Target {
        let event = &self.standing.event;
        Target { id: TargetId::Event(event.id), name: event.name.to_string() }
    }
}

/// An item, as the audit names it.
pub(crate) fn item_as_target(item: &Item) -> Target {
    named_item(item.id, &item.facts.name)
}

/// The same of one of which no more is known.
pub(crate) fn named_item(id: ItemId, name: &Name) -> Target {
    Target { id: TargetId::Item(id), name: name.to_string() }
}

/// One detail of an audit entry.
pub(crate) fn detail(name: &str, value: impl ToString) -> Details {
    Details::from([(name.to_owned(), value.to_string())])
}
