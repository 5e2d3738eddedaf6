//! Links to an account: each does one thing, once, and not for long.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    email::Email,
    id::{AccountId, AccountLinkId},
    token::TokenKind,
};

/// What a link to an account does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountLinkKind {
    /// Shows that the account's address is its owner's.
    VerifyEmail,
    /// Gives the account another address, and shows that it is its owner's.
    ChangeEmail,
    /// Sets a new password.
    ResetPassword,
}

/// By whom a link came to its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// By mail, to the address that it is about.
    Mail,
    /// By an admin, who handed it over.
    Admin(AccountId),
}

/// A link to an account as it is stored: everything but the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLink {
    /// Its id.
    pub id: AccountLinkId,
    /// The account that it is for.
    pub account_id: AccountId,
    /// What it does.
    pub kind: AccountLinkKind,
    /// The address that the account is to have: with [`AccountLinkKind::ChangeEmail`] alone.
    pub new_email: Option<Email>,
    /// By whom it came to its holder.
    pub issuer: Issuer,
    /// The instant from which it no longer works.
    pub expires_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

impl AccountLinkKind {
    /// What its secret is.
    pub const fn token(self) -> TokenKind {
        match self {
            Self::VerifyEmail => TokenKind::VerifyEmail,
            Self::ChangeEmail => TokenKind::ChangeEmail,
            Self::ResetPassword => TokenKind::ResetPassword,
        }
    }

    /// The page of the browser app that the link opens.
    pub const fn page(self) -> &'static str {
        match self {
            Self::VerifyEmail => "/verify",
            Self::ChangeEmail => "/email",
            Self::ResetPassword => "/reset",
        }
    }

    /// How long such a link works.
    pub const fn lifetime(self, issuer: Issuer) -> TimeDelta {
        match (self, issuer) {
            (Self::VerifyEmail | Self::ChangeEmail, _) => TimeDelta::hours(48),
            (Self::ResetPassword, Issuer::Mail) => TimeDelta::hours(1),
            (Self::ResetPassword, Issuer::Admin(_)) => TimeDelta::hours(24),
        }
    }
}

impl AccountLink {
    /// Whether it still works. Expiry counts from the very instant.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.used_at.is_none() && now < self.expires_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_works_once_and_until_it_expires() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let kind = AccountLinkKind::ResetPassword;
        let link = AccountLink {
            id: AccountLinkId::new(),
            account_id: AccountId::new(),
            kind,
            new_email: None,
            issuer: Issuer::Mail,
            expires_at: now + kind.lifetime(Issuer::Mail),
            used_at: None,
        };

        assert!(link.is_open(now + TimeDelta::minutes(59)));
        assert!(!link.is_open(now + TimeDelta::hours(1)));
        assert!(!AccountLink { used_at: Some(now), ..link }.is_open(now));
    }

    #[test]
    fn each_kind_has_a_token_and_a_page_of_its_own() {
        use AccountLinkKind::{ChangeEmail, ResetPassword, VerifyEmail};

        let kinds = [VerifyEmail, ChangeEmail, ResetPassword];
        for (n, kind) in kinds.into_iter().enumerate() {
            for other in &kinds[n + 1..] {
                assert_ne!(kind.token().prefix(), other.token().prefix());
                assert_ne!(kind.page(), other.page());
            }
        }
    }
}
