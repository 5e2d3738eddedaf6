//! What members are told of, and which mails about it they want.

use chrono::{DateTime, Utc};

use crate::id::NotificationId;

/// Something that happened, told to somebody whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// What happened.
    pub kind: NotificationType,
    /// The same in a few words.
    pub title: String,
    /// The same in a sentence or two.
    pub body: String,
    /// The page of the app where one goes on.
    pub link: String,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// When it was marked as read.
    pub read_at: Option<DateTime<Utc>>,
}

/// What somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotificationType {
    /// Somebody accepted an invite or an invitation that one made.
    InviteAccepted,
    /// Somebody declined an invite or an invitation that one made.
    InviteDeclined,
    /// An invite to one's own address was taken back.
    InviteRevoked,
    /// Somebody holds the link of an expired invite, and asks for a new one.
    InviteWanted,
    /// An invite that one made expires soon, and nobody opened it.
    InviteExpiring,
    /// Invites that one made have expired.
    InvitesExpired,
    /// Host invites that one made grant something else now: the event has a primary host.
    InvitesChanged,
    /// A member invites one to run an event with them.
    Invited,
    /// That invitation was withdrawn.
    InvitationWithdrawn,
    /// Somebody runs the event with one now.
    HostJoined,
    /// Who runs the event, or as what, is another now.
    HostsChanged,
    /// One does not run the event any more.
    Removed,
    /// The event is in one's hands now.
    NowPrimary,
    /// The event is in nobody's hands.
    Unhosted,
    /// The event, which was deleted, is there again.
    BroughtBack,
}

/// What a notification is about, by which its mails are switched on and off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// Invites, and invitations of members.
    Invitations,
    /// Who runs an event with one.
    HostActivity,
    /// What expires soon, or has expired.
    Digests,
    /// What those who run the server look after.
    Admin,
}

/// Which mails somebody wants. Notifications come in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a switch each, which have nothing to do with each other"
)]
pub struct Preferences {
    /// Any at all.
    pub mails: bool,
    /// Of [`Category::Invitations`].
    pub invitations: bool,
    /// Of [`Category::HostActivity`].
    pub host_activity: bool,
    /// Of [`Category::Digests`].
    pub digests: bool,
    /// Of [`Category::Admin`].
    pub admin: bool,
}

/// Of whoever never said.
impl Default for Preferences {
    fn default() -> Self {
        Self { mails: true, invitations: true, host_activity: true, digests: true, admin: true }
    }
}

impl Preferences {
    /// Whether they want mails of this category.
    pub const fn wants(&self, category: Category) -> bool {
        self.mails
            && match category {
                Category::Invitations => self.invitations,
                Category::HostActivity => self.host_activity,
                Category::Digests => self.digests,
                Category::Admin => self.admin,
            }
    }
}

impl NotificationType {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::InviteAccepted,
        Self::InviteDeclined,
        Self::InviteRevoked,
        Self::InviteWanted,
        Self::InviteExpiring,
        Self::InvitesExpired,
        Self::InvitesChanged,
        Self::Invited,
        Self::InvitationWithdrawn,
        Self::HostJoined,
        Self::HostsChanged,
        Self::Removed,
        Self::NowPrimary,
        Self::Unhosted,
        Self::BroughtBack,
    ];

    /// Its name in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InviteAccepted => "invite_accepted",
            Self::InviteDeclined => "invite_declined",
            Self::InviteRevoked => "invite_revoked",
            Self::InviteWanted => "invite_wanted",
            Self::InviteExpiring => "invite_expiring",
            Self::InvitesExpired => "invites_expired",
            Self::InvitesChanged => "invites_changed",
            Self::Invited => "invited",
            Self::InvitationWithdrawn => "invitation_withdrawn",
            Self::HostJoined => "host_joined",
            Self::HostsChanged => "hosts_changed",
            Self::Removed => "removed",
            Self::NowPrimary => "now_primary",
            Self::Unhosted => "unhosted",
            Self::BroughtBack => "brought_back",
        }
    }

    /// The type of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// What it is about.
    pub const fn category(self) -> Category {
        match self {
            Self::InviteAccepted
            | Self::InviteDeclined
            | Self::InviteRevoked
            | Self::InviteWanted
            | Self::InvitesChanged
            | Self::Invited
            | Self::InvitationWithdrawn => Category::Invitations,
            Self::HostJoined
            | Self::HostsChanged
            | Self::Removed
            | Self::NowPrimary
            | Self::BroughtBack => Category::HostActivity,
            Self::InviteExpiring | Self::InvitesExpired => Category::Digests,
            Self::Unhosted => Category::Admin,
        }
    }

    /// Whether it comes by mail, too, to whoever wants that. An invite that is taken back is not
    /// among these: who it was mailed to is told by mail in any case, member or not.
    pub const fn is_mailed(self) -> bool {
        match self {
            Self::InviteAccepted
            | Self::InviteWanted
            | Self::InviteExpiring
            | Self::InvitesExpired
            | Self::Invited
            | Self::Removed
            | Self::NowPrimary
            | Self::Unhosted
            | Self::BroughtBack => true,
            Self::InviteDeclined
            | Self::InviteRevoked
            | Self::InvitesChanged
            | Self::InvitationWithdrawn
            | Self::HostJoined
            | Self::HostsChanged => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_category_has_a_switch_of_its_own_and_all_have_one_together() {
        let all =
            [Category::Invitations, Category::HostActivity, Category::Digests, Category::Admin];
        let on = Preferences::default();
        let wants = |it: Preferences| all.map(|category| it.wants(category));

        assert_eq!(wants(on), [true; 4]);
        assert_eq!(wants(Preferences { mails: false, ..on }), [false; 4]);
        assert_eq!(wants(Preferences { invitations: false, ..on }), [false, true, true, true]);
        assert_eq!(wants(Preferences { host_activity: false, ..on }), [true, false, true, true]);
        assert_eq!(wants(Preferences { digests: false, ..on }), [true, true, false, true]);
        assert_eq!(wants(Preferences { admin: false, ..on }), [true, true, true, false]);
    }

    #[test]
    fn each_type_is_found_by_its_name_and_by_no_other() {
        for kind in NotificationType::ALL {
            assert_eq!(NotificationType::of_name(kind.as_str()), Some(kind));
        }
        assert_eq!(NotificationType::of_name("invite"), None);
    }
}
