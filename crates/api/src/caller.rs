//! Who calls at an event: a credential, and what it says.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::AccountRole, id::EventId, link::LinkClosed, secret::SecretHash, standing::Standing,
};
pub(crate) use gather_persistence::events::Revision;
use gather_persistence::{
    Source, StoreError, hostings, publications,
    standings::{self, Found},
};

use crate::account::{NotSignedIn, admit};

/// Somebody who came in by a link or by their session, and what they were when they did.
///
/// A use case that changes anything asks again once the event is locked
/// ([`Turn::take`](crate::usecase::turn::Turn::take)): a link withdrawn a moment ago writes nothing.
#[derive(Debug)]
pub(crate) struct Caller {
    credential: Credential,
    standing: Standing,
    revision: Revision,
}

/// What they showed: its hash.
#[derive(Debug, Clone, Copy)]
enum Credential {
    Link(SecretHash),
    Session(SecretHash),
}

/// The caller is not let in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallerError {
    /// There is no such link, or it no longer fits its person.
    #[error("there is no such link")]
    LinkUnknown,
    /// Its time is over.
    #[error("the link has expired")]
    LinkExpired,
    /// They came by a session, and it does not let them in.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// There is no such event, or they do not run it.
    #[error("there is no such gathering, or it is not yours")]
    EventUnknown,
    /// Everybody may know of it, and somebody else runs it.
    #[error("somebody else runs this gathering")]
    NotTheirs,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Caller {
    /// Lets in whoever holds the link with this hash.
    pub(crate) async fn resolve(
        source: &impl Source,
        hash: SecretHash,
        now: DateTime<Utc>,
    ) -> Result<Self, CallerError> {
        let Some(Found { standing, place, revision }) = standings::of_link(source, &hash).await?
        else {
            return Err(CallerError::LinkUnknown);
        };
        let open = standing.link().map_or(Ok(()), |link| link.open_at(place, now));
        match open {
            Ok(()) => Ok(Self { credential: Credential::Link(hash), standing, revision }),
            Err(LinkClosed::Stale) => Err(CallerError::LinkUnknown),
            Err(LinkClosed::Expired) => Err(CallerError::LinkExpired),
        }
    }

    /// Lets in whose account is an accepted host of the event, or an admin's, by the session with this
    /// hash.
    pub(crate) async fn resolve_host(
        source: &impl Source,
        hash: SecretHash,
        event_id: EventId,
        now: DateTime<Utc>,
    ) -> Result<Self, CallerError> {
        let Some(found) = hostings::find(source, &hash, event_id).await? else {
            return Err(NotSignedIn::SignedOut.into());
        };
        admit(&found.session, &found.account, now)?;
        let (standing, revision) = match found.host {
            Some(host) => (host.standing, host.revision),
            None if found.account.role == AccountRole::Admin => {
                let found = standings::of_admin(source, &found.account, event_id).await?;
                found.ok_or(CallerError::EventUnknown)?
            }
            None => {
                let shown = publications::find(source, event_id).await?;
                let is_known = shown.is_some_and(|it| it.is_open_to_all());
                let (theirs, unknown) = (CallerError::NotTheirs, CallerError::EventUnknown);
                return Err(if is_known { theirs } else { unknown });
            }
        };
        Ok(Self { credential: Credential::Session(hash), standing, revision })
    }

    /// What they were at the door.
    pub(crate) const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The state of the event in which they came in.
    pub(crate) const fn revision(&self) -> Revision {
        self.revision
    }

    /// What they are now: asked within a transaction that has locked their event.
    pub(crate) async fn stand(
        &self,
        source: &impl Source,
        now: DateTime<Utc>,
    ) -> Result<Standing, CallerError> {
        let again = match self.credential {
            Credential::Link(hash) => Self::resolve(source, hash, now).await?,
            Credential::Session(hash) => {
                Self::resolve_host(source, hash, self.standing.event.id, now).await?
            }
        };
        Ok(again.standing)
    }

    /// What they are told once their event is gone, and every link with it.
    pub(crate) const fn bereft(&self) -> CallerError {
        match self.credential {
            Credential::Link(_) => CallerError::LinkUnknown,
            Credential::Session(_) => CallerError::EventUnknown,
        }
    }
}
