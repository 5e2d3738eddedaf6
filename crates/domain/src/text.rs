//! Texts from people, which are acceptable once parsed.
//!
//! Any script and emoji is welcome and kept as typed, except for white space around it. Control
//! characters are not: NUL passes SQLite and fails on PostgreSQL, and no name needs a bell.

use std::fmt;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Why a text is not acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing is left after trimming.
    #[error("must not be empty")]
    Empty,
    /// It is longer than it may be.
    #[error("must be at most {max} characters long")]
    TooLong {
        /// How many characters it may have.
        max: usize,
    },
    /// It has a control character.
    #[error("must not contain control characters")]
    ControlCharacter,
}

impl TextError {
    /// The stable name of the error, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacter => "control_character",
        }
    }
}

/// Whether a text may have line breaks.
#[derive(Clone, Copy)]
enum Lines {
    One,
    Many,
}

fn parse(text: &str, max: usize, lines: Lines) -> Result<String, TextError> {
    let text = text.trim();
    let breaks = |c: char| matches!((lines, c), (Lines::Many, '\n' | '\r' | '\t'));
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    if text.chars().any(|c| c.is_control() && !breaks(c)) {
        return Err(TextError::ControlCharacter);
    }
    Ok(text.to_owned())
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $max:literal, $lines:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// How many characters it may have.
            pub const MAX: usize = $max;

            /// Trims the text and checks it.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                parse(text, Self::MAX, Lines::$lines).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )* };
}

texts! {
    /// What something or somebody is called, or where something is: one line.
    Name: 120, One;
    /// How much of an item, in words: "2 tubs".
    Quantity: 60, One;
    /// A note, a description, a team's scope.
    Note: 2000, Many;
    /// Why a host overrides, or did something else that is worth a reason.
    Reason: 500, Many;
}

impl Name {
    /// Where the name stands in a list by name: letters of either case together. The same whatever
    /// the database, each of which has an order of its own.
    pub fn sort_key(&self) -> (String, &str) {
        (self.0.to_lowercase(), &self.0)
    }

    /// The name as it is searched for.
    pub fn folded(&self) -> String {
        folded(&self.0)
    }
}

/// A text in small letters and without accents, so that who is looked for is found however they are
/// written.
pub fn folded(text: &str) -> String {
    let bare: String = text.nfkd().filter(|letter| !is_combining_mark(*letter)).collect();
    bare.to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_kept_as_typed_but_for_the_space_around_it() {
        assert_eq!(Name::parse("  Jacqui & Ian 🎄 ").unwrap().as_str(), "Jacqui & Ian 🎄");
    }

    #[test]
    fn a_text_is_refused_for_what_is_wrong_with_it() {
        assert_eq!(Name::parse(" \u{a0} "), Err(TextError::Empty));
        assert_eq!(Name::parse(&"é".repeat(121)), Err(TextError::TooLong { max: 120 }));
        assert_eq!(Name::parse("a\0b"), Err(TextError::ControlCharacter));
        assert_eq!(Name::parse("a\nb"), Err(TextError::ControlCharacter));
        assert_eq!(Note::parse("a\nb").unwrap().as_str(), "a\nb");
    }

    proptest! {
        #[test]
        fn what_was_parsed_parses_to_itself(text in ".{0,140}") {
            if let Ok(name) = Name::parse(&text) {
                prop_assert_eq!(Name::parse(name.as_str()), Ok(name.clone()));
                prop_assert!(name.as_str().chars().count() <= Name::MAX);
            }
        }
    }

    #[test]
    fn a_name_is_found_whatever_its_case_and_accents() {
        let name = Name::parse("Zoë ÅNGSTRÖM").unwrap();

        assert_eq!(name.folded(), "zoe angstrom");
        assert_eq!(folded("ZOË"), "zoe");
    }
}
