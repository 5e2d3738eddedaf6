//! Who may do what, when: one function, asked by every change and shown with every payload.

use crate::{event::EventStatus, text::Reason as Explanation};

/// What can be done to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// A new item.
    CreateItem,
    /// Other facts of an item than its critical mark.
    EditItem,
    /// The plan cannot be frozen without this item any more.
    MarkCritical,
    /// The plan can be frozen without this item after all. Not a coordinator's to say once
    /// confirming has started: it would be a way around the freeze gate.
    ClearCritical,
    /// An item goes.
    DeleteItem {
        /// Whether the plan cannot be frozen without it.
        critical: bool,
    },
    /// Somebody gets an item, or gets it instead of somebody else.
    AssignItem,
    /// Nobody has an item any more.
    UnassignItem,
    /// Somebody confirms what they have.
    Acknowledge,
    /// Somebody says that they cannot see to what they have. Possible while the plan is frozen, too:
    /// life happens, and a plan that hides it helps nobody.
    DeclineAssignment,
    /// Somebody can see to it after all, or says nothing to it any more.
    TakeBackDecline,
    /// Somebody said on the phone that they will see to what they have, and whoever heard it writes it
    /// down for them.
    ConfirmByPhone,
    /// A new day.
    CreateDay,
    /// Another name or date of a day.
    EditDay,
    /// A day goes; what was for it is for no day.
    DeleteDay,
    /// A new team.
    CreateTeam,
    /// Another name or scope of a team.
    EditTeam,
    /// A team goes.
    DeleteTeam {
        /// Whether it has neither people nor items.
        empty: bool,
    },
    /// Somebody else leads a team.
    ChangeCoordinator,
    /// Somebody joins the plan.
    AddPerson,
    /// Another name, e-mail address or phone number of somebody.
    EditPerson,
    /// Somebody changes teams.
    MovePerson,
    /// Somebody leaves the plan.
    RemovePerson,
    /// The event's name, dates, description or zone.
    EditEvent,
    /// How many people are expected.
    EditGuestCount,
}

impl Action {
    /// The actions whose answer depends on neither an item nor a team.
    pub const GENERAL: [Self; 22] = [
        Self::CreateItem,
        Self::EditItem,
        Self::MarkCritical,
        Self::ClearCritical,
        Self::AssignItem,
        Self::UnassignItem,
        Self::Acknowledge,
        Self::DeclineAssignment,
        Self::TakeBackDecline,
        Self::ConfirmByPhone,
        Self::CreateDay,
        Self::EditDay,
        Self::DeleteDay,
        Self::CreateTeam,
        Self::EditTeam,
        Self::ChangeCoordinator,
        Self::AddPerson,
        Self::EditPerson,
        Self::MovePerson,
        Self::RemovePerson,
        Self::EditEvent,
        Self::EditGuestCount,
    ];

    /// The action's name in the audit.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CreateItem => "create_item",
            Self::EditItem => "edit_item",
            Self::MarkCritical => "mark_critical",
            Self::ClearCritical => "clear_critical",
            Self::DeleteItem { .. } => "delete_item",
            Self::AssignItem => "assign_item",
            Self::UnassignItem => "unassign_item",
            Self::Acknowledge => "acknowledge",
            Self::DeclineAssignment => "decline_assignment",
            Self::TakeBackDecline => "take_back_decline",
            Self::ConfirmByPhone => "confirm_by_phone",
            Self::CreateDay => "create_day",
            Self::EditDay => "edit_day",
            Self::DeleteDay => "delete_day",
            Self::CreateTeam => "create_team",
            Self::EditTeam => "edit_team",
            Self::DeleteTeam { .. } => "delete_team",
            Self::ChangeCoordinator => "change_coordinator",
            Self::AddPerson => "add_person",
            Self::EditPerson => "edit_person",
            Self::MovePerson => "move_person",
            Self::RemovePerson => "remove_person",
            Self::EditEvent => "edit_event",
            Self::EditGuestCount => "edit_guest_count",
        }
    }
}

/// As what somebody acts on a plan. The greater includes the lesser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authority {
    /// Somebody with something to bring.
    Participant,
    /// Whoever leads a team, within it.
    Coordinator,
    /// A host of the event.
    Host,
}

/// The answer to "may I?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Allowed,
    /// Yes, if the host names a reason.
    NeedsOverride,
    /// No.
    Refused(Reason),
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Reason {
    /// The event is over.
    #[error("the gathering is finished, and nothing changes any more")]
    EventComplete,
    /// It is not this caller's to do.
    #[error("that is for somebody else to do")]
    Forbidden,
    /// Confirming has not started.
    #[error(
        "the plan is not out yet: there is nothing to confirm until the host starts confirming"
    )]
    NotStarted,
    /// Confirming has started, and the structure of the plan is fixed.
    #[error("that can be changed only while the plan is a draft")]
    OnlyInDraft,
    /// The plan is frozen, and the caller has no override.
    #[error("the plan is frozen: ask the host for changes")]
    EventFrozen,
    /// The plan is frozen, and the host has not said why they override.
    #[error("the plan is frozen: say why you change it all the same")]
    OverrideRequired,
    /// A critical item stays once confirming has started.
    #[error("a critical item cannot be removed from the plan once confirming has started")]
    CriticalItemLocked,
    /// The team still has people or items.
    #[error("the team still has people or items")]
    TeamNotEmpty,
    /// The event does not take place.
    #[error("this gathering is cancelled: restore it first")]
    EventClosed,
}

/// The table: a row per action, a column per status. No other code knows any of it.
///
/// That the event is complete wins over every other reason; then who asks; then when.
pub fn verdict(action: Action, status: EventStatus, by: Authority) -> Verdict {
    use Action as A;
    use Authority::{Coordinator, Host, Participant};
    use Verdict::{Allowed, NeedsOverride, Refused};

    let unless = |obstacle, reason| if obstacle { Refused(reason) } else { Allowed };
    let planned = Refused(Reason::OnlyInDraft);
    let locked = Refused(Reason::EventFrozen);
    let overridden = if by == Host { NeedsOverride } else { locked };

    #[rustfmt::skip]
    let (least, [draft, confirming, frozen]) = match action {
        A::CreateItem | A::EditItem | A::MarkCritical | A::AssignItem | A::UnassignItem =>
            (Coordinator, [Allowed, Allowed, overridden]),
        A::ClearCritical =>
            (Coordinator, [Allowed, unless(by < Host, Reason::CriticalItemLocked), overridden]),
        A::DeleteItem { critical } =>
            (Coordinator, [Allowed, unless(critical, Reason::CriticalItemLocked), locked]),
        A::CreateDay | A::EditDay | A::DeleteDay | A::CreateTeam | A::EditTeam =>
            (Host, [Allowed, planned, planned]),
        A::DeleteTeam { empty } =>
            (Host, [unless(!empty, Reason::TeamNotEmpty), planned, planned]),
        A::ChangeCoordinator | A::AddPerson | A::EditPerson | A::MovePerson | A::RemovePerson
        | A::EditEvent =>
            (Host, [Allowed, Allowed, overridden]),
        A::EditGuestCount =>
            (Host, [Allowed, Allowed, Allowed]),
        A::Acknowledge | A::DeclineAssignment | A::TakeBackDecline =>
            (Participant, [Refused(Reason::NotStarted), Allowed, Allowed]),
        A::ConfirmByPhone =>
            (Coordinator, [Refused(Reason::NotStarted), Allowed, Allowed]),
    };
    match status {
        EventStatus::Complete => Refused(Reason::EventComplete),
        _ if by < least => Refused(Reason::Forbidden),
        EventStatus::Draft => draft,
        EventStatus::Confirming => confirming,
        EventStatus::Frozen => frozen,
    }
}

/// Proof that the table allowed an action. Only [`permit`] makes one, and whoever changes a plan
/// demands it; the audit entry is written from it, so that an override's reason cannot be lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    action: Action,
    override_reason: Option<Explanation>,
}

impl Permit {
    /// What is permitted.
    pub const fn action(&self) -> Action {
        self.action
    }

    /// Why a host overrides the freeze; `None` when nothing is overridden.
    pub const fn override_reason(&self) -> Option<&Explanation> {
        self.override_reason.as_ref()
    }
}

/// Asks the table. A reason that no override needs is dropped.
pub fn permit(
    action: Action,
    status: EventStatus,
    by: Authority,
    override_reason: Option<Explanation>,
) -> Result<Permit, Reason> {
    match (verdict(action, status, by), override_reason) {
        (Verdict::Allowed, _) => Ok(Permit { action, override_reason: None }),
        (Verdict::NeedsOverride, Some(reason)) => {
            Ok(Permit { action, override_reason: Some(reason) })
        }
        (Verdict::NeedsOverride, None) => Err(Reason::OverrideRequired),
        (Verdict::Refused(reason), _) => Err(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATUSES: [EventStatus; 4] =
        [EventStatus::Draft, EventStatus::Confirming, EventStatus::Frozen, EventStatus::Complete];

    /// `yes`, `override`, or the reason why not, for draft, confirming, frozen and complete.
    #[track_caller]
    fn check(action: Action, by: Authority, expected: [&str; 4]) {
        let answers = STATUSES.map(|status| match verdict(action, status, by) {
            Verdict::Allowed => "yes".to_owned(),
            Verdict::NeedsOverride => "override".to_owned(),
            Verdict::Refused(reason) => format!("{reason:?}"),
        });
        assert_eq!(answers.each_ref().map(String::as_str), expected, "{action:?} by {by:?}");
    }

    #[test]
    fn the_whole_matrix() {
        use Action as A;
        use Authority::{Coordinator, Host, Participant};

        let forbidden = ["Forbidden", "Forbidden", "Forbidden", "EventComplete"];
        let host_override = ["yes", "yes", "override", "EventComplete"];
        let until_frozen = ["yes", "yes", "EventFrozen", "EventComplete"];
        let only_in_draft = ["yes", "OnlyInDraft", "OnlyInDraft", "EventComplete"];

        let work = [A::CreateItem, A::EditItem, A::MarkCritical, A::AssignItem, A::UnassignItem];
        for action in work {
            check(action, Host, host_override);
            check(action, Coordinator, until_frozen);
            check(action, Participant, forbidden);
        }

        check(A::ClearCritical, Host, host_override);
        check(
            A::ClearCritical,
            Coordinator,
            ["yes", "CriticalItemLocked", "EventFrozen", "EventComplete"],
        );
        check(A::ClearCritical, Participant, forbidden);

        for by in [Host, Coordinator] {
            check(A::DeleteItem { critical: false }, by, until_frozen);
            check(
                A::DeleteItem { critical: true },
                by,
                ["yes", "CriticalItemLocked", "EventFrozen", "EventComplete"],
            );
        }
        check(A::DeleteItem { critical: false }, Participant, forbidden);

        let shape = [A::CreateDay, A::EditDay, A::DeleteDay, A::CreateTeam, A::EditTeam];
        for action in shape.into_iter().chain([A::DeleteTeam { empty: true }]) {
            check(action, Host, only_in_draft);
            check(action, Coordinator, forbidden);
        }
        check(
            A::DeleteTeam { empty: false },
            Host,
            ["TeamNotEmpty", "OnlyInDraft", "OnlyInDraft", "EventComplete"],
        );

        let people = [
            A::ChangeCoordinator,
            A::AddPerson,
            A::EditPerson,
            A::MovePerson,
            A::RemovePerson,
            A::EditEvent,
        ];
        for action in people {
            check(action, Host, host_override);
            check(action, Coordinator, forbidden);
            check(action, Participant, forbidden);
        }

        check(A::EditGuestCount, Host, ["yes", "yes", "yes", "EventComplete"]);
        check(A::EditGuestCount, Coordinator, forbidden);
        let from_confirming_on = ["NotStarted", "yes", "yes", "EventComplete"];
        for by in [Host, Coordinator, Participant] {
            for action in [A::Acknowledge, A::DeclineAssignment, A::TakeBackDecline] {
                check(action, by, from_confirming_on);
            }
        }
        for by in [Host, Coordinator] {
            check(A::ConfirmByPhone, by, from_confirming_on);
        }
        check(A::ConfirmByPhone, Participant, forbidden);
    }

    #[test]
    fn an_override_wants_a_reason_and_keeps_it() {
        let why = || Explanation::parse("Rosie is ill").unwrap();
        let ask = |status, reason| permit(Action::AssignItem, status, Authority::Host, reason);

        assert_eq!(ask(EventStatus::Frozen, None), Err(Reason::OverrideRequired));
        let permit = ask(EventStatus::Frozen, Some(why())).unwrap();
        assert_eq!(permit.override_reason(), Some(&why()));
        let permit = ask(EventStatus::Confirming, Some(why())).unwrap();
        assert_eq!(permit.override_reason(), None);
    }

    #[test]
    fn nobody_but_a_host_overrides() {
        let why = Explanation::parse("because").ok();
        for by in [Authority::Coordinator, Authority::Participant] {
            for action in Action::GENERAL {
                let permit = permit(action, EventStatus::Frozen, by, why.clone());
                let answer = matches!(
                    action,
                    Action::Acknowledge
                        | Action::DeclineAssignment
                        | Action::TakeBackDecline
                        | Action::ConfirmByPhone
                );
                assert!(permit.is_err() || answer, "{action:?} by {by:?}");
            }
        }
    }
}
