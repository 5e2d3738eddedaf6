//! Where somebody comes back to who has to sign in, or to confirm their address, on the way.

use std::fmt;

/// A page of the browser app, with its query and its fragment.
///
/// It comes from outside and ends up in mails: whatever could lead to another site is none.
#[derive(Clone, PartialEq, Eq)]
pub struct Redirect(String);

/// It is no page of the browser app that somebody comes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a page of this site")]
pub struct NotOurs;

/// The pages that somebody comes back to, and what may follow them.
const PAGES: [&str; 8] = [
    "",
    "account",
    "admin",
    "event-invite",
    "events",
    "gatherings",
    "invitations",
    "notifications",
];

/// The one whose fragment is its secret.
const INVITE: &str = "/event-invite";

impl Redirect {
    /// How many bytes it may have.
    pub const MAX: usize = 2048;

    /// The page, if it is one of ours.
    pub fn parse(text: &str) -> Result<Self, NotOurs> {
        Self::of_page(text).ok_or(NotOurs)
    }

    fn of_page(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('/')?;
        let is_ours = !rest.starts_with(['/', '\\']);
        let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '\\' | '"' | '<' | '>');
        let path = rest.split(['?', '#']).next()?;
        let page = path.split('/').next()?;
        let has_fragment = text.contains('#');
        let is_good = is_ours
            && text.len() <= Self::MAX
            && text.chars().all(is_plain)
            && PAGES.contains(&page)
            && (!has_fragment || text.split('#').next() == Some(INVITE));
        is_good.then(|| Self(text.to_owned()))
    }

    /// The page.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// There may be a secret in it.
impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redirect(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_ours_is_one() {
        for text in [
            "/",
            "/events",
            "/events/new?x=1",
            "/event-invite#gth_inv_x",
            "/admin/events",
            "/invitations",
            "/notifications",
            "/gatherings/town-fair",
        ] {
            assert_eq!(Redirect::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn what_leads_elsewhere_is_none() {
        for text in [
            "",
            "events",
            "//example.org",
            "/\\example.org",
            "https://example.org/",
            "javascript:alert(1)",
            "/\t/example.org",
            "/events\n",
            "/h#gth_h_x",
            "/events#gth_h_x",
            "/login",
            "/api/events",
        ] {
            assert_eq!(Redirect::parse(text), Err(NotOurs), "{text:?}");
        }
        let long = format!("/events/{}", "a".repeat(Redirect::MAX));
        assert_eq!(Redirect::parse(&long), Err(NotOurs));
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        let redirect = Redirect::parse("/event-invite#gth_inv_x").unwrap();
        assert_eq!(format!("{redirect:?}"), "Redirect(…)");
    }
}
