//! Who calls: a credential, and what it says.

use chrono::{DateTime, Utc};
use gather_domain::{link::LinkClosed, secret::SecretHash, standing::Standing};
pub(crate) use gather_persistence::events::Revision;
use gather_persistence::{
    Source, StoreError,
    standings::{self, Found},
};

/// Somebody who came in by a link, and what they were when they did.
///
/// A use case that changes anything asks again once the event is locked
/// ([`Turn::take`](crate::usecase::turn::Turn::take)): a link withdrawn a moment ago writes nothing.
#[derive(Debug)]
pub(crate) struct Caller {
    hash: SecretHash,
    standing: Standing,
    revision: Revision,
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
        match standing.link.open_at(place, now) {
            Ok(()) => Ok(Self { hash, standing, revision }),
            Err(LinkClosed::Stale) => Err(CallerError::LinkUnknown),
            Err(LinkClosed::Expired) => Err(CallerError::LinkExpired),
        }
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
        Ok(Self::resolve(source, self.hash, now).await?.standing)
    }
}
