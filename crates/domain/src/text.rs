//! Texts from people, which are acceptable once parsed.
//!
//! Any script and emoji is welcome and kept as typed, except for white space around it. Control
//! characters are not: NUL passes SQLite and fails on PostgreSQL, and no name needs a bell. Nor is a
//! text of which nothing is seen, nor one line that turns what stands beside it around.

use std::fmt;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Why a text is not acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing is left after trimming, or nothing that is seen.
    #[error("must not be empty")]
    Empty,
    /// It is longer than it may be.
    #[error("must be at most {max} characters long")]
    TooLong {
        /// How many characters it may have.
        max: usize,
    },
    /// It has a control character; or, where it is one line, one that breaks lines or turns the
    /// direction of the text around it.
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
    let text = stored(text, max, lines)?;
    if !text.chars().any(is_seen) {
        return Err(TextError::Empty);
    }
    if matches!(lines, Lines::One) && text.chars().any(breaks_or_turns) {
        return Err(TextError::ControlCharacter);
    }
    Ok(text)
}

/// What was always checked: what came to be refused later may be stored.
fn stored(text: &str, max: usize, lines: Lines) -> Result<String, TextError> {
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

/// Whether a character leaves ink, standing alone.
fn is_seen(c: char) -> bool {
    !(c.is_whitespace() || c.is_control() || is_combining_mark(c) || is_ignorable(c))
}

/// What Unicode calls ignorable by default (it joins, separates, varies or directs what stands
/// beside it), and the other letters that are blank.
const fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Separators of lines and paragraphs, and what overrides or isolates the direction of a text: left
/// open, it turns around what stands after it on a page.
const fn breaks_or_turns(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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

            /// A text that was parsed once, read again: what has come to be refused since is kept.
            pub fn stored(text: &str) -> Result<Self, TextError> {
                stored(text, Self::MAX, Lines::$lines).map(Self)
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

    #[test]
    fn a_text_of_which_nothing_is_seen_is_empty() {
        for c in [
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b4}',
            '\u{180b}',
            '\u{180e}',
            '\u{200b}',
            '\u{200d}',
            '\u{200f}',
            '\u{2060}',
            '\u{2064}',
            '\u{206f}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{1d173}',
            '\u{e0001}',
            '\u{e01ef}',
            '\u{301}',
            '\u{20e3}',
        ] {
            for text in [format!("{c}"), format!("{c} {c}"), format!(" {c}\u{200b}\u{301}\u{feff}")]
            {
                assert_eq!(Name::parse(&text), Err(TextError::Empty), "{}", c.escape_unicode());
                assert_eq!(Note::parse(&format!("{text}\n\t{text}")), Err(TextError::Empty));
            }
            let name = Name::parse(&format!("a{c}b")).unwrap();
            assert_eq!(name.as_str(), format!("a{c}b"), "within what is seen, it is kept");
        }
    }

    #[test]
    fn scripts_and_emoji_that_need_what_is_not_seen_are_kept() {
        for text in
            ["👩‍👩‍👧‍👦", "❤️", "🏳️‍🌈", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👍🏽", "می‌خواهم", "क्‍ष", "שָׁלוֹם", "ไม่", "\u{200f}שלום"]
        {
            assert_eq!(Name::parse(text).as_ref().map(Name::as_str), Ok(text));
        }
    }

    #[test]
    fn one_line_does_not_turn_another_around_and_is_one_line() {
        for c in
            ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}').chain(['\u{2028}', '\u{2029}'])
        {
            let text = format!("a{c}b");
            assert_eq!(
                Name::parse(&text),
                Err(TextError::ControlCharacter),
                "{}",
                c.escape_unicode()
            );
            assert_eq!(Quantity::parse(&text), Err(TextError::ControlCharacter));
            assert_eq!(Note::parse(&text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn what_was_stored_before_it_was_refused_is_still_read() {
        for text in ["\u{200b}", "a\u{202e}b", "\u{301}"] {
            assert_eq!(Name::stored(text).unwrap().as_str(), text);
        }
        assert_eq!(Name::stored(" "), Err(TextError::Empty));
        assert_eq!(Name::stored("a\0b"), Err(TextError::ControlCharacter));
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
