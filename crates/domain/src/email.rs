//! E-mail addresses, and when two of them are one.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

/// An address: as its owner typed it, and in the one form in which addresses are compared.
///
/// Nothing is folded that only some providers fold: neither dots nor what follows a `+`.
#[derive(Clone, PartialEq, Eq)]
pub struct Email {
    typed: String,
    normal: String,
}

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing is left after trimming.
    #[error("must not be empty")]
    Empty,
    /// It is longer than any address.
    #[error("must be at most {} characters long", Email::MAX)]
    TooLong,
    /// It has not the form of an address.
    #[error("must be an e-mail address such as jo@example.org")]
    Malformed,
}

impl EmailError {
    /// The stable name of the error, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::Malformed => "malformed_email",
        }
    }
}

impl Email {
    /// How many bytes it may have, in either form.
    pub const MAX: usize = 254;

    /// Trims the text and checks it.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let typed = text.trim();
        if typed.is_empty() {
            return Err(EmailError::Empty);
        }
        if typed.len() > Self::MAX {
            return Err(EmailError::TooLong);
        }
        let normal = normalise(typed).ok_or(EmailError::Malformed)?;
        if normal.len() > Self::MAX {
            return Err(EmailError::TooLong);
        }
        Ok(Self { typed: typed.to_owned(), normal })
    }

    /// As it was typed: for mails and screens.
    pub fn as_typed(&self) -> &str {
        &self.typed
    }

    /// Where a mail is sent: what stands before the `@` as it was typed, for it is the other server's
    /// to say whether upper and lower case are the same there; the domain in ASCII.
    pub fn to_recipient(&self) -> String {
        let local = self.typed.split('@').next().unwrap_or_default();
        let domain = self.normal.rsplit('@').next().unwrap_or_default();
        format!("{local}@{domain}")
    }

    /// The form in which addresses are compared: equal means the same.
    pub fn as_normal(&self) -> &str {
        &self.normal
    }
}

/// NFC, all in lower case, the domain in ASCII.
fn normalise(typed: &str) -> Option<String> {
    let refused = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | ',');
    let lower: String = typed.nfc().collect::<String>().to_lowercase();
    let (local, domain) = lower.split_once('@')?;
    if local.is_empty() || lower.contains(refused) || domain.contains('@') {
        return None;
    }
    let domain = idna::domain_to_ascii_strict(domain).ok()?;
    let labels = domain.split('.').collect::<Vec<_>>();
    let is_dotted = labels.len() > 1 && labels.iter().all(|label| !label.is_empty());
    // Lower case may take a letter apart: what comes out must come out again.
    let local: String = local.nfc().collect();
    is_dotted.then(|| format!("{local}@{domain}"))
}

/// Addresses are nobody's business in a log.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn normal(text: &str) -> String {
        Email::parse(text).unwrap().normal
    }

    #[test]
    fn one_address_has_one_normal_form() {
        assert_eq!(normal(" Jo.Doe+x@Example.ORG\u{a0}"), "jo.doe+x@example.org");
        assert_eq!(normal("jo@bücher.example"), "jo@xn--bcher-kva.example");
        assert_eq!(normal("jo@XN--BCHER-KVA.example"), "jo@xn--bcher-kva.example");
        assert_eq!(normal("e\u{301}@example.org"), normal("\u{c9}@example.org"));
        let email = Email::parse(" Jo@B\u{fc}cher.Example ").unwrap();
        assert_eq!(email.as_typed(), "Jo@B\u{fc}cher.Example");
        assert_eq!(email.to_recipient(), "Jo@xn--bcher-kva.example");
    }

    #[test]
    fn what_is_no_address_is_refused_for_what_is_wrong_with_it() {
        assert_eq!(Email::parse(" "), Err(EmailError::Empty));
        let long = format!("{}@example.org", "x".repeat(250));
        assert_eq!(Email::parse(&long), Err(EmailError::TooLong));
        for wrong in [
            "jo",
            "@example.org",
            "jo@",
            "jo@localhost",
            "jo@.org",
            "jo@example.",
            "jo@a..b",
            "a@b@c.org",
            "j o@example.org",
            "<jo@example.org>",
            "jo\0@example.org",
            "jo@exa_mple.org",
            "jo@a.org,al@b.org",
        ] {
            assert_eq!(Email::parse(wrong), Err(EmailError::Malformed), "{wrong}");
        }
    }

    #[test]
    fn debug_shows_no_address() {
        assert_eq!(format!("{:?}", Email::parse("jo@example.org").unwrap()), "Email(…)");
    }

    proptest! {
        #[test]
        fn the_normal_form_is_its_own(text in "\\PC{1,12}@\\PC{1,8}[.]\\PC{1,8}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(normal(email.as_normal()), email.normal);
            }
        }
    }
}
