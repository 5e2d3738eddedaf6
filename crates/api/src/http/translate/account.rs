use gather_domain::{
    account::{Account, AccountRole, Session},
    id::SessionId,
    mail::MailStatus,
};
use gather_wire as wire;

use crate::usecase::{admin::Mail, held_mails::Opened};

/// An account, for its owner.
pub(crate) fn account(account: &Account) -> wire::Account {
    wire::Account {
        id: account.id.as_uuid(),
        email: account.email.as_typed().to_owned(),
        email_verified: account.email_verified_at.is_some(),
        display_name: account.display_name.to_string(),
        role: match account.role {
            AccountRole::Member => wire::AccountRole::Member,
            AccountRole::Admin => wire::AccountRole::Admin,
        },
        accepts_invitations: account.accepts_invitations,
    }
}

/// What an account may do, as a client says it.
pub(crate) const fn from_account_role(role: wire::AccountRole) -> AccountRole {
    match role {
        wire::AccountRole::Member => AccountRole::Member,
        wire::AccountRole::Admin => AccountRole::Admin,
    }
}

/// An account, for an admin.
pub(crate) fn listed_account(it: &Account) -> wire::ListedAccount {
    wire::ListedAccount {
        account: account(it),
        activated_at: it.activated_at,
        suspended_at: it.suspended_at,
    }
}

/// A mail, without what it says.
pub(crate) fn outbox_mail(mail: Mail) -> wire::OutboxMail {
    wire::OutboxMail {
        id: mail.id.as_uuid(),
        template: mail.template.as_str().to_owned(),
        to: mail.to,
        status: mail_status(mail.status),
        attempts: mail.attempts,
        next_attempt_at: (mail.status == MailStatus::Queued).then_some(mail.next_attempt_at),
        last_error: mail.last_error,
        created_at: mail.created_at,
        expires_at: mail.expires_at,
    }
}

/// A mail, with what it says.
pub(crate) fn opened_mail(opened: Opened) -> wire::OpenedMail {
    wire::OpenedMail {
        mail: outbox_mail(opened.mail),
        subject: opened.words.subject,
        text: wire::SecretText(opened.words.text),
    }
}

const fn mail_status(status: MailStatus) -> wire::MailStatus {
    match status {
        MailStatus::Queued => wire::MailStatus::Queued,
        MailStatus::Sent => wire::MailStatus::Sent,
        MailStatus::Failed => wire::MailStatus::Failed,
        MailStatus::Held => wire::MailStatus::Held,
        MailStatus::Cancelled => wire::MailStatus::Cancelled,
        MailStatus::Suppressed => wire::MailStatus::Suppressed,
    }
}

/// How a mail fares, as a client asks for it.
pub(crate) const fn from_mail_status(status: wire::MailStatus) -> MailStatus {
    match status {
        wire::MailStatus::Queued => MailStatus::Queued,
        wire::MailStatus::Sent => MailStatus::Sent,
        wire::MailStatus::Failed => MailStatus::Failed,
        wire::MailStatus::Held => MailStatus::Held,
        wire::MailStatus::Cancelled => MailStatus::Cancelled,
        wire::MailStatus::Suppressed => MailStatus::Suppressed,
    }
}

/// One of somebody's sessions; `own` is the one that asks.
pub(crate) fn session(session: Session, own: SessionId) -> wire::Session {
    wire::Session {
        id: session.id.as_uuid(),
        current: session.id == own,
        device: session.device,
        created_at: session.created_at,
        last_used_at: session.last_used_at,
        expires_at: session.expires_at,
    }
}
