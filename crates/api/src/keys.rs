//! Randomness, and the server's own key.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use gather_domain::{
    password::Password,
    secret::{Nonce, ServerKey},
    token::{Token, TokenKind},
};
use rand::{TryRng as _, rngs::SysRng};

/// The server key could not be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written, or holds no key.
    #[error("the server key in {} cannot be used", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not a key.
    #[error("the server key is not 32 bytes in base64url: 43 characters of A-Z, a-z, 0-9, - and _")]
    Malformed,
}

/// A nonce that nobody can guess, from the operating system.
pub(crate) fn nonce() -> Nonce {
    Nonce::from_bytes(random())
}

/// A token that nobody can guess, from the operating system.
pub(crate) fn token(kind: TokenKind) -> Token {
    Token::from_bytes(kind, random())
}

/// A password that nobody can guess and that can be typed.
pub(crate) fn password() -> Password {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters = random::<16>().map(|byte| char::from(LETTERS[usize::from(byte) % 32]));
    Password::claimed(&letters.iter().collect::<String>())
}

/// A new server key.
pub fn generate() -> ServerKey {
    ServerKey::from_bytes(random())
}

/// The key in this file. Made on the first start, readable by its owner only.
pub fn load_or_make(path: &Path) -> Result<ServerKey, KeyError> {
    let failed = |source| KeyError::File { path: path.to_owned(), source };
    match fs::read_to_string(path) {
        Ok(text) => {
            parse(&text).map_err(|error| failed(io::Error::new(io::ErrorKind::InvalidData, error)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let key = generate();
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(path).map_err(failed)?;
            writeln!(file, "{}", key.to_text()).map_err(failed)?;
            file.sync_all().map_err(failed)?;
            Ok(key)
        }
        Err(error) => Err(failed(error)),
    }
}

/// The key with this text.
pub fn parse(text: &str) -> Result<ServerKey, KeyError> {
    ServerKey::parse(text).ok_or(KeyError::Malformed)
}

/// Bytes that nobody can guess, from the operating system.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).expect("the operating system has randomness");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_kept_from_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("server.key");

        let made = load_or_make(&path).unwrap();
        let loaded = load_or_make(&path).unwrap();

        assert_eq!(made.to_text(), loaded.to_text());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_that_is_no_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("server.key");
        fs::write(&path, "password").unwrap();

        assert!(load_or_make(&path).unwrap_err().to_string().contains("server.key"));
    }
}
