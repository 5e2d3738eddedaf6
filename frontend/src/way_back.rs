//! Where somebody wanted to go when they had to sign in first.

use std::fmt;

use crate::browser;

/// The name of the way back in a query.
const QUERY: &str = "redirect";

/// Under which name this browser keeps the way back of somebody who looks for our mail.
const KEPT: &str = "gather-way-back";

/// Where one signs in: to come back there would be to go in a circle.
const SIGN_IN: [&str; 6] = ["/login", "/signup", "/forgot", "/verify", "/email", "/reset"];

/// The longest that is kept.
const LONGEST: usize = 500;

/// A path of ours, with its query, that somebody may be led to.
///
/// It comes out of the address, where anybody can have put it: whatever could lead to another site
/// is no way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayBack(String);

impl WayBack {
    /// Reads what the query says.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '\\' | '#' | '"' | '<' | '>');
        let is_ours = text.starts_with('/') && !text.starts_with("//");
        let is_sign_in = SIGN_IN.into_iter().any(|page| text.starts_with(page));
        let is_good = is_ours && !is_sign_in && text.len() <= LONGEST && text.chars().all(is_plain);
        is_good.then(|| Self(text.to_owned()))
    }

    /// Where the browser is.
    pub fn here() -> Option<Self> {
        Self::parse(&browser::path_and_query()?)
    }

    /// Keeps it in this browser for whoever comes back by a link from our mail, which knows nothing
    /// of it; or forgets the one before.
    pub fn keep(this: Option<&Self>) {
        match this {
            Some(Self(path)) => browser::keep(KEPT, path),
            None => browser::forget(KEPT),
        }
    }

    /// The one that was kept, once.
    pub fn take_kept() -> Option<Self> {
        let kept = browser::kept(KEPT)?;
        browser::forget(KEPT);
        Self::parse(&kept)
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WayBack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A page that is passed on the way, `/login`, say, with the way back in its query.
pub fn past(page: &str, back: Option<&WayBack>) -> String {
    match back {
        Some(back) => format!("{page}?{QUERY}={}", browser::encode(back.as_str())),
        None => page.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_ours_is_a_way_back() {
        for path in ["/", "/events", "/events/new", "/events/0b7/people?show=not_opened"] {
            assert_eq!(WayBack::parse(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn what_leads_elsewhere_or_in_a_circle_is_none() {
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
            "/login?redirect=/login",
            "/signup",
            "/reset",
        ] {
            assert_eq!(WayBack::parse(text), None, "{text:?}");
        }
        assert_eq!(WayBack::parse(&format!("/{}", "a".repeat(LONGEST))), None);
    }
}
