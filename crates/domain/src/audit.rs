//! What is remembered of every change.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    account::Account,
    id::{AccountId, AuditEntryId, DayId, EventId, InviteId, ItemId, LinkId, PersonId, TeamId},
    permission::{Authority, Permit},
    text::{Name, Reason},
};

/// One thing that happened. Names are as they were: it outlives all that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: AuditEntryId,
    /// The event that it belongs to.
    pub event_id: EventId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Cow<'static, str>,
    /// To what.
    pub target: Target,
    /// What exactly.
    pub details: Details,
}

/// What exactly happened, by name.
pub type Details = BTreeMap<String, String>;

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// As what.
    pub kind: ActorKind,
    /// Who, if it was somebody.
    pub id: Option<ActorId>,
    /// What they were called.
    pub name: String,
}

/// Who did something: whoever is nobody in the plan is known by their account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorId {
    /// A person of the plan.
    Person(PersonId),
    /// Somebody with an account.
    Account(AccountId),
}

impl ActorId {
    /// The id, whatever it is the id of.
    pub const fn as_uuid(self) -> Uuid {
        match self {
            Self::Person(id) => id.as_uuid(),
            Self::Account(id) => id.as_uuid(),
        }
    }
}

impl Actor {
    /// A person of the plan.
    pub fn person(authority: Authority, id: PersonId, name: &Name) -> Self {
        let (kind, id) = (ActorKind::Person(authority), Some(ActorId::Person(id)));
        Self { kind, id, name: name.to_string() }
    }

    /// An admin, who is nobody in the plan.
    pub fn admin(account: &Account) -> Self {
        Self::of(ActorKind::Admin, account)
    }

    /// Somebody with an account, who is nobody in the plan.
    pub fn member(account: &Account) -> Self {
        Self::of(ActorKind::Member, account)
    }

    fn of(kind: ActorKind, account: &Account) -> Self {
        let (id, name) = (Some(ActorId::Account(account.id)), account.display_name.to_string());
        Self { kind, id, name }
    }

    /// Gather itself, or somebody whom it does not know.
    pub fn gather() -> Self {
        Self { kind: ActorKind::System, id: None, name: "Gather".to_owned() }
    }
}

/// As what somebody acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorKind {
    /// A person of the plan.
    Person(Authority),
    /// An admin, who is nobody in the plan.
    Admin,
    /// Somebody with an account, who is nobody in the plan.
    Member,
    /// Gather itself.
    System,
}

impl ActorKind {
    /// Its name in storage and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person(Authority::Host) => "host",
            Self::Person(Authority::Coordinator) => "coordinator",
            Self::Person(Authority::Participant) => "participant",
            Self::Admin => "admin",
            Self::Member => "user",
            Self::System => "system",
        }
    }

    /// Whose id one is of whoever acted as this.
    pub const fn id(self, id: Uuid) -> Option<ActorId> {
        match self {
            Self::Person(_) => Some(ActorId::Person(PersonId::from_uuid(id))),
            Self::Admin | Self::Member => Some(ActorId::Account(AccountId::from_uuid(id))),
            Self::System => None,
        }
    }
}

/// What something was done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Which.
    pub id: TargetId,
    /// What it was called.
    pub name: String,
}

/// Which thing something was done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetId {
    /// The event itself.
    Event(EventId),
    /// A day.
    Day(DayId),
    /// A team.
    Team(TeamId),
    /// Somebody in the plan.
    Person(PersonId),
    /// An item.
    Item(ItemId),
    /// Somebody's link.
    Link(LinkId),
    /// An invite to run the event.
    Invite(InviteId),
    /// Somebody with an account, who is nobody in the plan.
    Account(AccountId),
}

impl TargetId {
    /// The type's name in storage and on the wire.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::Day(_) => "day",
            Self::Team(_) => "team",
            Self::Person(_) => "person",
            Self::Item(_) => "item",
            Self::Link(_) => "link",
            Self::Invite(_) => "invite",
            Self::Account(_) => "account",
        }
    }

    /// The id, whatever it is the id of.
    pub const fn as_uuid(self) -> Uuid {
        match self {
            Self::Event(id) => id.as_uuid(),
            Self::Day(id) => id.as_uuid(),
            Self::Team(id) => id.as_uuid(),
            Self::Person(id) => id.as_uuid(),
            Self::Item(id) => id.as_uuid(),
            Self::Link(id) => id.as_uuid(),
            Self::Invite(id) => id.as_uuid(),
            Self::Account(id) => id.as_uuid(),
        }
    }
}

/// What is recorded, beyond what the matrix governs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed<'a> {
    /// Something that the matrix allowed.
    Permitted(&'a Permit),
    /// The plan stands elsewhere now.
    StatusChange,
    /// The plan was frozen, and a host opened it again.
    Unfreeze(Option<&'a Reason>),
    /// A host listed every link of the event, secrets included.
    ListLinks,
    /// A link's secret was replaced.
    RotateLink,
    /// A gathering was loaded from a file.
    ImportGathering,
    /// Somebody made an event.
    CreateEvent,
    /// An event was deleted: nobody but admins knows of it any more.
    DeleteEvent,
    /// An admin brought a deleted event back.
    BringBackEvent,
    /// An admin deleted an event for good, with everything under it.
    PurgeEvent(&'a Reason),
    /// An admin listed an event that nobody runs yet.
    ListEvent,
    /// Somebody runs the event from now on.
    JoinHosts,
    /// A member was invited to run the event.
    InviteMember,
    /// They declined.
    DeclineInvitation,
    /// The invitation was withdrawn.
    WithdrawInvitation,
    /// Somebody wanted to accept an invite, and could not.
    RefuseInvite,
    /// A co-host is a host from now on.
    Promoted,
    /// A host is a co-host from now on.
    Demoted,
    /// Somebody else took somebody's part in running the event.
    RemoveHost,
    /// An admin put somebody there.
    AssignHost,
    /// The primary host handed the event over.
    TransferEvent,
    /// Somebody took the event in hand, which was in nobody's.
    StepUp,
    /// An admin took it out of their hands again.
    ReverseStepUp(&'a Reason),
    /// An invite was made.
    InviteCreated,
    /// Somebody opened an invite for the first time.
    InviteOpened,
    /// The mail with an invite's link left.
    InviteSent,
    /// It was given up.
    InviteSendFailed,
    /// An invite got a new link.
    InviteResent,
    /// The time, the label or the note of an invite changed.
    InviteUpdated,
    /// An invite was taken back.
    InviteRevoked,
    /// Whom an invite was for said no.
    InviteDeclined,
    /// An invite was accepted.
    InviteAccepted,
    /// The holder of an expired invite asked for a new one.
    InviteExpiredRequest,
    /// Somebody does not run the event any more.
    LeaveHosts,
    /// The event is in the hands of another host first.
    SetPrimary,
    /// The event is in nobody's hands.
    ClearPrimary,
    /// Those who run the event want it to be known.
    Published,
    /// They do not any more.
    Unpublished,
    /// To whom it is known, or whether co-hosts may invite, changed.
    TermsChanged,
    /// The event does not take place.
    Cancelled,
    /// It takes place after all.
    Restored,
}

impl Deed<'_> {
    /// The action's name: an override's begins with `override_`.
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Permitted(permit) => match permit.override_reason() {
                Some(_) => format!("override_{}", permit.action().as_str()).into(),
                None => permit.action().as_str().into(),
            },
            Self::StatusChange => "event_status_change".into(),
            Self::Unfreeze(_) => "override_unfreeze".into(),
            Self::ListLinks => "list_links".into(),
            Self::RotateLink => "rotate_link".into(),
            Self::ImportGathering => "import_gathering".into(),
            Self::CreateEvent => "create_event".into(),
            Self::DeleteEvent => "delete_event".into(),
            Self::BringBackEvent => "bring_back_event".into(),
            Self::PurgeEvent(_) => "purge_event".into(),
            Self::ListEvent => "list_event".into(),
            Self::JoinHosts => "membership.accepted".into(),
            Self::InviteMember => "membership.invited".into(),
            Self::DeclineInvitation => "membership.declined".into(),
            Self::WithdrawInvitation => "membership.withdrawn".into(),
            Self::RefuseInvite => "invite.accept_refused".into(),
            Self::Promoted => "membership.promoted".into(),
            Self::Demoted => "membership.demoted".into(),
            Self::RemoveHost => "membership.removed".into(),
            Self::AssignHost => "membership.assigned".into(),
            Self::TransferEvent => "membership.transferred".into(),
            Self::StepUp => "membership.stepped_up".into(),
            Self::ReverseStepUp(_) => "membership.step_up_reversed".into(),
            Self::InviteCreated => "invite.created".into(),
            Self::InviteOpened => "invite.opened".into(),
            Self::InviteSent => "invite.sent".into(),
            Self::InviteSendFailed => "invite.send_failed".into(),
            Self::InviteResent => "invite.resent".into(),
            Self::InviteUpdated => "invite.updated".into(),
            Self::InviteRevoked => "invite.revoked".into(),
            Self::InviteDeclined => "invite.declined".into(),
            Self::InviteAccepted => "invite.accepted".into(),
            Self::InviteExpiredRequest => "invite.expired_request".into(),
            Self::LeaveHosts => "membership.left".into(),
            Self::SetPrimary => "primary.set".into(),
            Self::ClearPrimary => "primary.cleared".into(),
            Self::Published => "event.published".into(),
            Self::Unpublished => "event.unpublished".into(),
            Self::TermsChanged => "event.terms_changed".into(),
            Self::Cancelled => "event.cancelled".into(),
            Self::Restored => "event.restored".into(),
        }
    }

    /// Why it was done, where a reason was given.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Permitted(permit) => permit.override_reason(),
            Self::Unfreeze(reason) => *reason,
            Self::PurgeEvent(reason) | Self::ReverseStepUp(reason) => Some(reason),
            Self::StatusChange
            | Self::ListLinks
            | Self::RotateLink
            | Self::ImportGathering
            | Self::CreateEvent
            | Self::DeleteEvent
            | Self::BringBackEvent
            | Self::ListEvent
            | Self::JoinHosts
            | Self::Promoted
            | Self::Demoted
            | Self::RemoveHost
            | Self::AssignHost
            | Self::TransferEvent
            | Self::StepUp
            | Self::InviteCreated
            | Self::InviteOpened
            | Self::InviteSent
            | Self::InviteSendFailed
            | Self::InviteResent
            | Self::InviteUpdated
            | Self::InviteRevoked
            | Self::InviteDeclined
            | Self::InviteAccepted
            | Self::InviteExpiredRequest
            | Self::LeaveHosts
            | Self::SetPrimary
            | Self::ClearPrimary
            | Self::InviteMember
            | Self::DeclineInvitation
            | Self::WithdrawInvitation
            | Self::RefuseInvite
            | Self::Published
            | Self::Unpublished
            | Self::TermsChanged
            | Self::Cancelled
            | Self::Restored => None,
        }
    }
}
