//! What mails say.

use std::borrow::Cow;

use gather_domain::account_link::AccountLinkKind as Kind;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::Matter;
use crate::news::{Words, role_in_words};

/// A part of what a mail says.
pub(super) enum Part<'a> {
    /// A paragraph.
    Says(Cow<'a, str>),
    /// A link, by what it is called.
    Link(&'a str, String),
}

/// The subject of a mail, and what it says. Links lead to pages of the app, their secrets in the
/// fragment.
#[expect(clippy::too_many_lines, reason = "what mails say, one after the other")]
pub(super) fn matter<'a>(matter: &Matter, public_url: &str) -> (String, Vec<Part<'a>>) {
    use Part::Link;

    let page = |path: &str| format!("{public_url}{path}");
    let plan = |id: &str| Link("Open the gathering", page(&format!("/events/{id}")));
    let to_account = |kind: Kind, token: &str, redirect: &Option<String>| {
        let back = redirect.as_ref().map(|it| utf8_percent_encode(it, NON_ALPHANUMERIC));
        let back = back.map(|it| format!("&redirect={it}")).unwrap_or_default();
        page(&format!("{}#{token}{back}", kind.page()))
    };
    let (subject, parts) = match matter {
        Matter::ConfirmAddress { token, redirect } => (
            "Confirm your address",
            vec![
                says("You signed up for Gather. Confirm that this address is yours:"),
                Link("Confirm my address", to_account(Kind::VerifyEmail, token, redirect)),
                says(
                    "The page asks for the password that you chose. The link works once, for \
                     two days.",
                ),
                says(NOT_YOU),
            ],
        ),
        Matter::ConfirmNewAddress { token } => (
            "Confirm your new address",
            vec![
                says("You want mails of Gather to come here from now on. Confirm it:"),
                Link("Use this address", to_account(Kind::ChangeEmail, token, &None)),
                says("The page asks for your password. The link works once, for two days."),
                says(NOT_YOU),
            ],
        ),
        Matter::ResetPassword { token, redirect } => (
            "Choose a new password",
            vec![
                says("Somebody, hopefully you, cannot sign in to Gather any more."),
                Link("Choose a new password", to_account(Kind::ResetPassword, token, redirect)),
                says("The link works once, for an hour."),
                says("It was not you? Then there is nothing to do: your password stays."),
            ],
        ),
        Matter::PasswordChanged => (
            "Your password was changed",
            vec![
                says("The password of your account at Gather is another now."),
                says("It was not you? Choose a new one at once:"),
                Link("Choose a new password", page("/forgot")),
            ],
        ),
        Matter::AddressChanged => (
            "Your address was changed",
            vec![
                says("Your account at Gather has another address now."),
                says("It was not you? Then ask whoever runs this server for help:"),
                Link("Gather", page("/")),
            ],
        ),
        Matter::AddressTaken => (
            "You have an account already",
            vec![
                says(
                    "Somebody wanted to use this address for an account at Gather. It has one \
                     already, and nothing was changed.",
                ),
                says("If it was you, sign in, or choose a new password there:"),
                Link("Sign in", page("/login")),
                says(NOT_YOU),
            ],
        ),
        Matter::Invitation { token, event, inviter, role, until } => {
            let role = role_in_words(role);
            let subject = format!("Your invitation to run “{event}”");
            let until = until.format("%-d %B %Y at %H:%M UTC");
            let parts = vec![
                tells(format!("{inviter} invites you to be {role} of “{event}” on Gather.")),
                Link("See the invitation", page(&format!("/event-invite#{token}"))),
                tells(format!("The link works once, until {until}.")),
                says("You do not know what this is about? Then there is nothing to do."),
            ];
            return (subject, parts);
        }
        Matter::InviteRevoked { event } => {
            let subject = format!("Your invitation to run “{event}” was taken back");
            let parts = vec![
                tells(format!(
                    "The invitation to run “{event}” that was sent to this address does not work \
                     any more.",
                )),
                says("If that surprises you, ask whoever invited you."),
            ];
            return (subject, parts);
        }
        Matter::News(news) => {
            let Words { title, says, page: (name, path) } = news.words();
            let mut parts: Vec<_> = says.into_iter().map(tells).collect();
            parts.push(Link(name, page(&path)));
            return (title, parts);
        }
        Matter::Welcome { event, event_id, role } => {
            let role = role_in_words(role);
            let subject = format!("You are {role} of “{event}”");
            let parts = vec![
                tells(format!(
                    "You are {role} of “{event}” now: you plan what is to be brought and done, \
                     and see how it stands.",
                )),
                plan(event_id),
            ];
            return (subject, parts);
        }
    };
    (subject.to_owned(), parts)
}

const NOT_YOU: &str = "It was not you? Then there is nothing to do.";

const fn says(words: &str) -> Part<'_> {
    Part::Says(Cow::Borrowed(words))
}

const fn tells<'a>(words: String) -> Part<'a> {
    Part::Says(Cow::Owned(words))
}
