//! Secrets that are nothing but random: of sessions, of links to an account, and of invites.
//!
//! Unlike those of coordination links they are derived from nothing and cannot be shown again.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use crate::secret::SecretHash;

/// What a token opens. Its prefix names it, so that one kind can never stand for another and secret
/// scanners know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A session: somebody is signed in.
    Session,
    /// Confirms that an address is its account's owner's.
    VerifyEmail,
    /// Confirms the address that an account is to have.
    ChangeEmail,
    /// Sets a new password.
    ResetPassword,
    /// Makes somebody a host or a co-host.
    Invite,
}

/// A random secret, prefix included.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    kind: TokenKind,
    text: String,
}

impl TokenKind {
    /// What every token of this kind begins with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Session => "gth_ses_",
            Self::VerifyEmail => "gth_ver_",
            Self::ChangeEmail => "gth_chg_",
            Self::ResetPassword => "gth_rst_",
            Self::Invite => "gth_inv_",
        }
    }
}

impl Token {
    /// Characters after the prefix: 32 bytes in base64url.
    const LENGTH: usize = 43;

    /// The token with these random bytes.
    pub fn from_bytes(kind: TokenKind, bytes: [u8; 32]) -> Self {
        Self { kind, text: format!("{}{}", kind.prefix(), URL_SAFE_NO_PAD.encode(bytes)) }
    }

    /// What a client sent, if it has the form of a token of this kind.
    pub fn parse(kind: TokenKind, text: &str) -> Option<Self> {
        let secret = text.strip_prefix(kind.prefix())?;
        let well_formed = secret.len() == Self::LENGTH
            && secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        well_formed.then(|| Self { kind, text: text.to_owned() })
    }

    /// What is stored and looked up.
    pub fn hash(&self) -> SecretHash {
        SecretHash::from_bytes(Sha256::digest(self.text.as_bytes()).into())
    }

    /// The token itself: for whom it is made, and for nobody else.
    pub fn expose(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}…)", self.kind.prefix())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [TokenKind; 5] = [
        TokenKind::Session,
        TokenKind::VerifyEmail,
        TokenKind::ChangeEmail,
        TokenKind::ResetPassword,
        TokenKind::Invite,
    ];

    #[test]
    fn a_token_parses_as_its_own_kind_alone() {
        for kind in KINDS {
            let token = Token::from_bytes(kind, [7; 32]);
            for other in KINDS {
                let parsed = Token::parse(other, token.expose());
                assert_eq!(parsed.is_some(), kind == other, "{kind:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_is_cut_off_or_longer_is_none() {
        let token = Token::from_bytes(TokenKind::Session, [7; 32]);
        let text = token.expose();
        for wrong in ["", "gth_ses_", &text[..text.len() - 1], &format!("{text}A"), " gth_ses_"] {
            assert_eq!(Token::parse(TokenKind::Session, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn debug_shows_the_kind_alone() {
        let token = Token::from_bytes(TokenKind::Session, [7; 32]);
        assert_eq!(format!("{token:?}"), "Token(gth_ses_…)");
    }
}
