use gather_domain::{
    account::{Account, AccountRole, Session},
    id::SessionId,
};
use gather_wire as wire;

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
