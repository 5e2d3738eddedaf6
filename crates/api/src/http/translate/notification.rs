use gather_domain::notification::{Category, Notification, NotificationType, Preferences};
use gather_wire as wire;

use crate::usecase::notifications::Badge;

/// Something that somebody was told.
pub(crate) fn notification(it: Notification) -> wire::Notification {
    wire::Notification {
        id: it.id.as_uuid(),
        kind: notification_type(it.kind),
        category: match it.kind.category() {
            Category::Invitations => wire::Category::Invitations,
            Category::HostActivity => wire::Category::HostActivity,
            Category::Digests => wire::Category::Digests,
            Category::Admin => wire::Category::Admin,
        },
        title: it.title,
        body: it.body,
        link: it.link,
        created_at: it.created_at,
        read_at: it.read_at,
    }
}

/// What waits for somebody.
pub(crate) fn badge(badge: Badge) -> wire::Badge {
    wire::Badge { actionable: count(badge.actionable), unread: count(badge.unread) }
}

/// How many changed.
pub(crate) fn changed(changed: u64) -> wire::Changed {
    wire::Changed { changed: count(changed) }
}

fn count(many: u64) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

/// Which mails somebody wants.
pub(crate) const fn preferences(it: Preferences) -> wire::Preferences {
    wire::Preferences {
        mails: it.mails,
        invitations: it.invitations,
        host_activity: it.host_activity,
        digests: it.digests,
        admin: it.admin,
    }
}

const fn notification_type(kind: NotificationType) -> wire::NotificationType {
    match kind {
        NotificationType::InviteAccepted => wire::NotificationType::InviteAccepted,
        NotificationType::InviteDeclined => wire::NotificationType::InviteDeclined,
        NotificationType::InviteRevoked => wire::NotificationType::InviteRevoked,
        NotificationType::InviteWanted => wire::NotificationType::InviteWanted,
        NotificationType::InviteExpiring => wire::NotificationType::InviteExpiring,
        NotificationType::InvitesExpired => wire::NotificationType::InvitesExpired,
        NotificationType::InvitesChanged => wire::NotificationType::InvitesChanged,
        NotificationType::Invited => wire::NotificationType::Invited,
        NotificationType::InvitationWithdrawn => wire::NotificationType::InvitationWithdrawn,
        NotificationType::HostJoined => wire::NotificationType::HostJoined,
        NotificationType::HostsChanged => wire::NotificationType::HostsChanged,
        NotificationType::Removed => wire::NotificationType::Removed,
        NotificationType::NowPrimary => wire::NotificationType::NowPrimary,
        NotificationType::Unhosted => wire::NotificationType::Unhosted,
        NotificationType::BroughtBack => wire::NotificationType::BroughtBack,
    }
}

pub(crate) const fn from_notification_type(kind: wire::NotificationType) -> NotificationType {
    match kind {
        wire::NotificationType::InviteAccepted => NotificationType::InviteAccepted,
        wire::NotificationType::InviteDeclined => NotificationType::InviteDeclined,
        wire::NotificationType::InviteRevoked => NotificationType::InviteRevoked,
        wire::NotificationType::InviteWanted => NotificationType::InviteWanted,
        wire::NotificationType::InviteExpiring => NotificationType::InviteExpiring,
        wire::NotificationType::InvitesExpired => NotificationType::InvitesExpired,
        wire::NotificationType::InvitesChanged => NotificationType::InvitesChanged,
        wire::NotificationType::Invited => NotificationType::Invited,
        wire::NotificationType::InvitationWithdrawn => NotificationType::InvitationWithdrawn,
        wire::NotificationType::HostJoined => NotificationType::HostJoined,
        wire::NotificationType::HostsChanged => NotificationType::HostsChanged,
        wire::NotificationType::Removed => NotificationType::Removed,
        wire::NotificationType::NowPrimary => NotificationType::NowPrimary,
        wire::NotificationType::Unhosted => NotificationType::Unhosted,
        wire::NotificationType::BroughtBack => NotificationType::BroughtBack,
    }
}
