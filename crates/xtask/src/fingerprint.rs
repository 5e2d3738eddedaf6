//! Content as a short name: for files that browsers keep for ever, and for knowing what is up to date.

use std::fs;
use std::path::Path;

use crate::failure::{Context, Outcome};

/// A 64-bit FNV-1a hash. It tells versions of a file apart; it protects against nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of nothing.
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds bytes.
    #[must_use]
    pub fn with(self, bytes: &[u8]) -> Self {
        let mixed = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        Self(bytes.iter().fold(self.0, mixed))
    }

    /// Adds a file, or every file under a folder, with their names; nothing where there is nothing.
    ///
    /// Entries called as in `except` are left out.
    pub fn with_path(self, path: &Path, except: &[&str]) -> Outcome<Self> {
        if path.is_file() {
            let content = fs::read(path).context(format_args!("read {}", path.display()))?;
            return Ok(self.with(&content));
        }
        if !path.is_dir() {
            return Ok(self);
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(path).context(format_args!("list {}", path.display()))? {
            names.push(entry.context(format_args!("list {}", path.display()))?.file_name());
        }
        names.sort();
        let mut fingerprint = self;
        for name in names {
            if !except.iter().any(|exception| name == *exception) {
                fingerprint = fingerprint
                    .with(name.as_encoded_bytes())
                    .with(b"\0")
                    .with_path(&path.join(&name), except)?;
            }
        }
        Ok(fingerprint)
    }

    /// Sixteen hexadecimal digits.
    pub fn digits(self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_hash() {
        assert_eq!(Fingerprint::new().with(b"foobar").digits(), "85944171f73967e8");
    }
}
