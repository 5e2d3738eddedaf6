//! What is done to accounts, and remembered of it.

use chrono::{DateTime, Utc};

use crate::{
    account::{Account, AccountRole},
    audit::Details,
    id::{AccountId, AuditEntryId},
};

/// What happened to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountDeed {
    /// Its owner was let in for the first time.
    Created,
    /// Its address was shown, or said by an admin, to be its owner's.
    Verified,
    /// Its owner is kept out.
    Suspended,
    /// Its owner is let in again.
    Restored,
    /// An admin made a link that sets its password.
    ResetIssued,
    /// It is gone.
    Deleted,
}

/// Who did something to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountActor {
    /// As what.
    pub role: AccountRole,
    /// Their account.
    pub id: AccountId,
    /// What they were called.
    pub name: String,
}

/// One thing that happened to an account. Names are as they were: it outlives the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountEntry {
    /// Its id.
    pub id: AuditEntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: AccountActor,
    /// What.
    pub deed: AccountDeed,
    /// To which account, and what its owner was called.
    pub target: (AccountId, String),
    /// What exactly.
    pub details: Details,
}

impl AccountDeed {
    /// The action's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "account.created",
            Self::Verified => "account.verified",
            Self::Suspended => "account.suspended",
            Self::Restored => "account.restored",
            Self::ResetIssued => "account.reset_issued",
            Self::Deleted => "account.deleted",
        }
    }
}

impl AccountActor {
    /// The owner of this account.
    pub fn of(account: &Account) -> Self {
        Self { role: account.role, id: account.id, name: account.display_name.to_string() }
    }
}

impl AccountEntry {
    /// What somebody did to an account.
    pub fn new(
        actor: &Account,
        deed: AccountDeed,
        target: &Account,
        details: Details,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id: AuditEntryId::new(),
            at: now,
            actor: AccountActor::of(actor),
            deed,
            target: (target.id, target.display_name.to_string()),
            details,
        }
    }
}
