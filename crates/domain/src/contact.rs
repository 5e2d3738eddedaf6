//! How to reach somebody outside of Gather: private to the hosts of the events that they belong to.

use std::fmt;

use crate::text::TextError;

/// How to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// By e-mail.
    pub email: Option<Email>,
    /// By phone.
    pub phone: Option<Phone>,
}

/// An e-mail address, as typed. That it has the form of one says nothing about whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// A phone number, as people write them: "021 555 0199, evenings".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// Why a text is no way to reach anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// It is not even an acceptable text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// It has not the form of an address.
    #[error("must be an e-mail address such as rosie@example.org")]
    NotAnAddress,
    /// No digit is in it.
    #[error("must be a phone number such as +64 21 555 0199")]
    NotANumber,
}

impl ContactError {
    /// The stable name of the error, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text(error) => error.code(),
            Self::NotAnAddress => "not_an_email",
            Self::NotANumber => "not_a_phone_number",
        }
    }
}

impl Email {
    /// How many characters it may have: more than mail servers take.
    pub const MAX: usize = 254;

    /// Trims the text and checks its form: something, an `@`, and a place with no space in it.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = line(text, Self::MAX)?;
        let has_form = text
            .split_once('@')
            .is_some_and(|(who, at)| !who.is_empty() && !at.is_empty() && !at.contains('@'));
        if !has_form || text.contains(char::is_whitespace) {
            return Err(ContactError::NotAnAddress);
        }
        Ok(Self(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Phone {
    /// How many characters it may have.
    pub const MAX: usize = 60;

    /// Trims the text. It may say when to call, but has a number in it.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = line(text, Self::MAX)?;
        if !text.contains(|c: char| c.is_numeric()) {
            return Err(ContactError::NotANumber);
        }
        Ok(Self(text.to_owned()))
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A line of text: trimmed, not empty, not too long, without control characters.
fn line(text: &str, max: usize) -> Result<&str, TextError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    if text.chars().any(char::is_control) {
        return Err(TextError::ControlCharacter);
    }
    Ok(text)
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_an_at_between_two_things() {
        for text in ["rosie@example.org", " a@b ", "josé+tag@пример.рф", "o'neil@x"] {
            assert_eq!(Email::parse(text).unwrap().as_str(), text.trim());
        }
        for text in ["rosie", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c"] {
            assert_eq!(Email::parse(text), Err(ContactError::NotAnAddress), "{text}");
        }
        assert_eq!(Email::parse(" "), Err(TextError::Empty.into()));
        assert_eq!(Email::parse("a@\0"), Err(TextError::ControlCharacter.into()));
        let long = format!("{}@b", "a".repeat(Email::MAX));
        assert_eq!(Email::parse(&long), Err(TextError::TooLong { max: Email::MAX }.into()));
    }

    #[test]
    fn a_phone_number_has_a_digit_and_may_have_words() {
        for text in ["+64 21 555 0199", "021/555-0199 (evenings)", "٠١٢٣"] {
            assert_eq!(Phone::parse(text).unwrap().as_str(), text);
        }
        assert_eq!(Phone::parse("ask Rosie"), Err(ContactError::NotANumber));
    }
}
