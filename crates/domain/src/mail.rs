//! Mails on their way: what they are about, how they fare, when they are tried again.

use chrono::TimeDelta;

use crate::notification::{Category, NotificationType};

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Template {
    /// Confirm the address that somebody signed up with.
    ConfirmAddress,
    /// Confirm the address that an account is to have.
    ConfirmNewAddress,
    /// Choose a new password.
    ResetPassword,
    /// The password of an account is another now.
    PasswordChanged,
    /// The address of an account is another now.
    AddressChanged,
    /// Somebody wanted an account with an address that has one.
    AddressTaken,
    /// Somebody is invited to run an event.
    Invitation,
    /// That invite was taken back.
    InviteRevoked,
    /// Somebody runs an event from now on.
    Welcome,
    /// What members are told on their screen as well.
    News(NotificationType),
}

/// How a mail fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailStatus {
    /// It waits to be sent, or is being sent.
    Queued,
    /// Another server has taken charge of it.
    Sent,
    /// It cannot be sent, or was tried too often.
    Failed,
    /// No mail leaves this server: an admin passes it on.
    Held,
    /// It is of no more use.
    Cancelled,
    /// There was nobody to send it to.
    Suppressed,
}

impl Template {
    /// Those that are no news.
    const OWN: [Self; 9] = [
        Self::ConfirmAddress,
        Self::ConfirmNewAddress,
        Self::ResetPassword,
        Self::PasswordChanged,
        Self::AddressChanged,
        Self::AddressTaken,
        Self::Invitation,
        Self::InviteRevoked,
        Self::Welcome,
    ];

    /// By which of their preferences somebody switches it off; `None`: it is always sent.
    pub const fn category(self) -> Option<Category> {
        match self {
            Self::ConfirmAddress
            | Self::ConfirmNewAddress
            | Self::ResetPassword
            | Self::PasswordChanged
            | Self::AddressChanged
            | Self::AddressTaken
            | Self::Invitation
            | Self::InviteRevoked => None,
            Self::Welcome => Some(Category::Invitations),
            Self::News(kind) => Some(kind.category()),
        }
    }

    /// Its name in storage and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ConfirmAddress => "confirm_address",
            Self::ConfirmNewAddress => "confirm_new_address",
            Self::ResetPassword => "reset_password",
            Self::PasswordChanged => "password_changed",
            Self::AddressChanged => "address_changed",
            Self::AddressTaken => "address_taken",
            Self::Invitation => "invitation",
            Self::InviteRevoked => "invite_revoked",
            Self::Welcome => "welcome",
            Self::News(kind) => kind.as_str(),
        }
    }

    /// The template of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        let named = |it: &Self| it.as_str() == name;
        let news = || NotificationType::of_name(name).filter(|it| it.is_mailed()).map(Self::News);
        Self::OWN.into_iter().find(named).or_else(news)
    }
}

impl MailStatus {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Sent, Self::Failed, Self::Held, Self::Cancelled, Self::Suppressed];

    /// Its name in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
            Self::Suppressed => "suppressed",
        }
    }

    /// The status of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// How long whoever sends a mail has it for themselves: longer than to send one may take. When it is
/// over, the sender has died, and the mail is anybody's again.
pub const LEASE: TimeDelta = TimeDelta::minutes(3);

/// How long to wait after so many attempts that came to nothing. `None`: that were enough.
pub const fn pause_after(attempts: i64) -> Option<TimeDelta> {
    match attempts {
        ..=1 => Some(TimeDelta::minutes(1)),
        2 => Some(TimeDelta::minutes(5)),
        3 => Some(TimeDelta::minutes(30)),
        4 => Some(TimeDelta::hours(2)),
        5..=7 => Some(TimeDelta::hours(8)),
        8.. => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_come_to_an_end() {
        let pauses: Vec<_> = (1..=8).map(pause_after).collect();

        assert!(pauses[..7].is_sorted() && pauses[0] < pauses[6], "{pauses:?}");
        assert_eq!(pauses[7], None);
        let all = pauses.iter().flatten().sum::<TimeDelta>();
        assert!(all > TimeDelta::days(1), "a server that is away for a day loses no mail");
    }

    #[test]
    fn names_are_read_back() {
        let news = NotificationType::ALL.into_iter().filter(|it| it.is_mailed());
        for it in Template::OWN.into_iter().chain(news.map(Template::News)) {
            assert_eq!(Template::of_name(it.as_str()), Some(it));
        }
        for it in MailStatus::ALL {
            assert_eq!(MailStatus::of_name(it.as_str()), Some(it));
        }
        assert_eq!(MailStatus::of_name("lost"), None);
    }
}
