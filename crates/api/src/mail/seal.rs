//! What a mail says, as it lies in the database: nobody reads or changes it without the server key.

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use gather_domain::{id::MailId, secret::ServerKey};

use super::Letter;
use crate::keys;

/// The first byte: another form can stand beside this one some day.
const VERSION: u8 = 1;

/// Bytes of the nonce that follows it.
const NONCE: usize = 24;

/// Seals letters, each to its row: what is copied into another opens nothing.
pub(crate) struct Seal(XChaCha20Poly1305);

/// What lies there was sealed with another key, or for another row, or was changed.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("what a mail says cannot be opened with this server key")]
pub(crate) struct Broken;

impl Seal {
    /// The seal of whoever has this key.
    pub(crate) fn of(key: &ServerKey) -> Self {
        Self(XChaCha20Poly1305::new(&key.derive("outbox").into()))
    }

    /// Seals a letter for this row.
    pub(crate) fn seal(&self, id: MailId, letter: &Letter) -> Vec<u8> {
        let text = serde_json::to_vec(letter).expect("a letter is texts");
        let nonce = keys::random::<NONCE>();
        let row = id.as_uuid();
        let payload = Payload { msg: &text, aad: row.as_bytes() };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload).expect("a letter is short");
        [&[VERSION][..], &nonce, &sealed].concat()
    }

    /// Opens what was sealed for this row.
    pub(crate) fn open(&self, id: MailId, sealed: &[u8]) -> Result<Letter, Broken> {
        let (version, rest) = sealed.split_first().ok_or(Broken)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(Broken)?;
        if *version != VERSION {
            return Err(Broken);
        }
        let row = id.as_uuid();
        let payload = Payload { msg: sealed, aad: row.as_bytes() };
        let text = self.0.decrypt(&XNonce::from(*nonce), payload).map_err(|_cause| Broken)?;
        serde_json::from_slice(&text).map_err(|_cause| Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Matter;

    fn letter() -> Letter {
        Letter {
            to: "jo@example.org".to_owned(),
            name: "Jo".to_owned(),
            matter: Matter::ResetPassword { token: "gth_rst_secret".to_owned(), redirect: None },
        }
    }

    #[test]
    fn a_letter_is_opened_by_its_own_key_in_its_own_row_alone() {
        let (seal, id) = (Seal::of(&keys::generate()), MailId::new());

        let sealed = seal.seal(id, &letter());

        assert!(!String::from_utf8_lossy(&sealed).contains("example"));
        assert_ne!(sealed, seal.seal(id, &letter()), "the nonce is another each time");
        assert!(seal.open(id, &sealed).unwrap() == letter());
        assert!(seal.open(MailId::new(), &sealed).is_err());
        assert!(Seal::of(&keys::generate()).open(id, &sealed).is_err());
        for at in [0, 1, NONCE + 1, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(seal.open(id, &changed).is_err(), "{at}");
        }
        for length in [0, 1, NONCE, NONCE + 1, sealed.len() - 1] {
            assert!(seal.open(id, &sealed[..length]).is_err(), "{length}");
        }
    }
}
