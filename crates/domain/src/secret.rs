//! Secrets of links: derived from a key and a row, so that they can be listed again although
//! nothing usable lies in the database.
//!
//! A secret's `Debug` shows its kind alone. The only way to its text is called `expose`.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::{id::LinkId, person::Role};

/// The server's own secret, from which those of the links are derived.
#[derive(Clone)]
pub struct ServerKey([u8; 32]);

/// The random part of a link's row. A new one makes a new secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nonce([u8; 16]);

/// SHA-256 of a secret: all that is stored of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecretHash([u8; 32]);

/// What kind of link a secret opens. Its prefix names it, so that one kind can never stand for
/// another and secret scanners know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// A host's.
    Host,
    /// A coordinator's.
    Coordinator,
    /// A participant's.
    Participant,
}

/// A link's secret, prefix included.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkSecret {
    kind: LinkKind,
    text: String,
}

impl ServerKey {
    /// The key with these bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key that [`Self::to_text`] wrote: 43 characters of base64url.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text.trim()).ok()?.try_into().ok().map(Self)
    }

    /// The key as it is kept in a file or a variable of the environment.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// A key for something else, which tells nothing of this one. Its label is versioned.
    #[expect(clippy::missing_panics_doc, reason = "it cannot: HMAC takes keys of any size")]
    pub fn derive(&self, label: &str) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any size");
        mac.update(b"gather key v1\0");
        mac.update(label.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

impl Nonce {
    /// The nonce with these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes, for storage.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl SecretHash {
    /// The hash with these bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes, for look-up and storage.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl LinkKind {
    /// What every secret of this kind begins with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Host => "gth_h_",
            Self::Coordinator => "gth_c_",
            Self::Participant => "gth_p_",
        }
    }

    /// The page of the browser app that the link opens.
    pub const fn page(self) -> &'static str {
        match self {
            Self::Host => "/h",
            Self::Coordinator => "/c",
            Self::Participant => "/p",
        }
    }
}

impl From<Role> for LinkKind {
    fn from(role: Role) -> Self {
        match role {
            Role::Host => Self::Host,
            Role::Coordinator { .. } => Self::Coordinator,
            Role::Participant => Self::Participant,
        }
    }
}

impl LinkSecret {
    /// Characters after the prefix: 32 bytes in base64url.
    const LENGTH: usize = 43;

    /// The secret of a link's row.
    ///
    /// The label is versioned, so that another derivation can stand beside this one some day.
    #[expect(clippy::missing_panics_doc, reason = "it cannot: HMAC takes keys of any size")]
    pub fn derive(key: &ServerKey, kind: LinkKind, id: LinkId, nonce: Nonce) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes keys of any size");
        mac.update(b"gather link v1\0");
        mac.update(kind.prefix().as_bytes());
        mac.update(id.as_uuid().as_bytes());
        mac.update(nonce.as_bytes());
        let secret = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
        Self { kind, text: format!("{}{secret}", kind.prefix()) }
    }

    /// What a client sent, if it has the form of a secret.
    pub fn parse(text: &str) -> Option<Self> {
        let kinds = [LinkKind::Host, LinkKind::Coordinator, LinkKind::Participant];
        let (kind, secret) =
            kinds.into_iter().find_map(|kind| Some((kind, text.strip_prefix(kind.prefix())?)))?;
        let well_formed = secret.len() == Self::LENGTH
            && secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        well_formed.then(|| Self { kind, text: text.to_owned() })
    }

    /// What kind of link it opens.
    pub const fn kind(&self) -> LinkKind {
        self.kind
    }

    /// What is stored and looked up.
    pub fn hash(&self) -> SecretHash {
        SecretHash(Sha256::digest(self.text.as_bytes()).into())
    }

    /// The secret itself: for the link that is handed out, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerKey(…)")
    }
}

impl fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LinkSecret({}…)", self.kind.prefix())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn derive(key: [u8; 32], kind: LinkKind, id: LinkId, nonce: [u8; 16]) -> LinkSecret {
        LinkSecret::derive(&ServerKey::from_bytes(key), kind, id, Nonce::from_bytes(nonce))
    }

    #[test]
    fn a_secret_depends_on_all_that_it_is_derived_from() {
        let id = LinkId::new();
        let secret = derive([1; 32], LinkKind::Host, id, [2; 16]);

        assert_eq!(secret, derive([1; 32], LinkKind::Host, id, [2; 16]));
        assert_ne!(secret, derive([0; 32], LinkKind::Host, id, [2; 16]));
        assert_ne!(secret, derive([1; 32], LinkKind::Host, id, [0; 16]));
        assert_ne!(secret, derive([1; 32], LinkKind::Host, LinkId::new(), [2; 16]));
        let other = derive([1; 32], LinkKind::Participant, id, [2; 16]);
        assert_ne!(secret.expose()[6..], other.expose()[6..]);
    }

    #[test]
    fn debug_shows_the_kind_alone() {
        let secret = derive([1; 32], LinkKind::Coordinator, LinkId::new(), [2; 16]);
        assert_eq!(format!("{secret:?}"), "LinkSecret(gth_c_…)");
        assert_eq!(format!("{:?}", ServerKey::from_bytes([7; 32])), "ServerKey(…)");
    }

    #[test]
    fn a_key_comes_back_from_its_text() {
        let key = ServerKey::from_bytes([9; 32]);
        assert_eq!(ServerKey::parse(&format!("{}\n", key.to_text())).unwrap().0, key.0);
        assert!(ServerKey::parse("short").is_none());
    }

    proptest! {
        #[test]
        fn a_derived_secret_has_the_form_of_one(key: [u8; 32], nonce: [u8; 16]) {
            let secret = derive(key, LinkKind::Participant, LinkId::new(), nonce);
            prop_assert_eq!(LinkSecret::parse(secret.expose()), Some(secret));
        }

        #[test]
        fn nothing_else_has(text in "(gth_[hcpx]_)?[A-Za-z0-9_=. -]{0,50}") {
            if let Some(secret) = LinkSecret::parse(&text) {
                prop_assert_eq!(text.len(), 49);
                prop_assert!(text.starts_with(secret.kind().prefix()));
            }
        }
    }
}
