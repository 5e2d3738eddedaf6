//! Who calls about who runs an event: by their session, for a coordination link carries no such
//! authority.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountRole},
    audit::{Actor, Deed, Details, Entry, Target, TargetId},
    event::Event,
    hosting::Hosting,
    id::{AuditEntryId, EventId},
    invite::Origin,
    ownership::Rights,
    publication::Publication,
};
use gather_persistence::{Source, StoreError, Tx, audit, events, hostings, publications, registry};

use crate::account::{NotSignedIn, SignedIn, admit};

/// Nobody may call so.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OwningError {
    /// The caller is not let in any more.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// There is no such event, or it is not theirs to know of.
    #[error("there is no such gathering, or it is not yours")]
    UnknownEvent,
    /// Everybody may know of it, and somebody else runs it.
    #[error("somebody else runs this gathering")]
    NotTheirs,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody who runs an event, or an admin.
#[derive(Debug)]
pub(crate) struct Owning {
    /// The event.
    pub(crate) event: Event,
    /// How it shows itself.
    pub(crate) publication: Publication,
    /// Their account.
    pub(crate) account: Account,
    /// What they are to the event.
    pub(crate) hosting: Option<Hosting>,
    actor: Actor,
}

impl Owning {
    /// Who they are at this event.
    pub(crate) async fn find(
        source: &impl Source,
        by: &SignedIn,
        event_id: EventId,
        now: DateTime<Utc>,
    ) -> Result<Self, OwningError> {
        let found = hostings::find(source, by.hash(), event_id).await?;
        let found = found.ok_or(NotSignedIn::SignedOut)?;
        admit(&found.session, &found.account, now)?;
        let account = found.account;
        let publication = publications::find(source, event_id).await?;
        let publication = publication.ok_or(OwningError::UnknownEvent)?;
        if found.host.is_none() && account.role != AccountRole::Admin {
            let is_known = publication.is_open_to_all();
            return Err(if is_known { OwningError::NotTheirs } else { OwningError::UnknownEvent });
        }
        if let Some(host) = found.host {
            let actor = host.standing.actor();
            let event = host.standing.event;
            return Ok(Self { event, publication, account, hosting: Some(host.hosting), actor });
        }
        let event = events::find(source, event_id).await?.ok_or(OwningError::UnknownEvent)?;
        let actor = Actor::admin(&account);
        Ok(Self { event, publication, account, hosting: None, actor })
    }

    /// The same in a turn of their own: until the transaction ends, nobody else changes the event, or
    /// takes an admin's authority. Who takes a host's locks the event.
    pub(crate) async fn take(
        tx: &Tx,
        by: &SignedIn,
        event_id: EventId,
        now: DateTime<Utc>,
    ) -> Result<Self, OwningError> {
        let is_there = events::lock(tx, event_id).await?;
        if by.account().role == AccountRole::Admin {
            registry::lock_admins(tx).await?;
        }
        let found = Self::find(tx, by, event_id, now).await?;
        // Whoever brought it back in between has its lock, and we have not.
        if is_there { Ok(found) } else { Err(OwningError::UnknownEvent) }
    }

    /// From what follows what they may do.
    pub(crate) fn rights(&self) -> Rights {
        Rights {
            is_admin: self.account.role == AccountRole::Admin,
            hosting: self.hosting,
            cohosts_can_invite: self.publication.cohosts_can_invite,
            is_cancelled: self.event.cancelled_at.is_some(),
        }
    }

    /// As what they hand out invites.
    pub(crate) const fn origin(&self) -> Origin {
        match self.hosting {
            Some(_) => Origin::Host,
            None => Origin::Admin,
        }
    }

    /// Who they are, as the audit names them.
    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Remembers what they did.
    pub(crate) async fn record(
        &self,
        tx: &Tx,
        deed: &Deed<'_>,
        target: Target,
        details: Details,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (event_id, actor) = (self.event.id, self.actor.clone());
        audit::record(tx, entry(event_id, actor, deed, target, details, now)).await
    }
}

/// What somebody did about who runs an event, as the audit will have it.
pub(crate) fn entry(
    event_id: EventId,
    actor: Actor,
    deed: &Deed<'_>,
    target: Target,
    mut details: Details,
    now: DateTime<Utc>,
) -> Entry {
    if let Some(reason) = deed.reason() {
        details.insert("reason".to_owned(), reason.to_string());
    }
    let (id, action) = (AuditEntryId::new(), deed.name());
    Entry { id, event_id, at: now, actor, action, target, details }
}

/// An event, as the audit names it.
pub(crate) fn event_as_target(event: &Event) -> Target {
    Target { id: TargetId::Event(event.id), name: event.name.to_string() }
}
