//! Passwords, as people choose and type them.

use std::fmt;

/// The ones that are tried first. One a line, in lower case, sorted.
const COMMON: &str = include_str!("common_passwords.txt");

/// A password. Its `Debug` shows nothing.
#[derive(Clone)]
pub struct Password(String);

/// What is stored of a password: the hash with its salt and its parameters, as a PHC string.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

/// Why a password cannot be chosen. There are no rules of composition: they make people write it
/// down, and not harder to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// It is too short.
    #[error("must be at least {} characters long", Password::MIN)]
    TooShort,
    /// It is too long.
    #[error("must be at most {} characters long", Password::MAX)]
    TooLong,
    /// It is among the first that anybody would try.
    #[error("is one of the first that anybody would try: choose another")]
    Common,
}

impl PasswordError {
    /// The stable name of the error, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::Common => "common_password",
        }
    }
}

impl Password {
    /// How many characters it must have.
    pub const MIN: usize = 8;
    /// How many characters it may have.
    pub const MAX: usize = 128;

    /// A password that somebody chooses. It is taken as typed, white space included.
    pub fn choose(text: &str) -> Result<Self, PasswordError> {
        let length = text.chars().count();
        if length < Self::MIN {
            return Err(PasswordError::TooShort);
        }
        if length > Self::MAX {
            return Err(PasswordError::TooLong);
        }
        if is_common(text) {
            return Err(PasswordError::Common);
        }
        Ok(Self(text.to_owned()))
    }

    /// A password that somebody claims to have chosen: whether it was, its hash will tell.
    pub fn claimed(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The password itself: for its hash, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl PasswordHash {
    /// The hash with this text.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// Its text: to be stored and compared.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Whether it is on the list, or one letter over and over.
fn is_common(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let mut letters = lower.chars();
    let first = letters.next();
    letters.all(|letter| Some(letter) == first) || COMMON.lines().any(|it| it == lower)
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_in_characters_and_nothing_else_is_asked() {
        assert_eq!(Password::choose("1234567").unwrap_err(), PasswordError::TooShort);
        assert_eq!(Password::choose(&"é7".repeat(65)).unwrap_err(), PasswordError::TooLong);
        for good in ["éèêëàâäô", "  two spaces  ", "correct horse", &"é7".repeat(64)] {
            assert_eq!(Password::choose(good).unwrap().expose(), good);
        }
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for common in ["password", "PassWord1", "12345678", "qwertyuiop", "aaaaaaaaaa", "iloveyou"]
        {
            assert_eq!(Password::choose(common).unwrap_err(), PasswordError::Common, "{common}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_none_of_it_is_too_short_anyway() {
        let list: Vec<_> = COMMON.lines().collect();
        assert!(list.is_sorted() && list.len() > 150);
        for it in list {
            assert!(it.chars().count() >= Password::MIN && it.to_lowercase() == it, "{it}");
        }
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Password::claimed("hunter42")), "Password(…)");
    }
}
