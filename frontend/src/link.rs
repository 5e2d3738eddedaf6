//! The secret of a link: what it looks like and what can be told from it.
//!
//! Nothing here asks anybody: whether a link works is the server's to say.

use std::fmt;

/// How many characters follow the prefix.
const LENGTH: usize = 43;

/// What kind of screen a link opens. Its prefix tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// What one person brings.
    Participant,
    /// One team.
    Coordinator,
    /// The whole gathering.
    Host,
    /// An account's address, to be confirmed.
    VerifyEmail,
    /// The address that an account is to have.
    ChangeEmail,
    /// An account's new password.
    ResetPassword,
    /// To run a gathering, alone or with others.
    EventInvite,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Participant,
        Self::Coordinator,
        Self::Host,
        Self::VerifyEmail,
        Self::ChangeEmail,
        Self::ResetPassword,
        Self::EventInvite,
    ];

    /// What a secret of this kind begins with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Participant => "gth_p_",
            Self::Coordinator => "gth_c_",
            Self::Host => "gth_h_",
            Self::VerifyEmail => "gth_ver_",
            Self::ChangeEmail => "gth_chg_",
            Self::ResetPassword => "gth_rst_",
            Self::EventInvite => "gth_inv_",
        }
    }

    /// Where its screen is, and below `/api` what the screen of a role's link asks.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Participant => "/p",
            Self::Coordinator => "/c",
            Self::Host => "/h",
            Self::VerifyEmail => "/verify",
            Self::ChangeEmail => "/email",
            Self::ResetPassword => "/reset",
            Self::EventInvite => "/event-invite",
        }
    }
}

/// A link's secret. Whoever has it acts as its person, or enters their account, so `Debug` shows its
/// kind alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    kind: Kind,
    text: String,
}

/// Why a fragment is not a secret for this screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing after the `#`.
    Missing,
    /// There is something, but no whole link.
    Malformed,
    /// It opens another screen.
    OtherKind(Secret),
}

impl Secret {
    /// Reads a fragment, with or without its `#`. What follows an `&` is not the secret's.
    ///
    /// What a messenger or a mail program left behind the link, a full stop or a bracket, is
    /// dropped: the length is known.
    pub fn parse(fragment: &str) -> Result<Self, Fault> {
        let text = fragment.trim_start_matches('#').trim();
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        let kind = Kind::ALL
            .into_iter()
            .find(|kind| text.starts_with(kind.prefix()))
            .ok_or(Fault::Malformed)?;
        let end = kind.prefix().len() + LENGTH;
        let text = text.get(..end).ok_or(Fault::Malformed)?;
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            return Err(Fault::Malformed);
        }
        Ok(Self { kind, text: text.to_owned() })
    }

    /// The first whole link in a text that somebody pasted: an address, or a message around one.
    pub fn find_in(text: &str) -> Option<Self> {
        text.match_indices("gth_").find_map(|(at, _)| Self::parse(text.get(at..)?).ok())
    }

    /// Reads the fragment of a screen of this kind.
    pub fn parse_for(kind: Kind, fragment: &str) -> Result<Self, Fault> {
        let secret = Self::parse(fragment)?;
        if secret.kind == kind { Ok(secret) } else { Err(Fault::OtherKind(secret)) }
    }

    /// What it opens.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Its text, for the header of a request.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The address of its own screen, secret included.
    pub fn address(&self) -> String {
        format!("{}#{}", self.kind.path(), self.text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Secret({:?})", self.kind)
    }
}

/// Where a path such as `/p/gth_p_…`, or `/event-invite?token=…`, leads: the same secret, in the
/// fragment.
pub fn from_alias(address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    if path.trim_end_matches('/') == Kind::EventInvite.path() {
        let token = query.split('&').find_map(|part| part.strip_prefix("token="));
        if let Some(token) = token {
            return Some(format!("{}#{token}", Kind::EventInvite.path()));
        }
    }
    Kind::ALL.into_iter().find_map(|kind| {
        let segment = path.strip_prefix(kind.path())?.strip_prefix('/')?.trim_end_matches('/');
        let is_secret = segment.starts_with("gth_") && !segment.contains('/');
        is_secret.then(|| format!("{}#{segment}", kind.path()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(prefix: &str) -> String {
        format!("{prefix}{}", "aB3-_".repeat(9).get(..LENGTH).unwrap())
    }

    #[test]
    fn a_fragment_is_read_with_what_mail_programs_leave_behind_it() {
        let expected = text("gth_p_");
        for fragment in [format!("#{expected}"), format!("#{expected})."), expected.clone()] {
            let secret = Secret::parse(&fragment).unwrap();
            assert_eq!(secret.expose(), expected);
            assert_eq!(secret.kind(), Kind::Participant);
        }
    }

    #[test]
    fn a_link_is_found_in_what_somebody_pasted() {
        let secret = text("gth_p_");
        for pasted in [
            secret.clone(),
            format!("https://example.org/p#{secret}"),
            format!("Hi Rosie, this is yours: https://example.org/p/{secret}. See you!"),
            format!("gth_p_short and https://example.org/p#{secret}"),
        ] {
            assert_eq!(Secret::find_in(&pasted).unwrap().expose(), secret, "{pasted}");
        }
        assert_eq!(Secret::find_in("https://example.org/p#gth_p_short"), None);
        assert_eq!(Secret::find_in(""), None);
    }

    #[test]
    fn nothing_and_half_a_link_are_told_apart() {
        assert_eq!(Secret::parse("#"), Err(Fault::Missing));
        assert_eq!(Secret::parse(""), Err(Fault::Missing));
        assert_eq!(Secret::parse("#gth_p_abc"), Err(Fault::Malformed));
        assert_eq!(Secret::parse("#main"), Err(Fault::Malformed));
        assert_eq!(Secret::parse(&format!("#gth_p_{}", "ä".repeat(43))), Err(Fault::Malformed));
    }

    #[test]
    fn a_link_of_another_kind_knows_its_own_screen() {
        let fragment = text("gth_h_");
        let Err(Fault::OtherKind(secret)) = Secret::parse_for(Kind::Participant, &fragment) else {
            panic!("taken for a participant's");
        };
        assert_eq!(secret.address(), format!("/h#{fragment}"));
    }

    #[test]
    fn every_kind_is_known_by_its_prefix_alone() {
        for kind in Kind::ALL {
            let secret = Secret::parse(&text(kind.prefix())).unwrap();
            assert_eq!(secret.kind(), kind);
            assert_eq!(Secret::parse_for(kind, secret.expose()), Ok(secret));
        }
    }

    #[test]
    fn debug_does_not_show_the_secret() {
        let secret = Secret::parse(&text("gth_c_")).unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(Coordinator)");
    }

    #[test]
    fn a_secret_in_the_path_moves_to_the_fragment() {
        assert_eq!(from_alias("/p/gth_p_x"), Some("/p#gth_p_x".to_owned()));
        assert_eq!(from_alias("/h/gth_h_x/"), Some("/h#gth_h_x".to_owned()));
        assert_eq!(from_alias("/reset/gth_rst_x"), Some("/reset#gth_rst_x".to_owned()));
        assert_eq!(
            from_alias("/event-invite/gth_inv_x"),
            Some("/event-invite#gth_inv_x".to_owned())
        );
        let old = "/event-invite?utm=1&token=gth_inv_x&more";
        assert_eq!(from_alias(old), Some("/event-invite#gth_inv_x".to_owned()));
        assert_eq!(from_alias("/event-invite"), None);
        assert_eq!(from_alias("/event-invite?other=gth_inv_x"), None);
        assert_eq!(from_alias("/h?token=gth_h_x"), None);
        assert_eq!(from_alias("/h/people"), None);
        assert_eq!(from_alias("/h/teams/gth_h_x"), None);
        assert_eq!(from_alias("/p"), None);
        assert_eq!(from_alias("/"), None);
    }
}
