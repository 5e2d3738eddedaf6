//! Identifiers, a type per thing, so that a person cannot be passed where an item is meant.

use std::fmt;

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id. Later ones sort after earlier ones (`UUIDv7`).
            #[expect(clippy::new_without_default, reason = "a default that differs each time")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }

            /// The id behind a UUID from outside.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID, for storage and for the wire.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )* };
}

ids! {
    /// An account that can sign in.
    AccountId,
    /// Somebody signed in somewhere.
    SessionId,
    /// A link to an account.
    AccountLinkId,
    /// Something that somebody is told of.
    NotificationId,
    /// A mail on its way.
    MailId,
    /// A gathering.
    EventId,
    /// Somebody's part in running a gathering.
    EventHostId,
    /// An invite to run a gathering.
    InviteId,
    /// A day of a gathering.
    DayId,
    /// A team of a gathering.
    TeamId,
    /// Somebody in plans.
    PersonId,
    /// Something that somebody brings or does.
    ItemId,
    /// Who has an item.
    AssignmentId,
    /// A link: an access token of one person at one event.
    LinkId,
    /// One thing that happened.
    AuditEntryId,
}
