//! Where somebody wanted to go when they had to sign in first.
//!
//! It rides in the fragment of the sign-in pages' addresses, `/login#redirect=…`, from page to page
//! and through the links in our mails: it can hold the secret of an invite, which belongs neither
//! into a query nor into the browser's storage.

use std::fmt;

use uuid::Uuid;

use crate::{
    browser,
    link::{Kind, Secret},
};

/// The name of the way back in a fragment.
const NAME: &str = "redirect=";

/// What follows the secret of an invite whose reader would rather decline it.
pub const DECLINING: &str = "&decline";

/// The longest there may be.
const LONGEST: usize = 2048;

/// An address of ours that somebody may be led to.
///
/// It comes out of the address, where anybody can have put it: what could lead to another site, to
/// no page or in a circle is no way back.
#[derive(Clone, PartialEq, Eq)]
pub struct WayBack(String);

impl WayBack {
    /// Reads an address: a path, with its query; the page of an invite has a fragment as well.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '\\' | '"' | '<' | '>');
        let is_ours = text.starts_with('/') && !text.starts_with("//");
        if !is_ours || text.len() > LONGEST || !text.chars().all(is_plain) {
            return None;
        }
        let (rest, fragment) = text.split_once('#').map_or((text, None), |(a, b)| (a, Some(b)));
        let path = rest.split_once('?').map_or(rest, |(path, _)| path);
        let may_have_secret = path == Kind::EventInvite.path();
        (is_page(path) && (fragment.is_none() || may_have_secret)).then(|| Self(text.to_owned()))
    }

    /// The way back that a fragment holds, alone or behind the secret of a link.
    pub fn in_fragment(fragment: &str) -> Option<Self> {
        let mut parts = fragment.trim_start_matches('#').split('&');
        Self::parse(&decode(parts.find_map(|part| part.strip_prefix(NAME))?)?)
    }

    /// Where the browser is.
    pub fn here() -> Option<Self> {
        Self::parse(&browser::path_and_query()?)
    }

    /// The page of an invite; what follows its secret may be [`DECLINING`].
    pub fn to_invite(secret: &Secret, suffix: &str) -> Option<Self> {
        Self::parse(&format!("{}{suffix}", secret.address()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The secret is nobody's to read.
impl fmt::Debug for WayBack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.split_once('#').map_or(self.0.as_str(), |(shown, _)| shown);
        write!(formatter, "WayBack({shown})")
    }
}

/// Whether the app has a page at this path, other than those where one signs in: to come back there
/// would be to go in a circle.
fn is_page(path: &str) -> bool {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    match (segments.next(), segments.next(), segments.next()) {
        (
            None
            | Some(
                "events" | "account" | "admin" | "event-invite" | "gatherings" | "invitations"
                | "notifications",
            ),
            None,
            _,
        )
        | (Some("events"), Some("new"), None)
        | (Some("account"), Some("mails"), None)
        | (
            Some("admin"),
            Some("events" | "deleted" | "invites" | "accounts" | "outbox" | "audit" | "settings"),
            None,
        ) => true,
        (Some("gatherings"), Some(slug), None) => {
            slug.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
        }
        (Some("events"), Some(id), below) => {
            let is_name = |part: &str| part.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
            Uuid::parse_str(id).is_ok() && below.is_none_or(is_name) && segments.all(is_name)
        }
        _ => false,
    }
}

/// A page that is passed on the way, `/login`, say, with the way back in its fragment.
pub fn past(page: &str, back: Option<&WayBack>) -> String {
    match back {
        Some(back) => format!("{page}#{NAME}{}", encode(back.as_str())),
        None => page.to_owned(),
    }
}

/// Whether a fragment holds nothing but a way back.
pub fn is_alone(fragment: &str) -> bool {
    fragment.trim_start_matches('#').starts_with(NAME)
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                let digit = char::from_digit(digit.into(), 16).unwrap_or('0');
                encoded.push(digit.to_ascii_uppercase());
            }
        }
    }
    encoded
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = "/events/0190a5b0-0000-7000-8000-000000000000";

    #[test]
    fn a_page_of_ours_is_a_way_back() {
        for path in [
            "/",
            "/events",
            "/events/new",
            "/account",
            "/account/mails",
            "/invitations",
            "/notifications",
            "/admin",
            "/admin/audit?actor=Jo",
            "/admin/events?ownership=unhosted&q=a%20b",
            "/event-invite#gth_inv_x",
            &format!("{EVENT}/people?show=not_opened"),
            &format!("{EVENT}/plan/items"),
        ] {
            assert_eq!(WayBack::parse(path).unwrap().as_str(), path);
            let address = past("/login", WayBack::parse(path).as_ref());
            let (page, fragment) = address.split_once('#').unwrap();
            assert_eq!(page, "/login");
            assert!(!fragment.contains(['#', '&', '?', '/']), "{fragment}");
            assert_eq!(WayBack::in_fragment(fragment).unwrap().as_str(), path);
        }
    }

    #[test]
    fn what_leads_elsewhere_or_in_a_circle_is_none() {
        for text in [
            "",
            "events",
            "//example.org",
            "/\\example.org",
            "/\t/example.org",
            "https://example.org/",
            "javascript:alert(1)",
            "/events\n",
            "/events#gth_inv_x",
            "/h#gth_h_x",
            "/h",
            "/p#gth_p_x",
            "/login#redirect=%2Flogin",
            "/signup",
            "/reset",
            "/nowhere",
            "/events/1",
            "/events/..//example.org",
            &format!("{EVENT}/../../login"),
            &format!("{EVENT}/%2e%2e/login"),
            "/events\0",
        ] {
            assert_eq!(WayBack::parse(text), None, "{text:?}");
        }
        assert!(WayBack::parse(&format!("/events?q={}", "a".repeat(LONGEST - 10))).is_some());
        assert_eq!(WayBack::parse(&format!("/events?q={}", "a".repeat(LONGEST - 9))), None);
    }

    #[test]
    fn it_is_found_behind_a_secret_and_nowhere_else() {
        let found = |fragment: &str| WayBack::in_fragment(fragment).map(|back| back.0);
        let expected = Some("/event-invite#gth_inv_x".to_owned());
        let encoded = "%2Fevent-invite%23gth_inv_x";
        assert_eq!(found(&format!("#gth_ver_x&redirect={encoded}")), expected);
        assert_eq!(found(&format!("redirect={encoded}")), expected);
        assert!(is_alone(&format!("#redirect={encoded}")));
        assert!(!is_alone(&format!("#gth_ver_x&redirect={encoded}")));
        for nothing in
            ["", "#", "#gth_ver_x", "#redirect=", "#redirect=%2", "#redirect=%zz", "#redirect=%ff"]
        {
            assert_eq!(found(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn debug_does_not_show_a_secret() {
        let back = WayBack::parse("/event-invite#gth_inv_x").unwrap();
        assert_eq!(format!("{back:?}"), "WayBack(/event-invite)");
    }
}
