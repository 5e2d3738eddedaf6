//! Who is signed in: a session, and whose it is.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountClosed, Session},
    secret::SecretHash,
};
use gather_persistence::{Source, StoreError, Tx, accounts, accounts::Credentials, sessions};

/// Somebody who came in by a session, and who they were when they did.
///
/// A use case that changes anything of their account asks again ([`Self::hold`]): a session that
/// ended a moment ago writes nothing.
#[derive(Debug)]
pub(crate) struct SignedIn {
    hash: SecretHash,
    session: Session,
    account: Account,
}

/// Nobody is let in by this session.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotSignedIn {
    /// There is no such session, or it is over.
    #[error("nobody is signed in here any more")]
    SignedOut,
    /// An admin keeps its owner out.
    #[error("this account is suspended")]
    Suspended,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SignedIn {
    /// Lets in whoever holds the session with this hash.
    pub(crate) async fn resolve(
        source: &impl Source,
        hash: SecretHash,
        now: DateTime<Utc>,
    ) -> Result<Self, NotSignedIn> {
        let Some((session, account)) = sessions::find(source, &hash).await? else {
            return Err(NotSignedIn::SignedOut);
        };
        admit(&session, &account, now)?;
        Ok(Self { hash, session, account })
    }

    /// What is stored of the session's secret.
    pub(crate) const fn hash(&self) -> &SecretHash {
        &self.hash
    }

    /// Who they were at the door.
    pub(crate) const fn account(&self) -> &Account {
        &self.account
    }

    /// The session that they came by.
    pub(crate) const fn session(&self) -> &Session {
        &self.session
    }

    /// Holds their account until the transaction ends, and asks again who they are: nobody else acts
    /// for it meanwhile.
    pub(crate) async fn hold(
        &self,
        tx: &Tx,
        now: DateTime<Utc>,
    ) -> Result<Credentials, NotSignedIn> {
        let held = accounts::lock(tx, self.account.id).await?.ok_or(NotSignedIn::SignedOut)?;
        Self::resolve(tx, self.hash, now).await?;
        Ok(held)
    }
}

/// Whether a session lets its owner in.
pub(crate) fn admit(
    session: &Session,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<(), NotSignedIn> {
    if !session.is_alive(now) {
        return Err(NotSignedIn::SignedOut);
    }
    account.is_open().map_err(|closed| match closed {
        AccountClosed::Inactive => NotSignedIn::SignedOut,
        AccountClosed::Suspended => NotSignedIn::Suspended,
    })
}
