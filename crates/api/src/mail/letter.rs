//! Mails, in text and in HTML: the same words in both.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use gather_domain::mail::Template;
use serde::{Deserialize, Serialize};

use super::matter::{Part, matter};
use crate::news::News;

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
        /// Where they come back to.
        #[serde(default)]
        redirect: Option<String>,
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
        /// Where they come back to.
        #[serde(default)]
        redirect: Option<String>,
    },
    /// M-24: the password is another.
    PasswordChanged,
    /// M-24: the address is another. It goes to both, and names the new one to neither.
    AddressChanged,
    /// M-25: somebody signed up with an address that has an account.
    AddressTaken,
    /// M-3: they are invited to run an event.
    Invitation {
        /// Of the link.
        token: String,
        /// What the event is called.
        event: String,
        /// Who invites them.
        inviter: String,
        /// As what, by its name in storage.
        role: String,
        /// The instant from which the link no longer works.
        until: DateTime<Utc>,
    },
    /// M-4: that was taken back.
    InviteRevoked {
        /// What the event is called.
        event: String,
    },
    /// M-2: they run an event from now on.
    Welcome {
        /// What the event is called.
        event: String,
        /// Its id.
        event_id: String,
        /// As what, by its name in storage.
        role: String,
    },
    /// What they are told on their screen as well.
    News(News),
}

/// A letter in words.
pub(crate) struct Words {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

impl Matter {
    /// Whom it greets: nobody by name where the address is not known to be theirs. Whoever typed it
    /// typed the name as well, and would write to strangers by our hand.
    const fn addressee<'a>(&self, name: &'a str) -> Option<&'a str> {
        match self {
            Self::ConfirmAddress { .. }
            | Self::ConfirmNewAddress { .. }
            | Self::Invitation { .. }
            | Self::InviteRevoked { .. } => None,
            Self::ResetPassword { .. }
            | Self::PasswordChanged
            | Self::AddressChanged
            | Self::AddressTaken
            | Self::Welcome { .. }
            | Self::News(_) => Some(name),
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
            Self::Invitation { .. } => Template::Invitation,
            Self::InviteRevoked { .. } => Template::InviteRevoked,
            Self::Welcome { .. } => Template::Welcome,
            Self::News(news) => Template::News(news.kind()),
        }
    }
}

impl Letter {
    /// The letter in words. Links lead to pages of the app, their secrets in the fragment, which
    /// never reaches a server.
    pub(crate) fn words(&self, public_url: &str) -> Words {
        let (subject, parts) = matter(&self.matter, public_url);
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
        let words = words("Jo", Matter::ResetPassword { token, redirect: None });

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
        let words = words(
            "your parcel: https://evil.example",
            Matter::ConfirmAddress { token, redirect: None },
        );

        for text in [&words.text, &words.html] {
            assert!(!text.contains("evil"), "{text}");
        }
    }
}
