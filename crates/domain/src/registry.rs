//! What is done to accounts and to the server itself, and remembered of it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    account::{Account, AccountRole},
    audit::{ActorKind, Details},
    id::{AccountId, AuditEntryId, MailId},
    mail::Template,
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
    /// It is an admin's from now on, or not any more.
    RoleChanged,
    /// It is gone.
    Deleted,
}

/// What an admin did to the server itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ServerDeed {
    /// Read what a mail says that did not leave.
    MailOpened(MailId, Template),
    /// Had a mail tried once more.
    MailRetried(MailId, Template),
    /// Passed a mail on by hand.
    MailPassedOn(MailId, Template),
    /// Decided something about the whole server.
    SettingsChanged,
}

/// Who did something to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountActor {
    /// As what.
    pub kind: ActorKind,
    /// Their account, if it was somebody with one.
    pub id: Option<AccountId>,
    /// What they were called.
    pub name: String,
}

/// One thing that happened to an account, or to the server. Names are as they were: it outlives
/// all that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountEntry {
    /// Its id.
    pub id: AuditEntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: AccountActor,
    /// What.
    pub action: &'static str,
    /// To what, and what that was called.
    pub target: (AccountTarget, String),
    /// What exactly.
    pub details: Details,
}

/// What something was done to that belongs to no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountTarget {
    /// An account.
    Account(AccountId),
    /// A mail.
    Mail(MailId),
    /// What is decided about the whole server.
    Settings,
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
            Self::RoleChanged => "account.role_changed",
            Self::Deleted => "account.deleted",
        }
    }
}

impl ServerDeed {
    /// The action's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MailOpened(..) => "outbox.opened",
            Self::MailRetried(..) => "outbox.retried",
            Self::MailPassedOn(..) => "outbox.passed_on",
            Self::SettingsChanged => "settings.changed",
        }
    }

    /// To what it was done. A mail is called what it is about: to whom it goes is nobody's business
    /// once it is gone.
    fn target(self) -> (AccountTarget, String) {
        match self {
            Self::MailOpened(id, template)
            | Self::MailRetried(id, template)
            | Self::MailPassedOn(id, template) => {
                (AccountTarget::Mail(id), template.as_str().to_owned())
            }
            Self::SettingsChanged => (AccountTarget::Settings, "settings".to_owned()),
        }
    }
}

impl AccountTarget {
    /// The type's name in storage and on the wire.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Mail(_) => "mail",
            Self::Settings => "settings",
        }
    }

    /// The id, whatever it is the id of. The settings have none.
    pub const fn as_uuid(self) -> Uuid {
        match self {
            Self::Account(id) => id.as_uuid(),
            Self::Mail(id) => id.as_uuid(),
            Self::Settings => Uuid::nil(),
        }
    }
}

impl AccountActor {
    /// The owner of this account.
    pub fn of(account: &Account) -> Self {
        let kind = match account.role {
            AccountRole::Member => ActorKind::Member,
            AccountRole::Admin => ActorKind::Admin,
        };
        Self { kind, id: Some(account.id), name: account.display_name.to_string() }
    }

    /// Whoever runs the server: their command line knows nobody by name.
    pub fn system() -> Self {
        Self { kind: ActorKind::System, id: None, name: "Gather".to_owned() }
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
        Self::by(AccountActor::of(actor), deed, target, details, now)
    }

    /// The same, whoever that was.
    pub fn by(
        actor: AccountActor,
        deed: AccountDeed,
        target: &Account,
        details: Details,
        now: DateTime<Utc>,
    ) -> Self {
        let name = target.display_name.to_string();
        let target = (AccountTarget::Account(target.id), name);
        let (id, action) = (AuditEntryId::new(), deed.as_str());
        Self { id, at: now, actor, action, target, details }
    }

    /// What an admin did to the server itself.
    pub fn of_server(
        actor: &Account,
        deed: ServerDeed,
        details: Details,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id: AuditEntryId::new(),
            at: now,
            actor: AccountActor::of(actor),
            action: deed.as_str(),
            target: deed.target(),
            details,
        }
    }
}
