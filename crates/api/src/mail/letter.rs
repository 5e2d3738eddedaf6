//! What mails say, in text and in HTML: the same words in both.

use std::fmt::Write as _;

use gather_domain::{account_link::AccountLinkKind, mail::Template};
use serde::{Deserialize, Serialize};

/// A mail, before it is put into words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Letter {
    /// To whom.
    pub(crate) to: String,
    /// What its recipient is called.
    pub(crate) name: String,
    /// What it is about.
    pub(crate) matter: Matter,
}

/// What a mail is about. Tokens are secrets of whoever reads it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub(crate) enum Matter {
    /// M-22: they signed up.
    ConfirmAddress {
        /// Of the link.
        token: String,
    },
    /// M-22, too: they want mails to go there from now on.
    ConfirmNewAddress {
        /// Of the link.
        token: String,
    },
    /// M-23: they cannot sign in.
    ResetPassword {
        /// Of the link.
        token: String,
    },
    /// M-24: the password is another.
    PasswordChanged,
    /// M-24: the address is another. It goes to both, and names the new one to neither.
    AddressChanged,
    /// M-25: somebody signed up with an address that has an account.
    AddressTaken,
}

/// A letter in words.
pub(crate) struct Words {
    pub(crate) subject: &'static str,
    pub(crate) text: String,
    pub(crate) html: String,
}

enum Part<'a> {
    Says(&'a str),
    Link(&'a str, String),
}

impl Matter {
    /// Whom it greets: nobody by name where the address is not known to be theirs. Whoever typed it
    /// typed the name as well, and would write to strangers by our hand.
    const fn addressee<'a>(&self, name: &'a str) -> Option<&'a str> {
        match self {
            Self::ConfirmAddress { .. } | Self::ConfirmNewAddress { .. } => None,
            Self::ResetPassword { .. }
            | Self::PasswordChanged
            | Self::AddressChanged
            | Self::AddressTaken => Some(name),
        }
    }

    /// Its template.
    pub(crate) const fn template(&self) -> Template {
        match self {
            Self::ConfirmAddress { .. } => Template::ConfirmAddress,
            Self::ConfirmNewAddress { .. } => Template::ConfirmNewAddress,
            Self::ResetPassword { .. } => Template::ResetPassword,
            Self::PasswordChanged => Template::PasswordChanged,
            Self::AddressChanged => Template::AddressChanged,
            Self::AddressTaken => Template::AddressTaken,
        }
    }
}

impl Letter {
    /// The letter in words. Links lead to pages of the app, their secrets in the fragment, which
    /// never reaches a server.
    pub(crate) fn words(&self, public_url: &str) -> Words {
        use AccountLinkKind as K;
        use Part::{Link, Says};

        let to_account = |kind: K, token: &str| format!("{public_url}{}#{token}", kind.page());
        let page = |path: &str| format!("{public_url}{path}");
        let (subject, parts) = match &self.matter {
            Matter::ConfirmAddress { token } => (
                "Confirm your address",
                vec![
                    Says("You signed up for Gather. Confirm that this address is yours:"),
                    Link("Confirm my address", to_account(K::VerifyEmail, token)),
                    Says(
                        "The page asks for the password that you chose. The link works once, for \
                         two days.",
                    ),
                    Says("It was not you? Then there is nothing to do."),
                ],
            ),
            Matter::ConfirmNewAddress { token } => (
                "Confirm your new address",
                vec![
                    Says("You want mails of Gather to come here from now on. Confirm it:"),
                    Link("Use this address", to_account(K::ChangeEmail, token)),
                    Says("The page asks for your password. The link works once, for two days."),
                    Says("It was not you? Then there is nothing to do."),
                ],
            ),
            Matter::ResetPassword { token } => (
                "Choose a new password",
                vec![
                    Says("Somebody, hopefully you, cannot sign in to Gather any more."),
                    Link("Choose a new password", to_account(K::ResetPassword, token)),
                    Says("The link works once, for an hour."),
                    Says("It was not you? Then there is nothing to do: your password stays."),
                ],
            ),
            Matter::PasswordChanged => (
                "Your password was changed",
                vec![
                    Says("The password of your account at Gather is another now."),
                    Says("It was not you? Choose a new one at once:"),
                    Link("Choose a new password", page("/forgot")),
                ],
            ),
            Matter::AddressChanged => (
                "Your address was changed",
                vec![
                    Says("Your account at Gather has another address now."),
                    Says("It was not you? Then ask whoever runs this server for help:"),
                    Link("Gather", page("/")),
                ],
            ),
            Matter::AddressTaken => (
                "You have an account already",
                vec![
                    Says(
                        "Somebody wanted to use this address for an account at Gather. It has one \
                         already, and nothing was changed.",
                    ),
                    Says("If it was you, sign in, or choose a new password there:"),
                    Link("Sign in", page("/login")),
                    Says("It was not you? Then there is nothing to do."),
                ],
            ),
        };
        let (text, html) = (self.text(&parts), self.html(&parts));
        Words { subject, text, html }
    }

    fn text(&self, parts: &[Part<'_>]) -> String {
        let mut text = match self.matter.addressee(&self.name) {
            Some(name) => format!("Hello {name},\n"),
            None => "Hello,\n".to_owned(),
        };
        for part in parts {
            match part {
                Part::Says(words) => write!(text, "\n{words}\n"),
                Part::Link(_, url) => write!(text, "\n{url}\n"),
            }
            .unwrap_or_default();
        }
        text
    }

    fn html(&self, parts: &[Part<'_>]) -> String {
        let mut html = match self.matter.addressee(&self.name) {
            Some(name) => format!("<p>Hello {},</p>\n", escaped(name)),
            None => "<p>Hello,</p>\n".to_owned(),
        };
        for part in parts {
            match part {
                Part::Says(words) => writeln!(html, "<p>{}</p>", escaped(words)),
                Part::Link(name, url) => {
                    let (name, url) = (escaped(name), escaped(url));
                    writeln!(html, "<p><a href=\"{url}\">{name}</a><br>{url}</p>")
                }
            }
            .unwrap_or_default();
        }
        html
    }
}

/// A text that HTML takes as a text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            plain => escaped.push(plain),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, matter: Matter) -> Words {
        let letter = Letter { to: "jo@example.org".to_owned(), name: name.to_owned(), matter };
        letter.words("https://gather.example")
    }

    #[test]
    fn the_same_link_stands_in_both_and_its_secret_in_the_fragment() {
        let token = "gth_rst_secret".to_owned();
        let words = words("Jo", Matter::ResetPassword { token });

        for text in [&words.text, &words.html] {
            assert!(text.contains("https://gather.example/reset#gth_rst_secret"), "{text}");
        }
    }

    #[test]
    fn a_name_is_a_text_and_not_html() {
        let words = words("<b onclick='x'>Jo & \"Al\"</b>", Matter::PasswordChanged);

        assert!(words.text.contains("Hello <b onclick='x'>Jo & \"Al\"</b>,"));
        let shown = "Hello &lt;b onclick=&#39;x&#39;&gt;Jo &amp; &quot;Al&quot;&lt;/b&gt;,";
        assert!(words.html.contains(shown), "{}", words.html);
    }

    #[test]
    fn strangers_are_not_greeted_by_a_name_that_somebody_else_typed() {
        let token = "gth_ver_secret".to_owned();
        let words = words("your parcel: https://evil.example", Matter::ConfirmAddress { token });

        for text in [&words.text, &words.html] {
            assert!(!text.contains("evil"), "{text}");
        }
    }
}
