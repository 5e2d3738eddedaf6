use gather_domain::{
    event::{NoTransition, Transition},
    item::Item,
    permission::{Action, Authority, Reason, Verdict, verdict},
    standing::Standing,
};
use gather_wire as wire;
use wire::ProblemCode;

/// The code that the server answers when it refuses for this reason.
pub(crate) const fn reason(reason: Reason) -> ProblemCode {
    match reason {
        Reason::EventComplete => ProblemCode::EventComplete,
        Reason::Forbidden => ProblemCode::Forbidden,
        Reason::NotStarted => ProblemCode::NotStarted,
        Reason::OnlyInDraft => ProblemCode::OnlyInDraft,
        Reason::EventFrozen => ProblemCode::EventFrozen,
        Reason::OverrideRequired => ProblemCode::OverrideRequired,
        Reason::CriticalItemLocked => ProblemCode::CriticalItemLocked,
        Reason::TeamNotEmpty => ProblemCode::TeamNotEmpty,
        Reason::EventClosed => ProblemCode::EventClosed,
    }
}

/// What the caller may do, as far as no item or team changes the answer.
pub(crate) fn allowed_actions(
    standing: &Standing,
    critical_gaps: Option<u64>,
) -> Vec<wire::AllowedAction> {
    let by = standing.authority();
    let mut actions: Vec<_> = Action::GENERAL
        .into_iter()
        .filter(|action| concerns(*action, by))
        .map(|action| answer(action, standing))
        .collect();
    if let Some(gaps) = critical_gaps {
        actions.extend(steps(standing, gaps));
    }
    actions
}

/// What the caller may do with one item, where that depends on the item.
pub(super) fn item_actions(item: &Item, standing: &Standing) -> Vec<wire::AllowedAction> {
    let critical = item.facts.critical;
    let mark = if critical { Action::ClearCritical } else { Action::MarkCritical };
    [Action::DeleteItem { critical }, mark].map(|action| answer(action, standing)).into()
}

/// Whether the caller may delete a team, which is empty or not.
pub(super) fn team_action(empty: bool, standing: &Standing) -> wire::AllowedAction {
    answer(Action::DeleteTeam { empty }, standing)
}

/// Whether anybody of this authority ever does this: a list of what one never may helps nobody.
fn concerns(action: Action, by: Authority) -> bool {
    match by {
        Authority::Host => true,
        Authority::Coordinator => matches!(
            action,
            Action::CreateItem
                | Action::EditItem
                | Action::MarkCritical
                | Action::ClearCritical
                | Action::AssignItem
                | Action::UnassignItem
                | Action::Acknowledge
                | Action::DeclineAssignment
                | Action::TakeBackDecline
                | Action::ConfirmByPhone
        ),
        Authority::Participant => {
            matches!(
                action,
                Action::Acknowledge | Action::DeclineAssignment | Action::TakeBackDecline
            )
        }
    }
}

fn answer(action: Action, standing: &Standing) -> wire::AllowedAction {
    let action_name = match action {
        Action::CreateItem => wire::Action::CreateItem,
        Action::EditItem => wire::Action::EditItem,
        Action::MarkCritical => wire::Action::MarkCritical,
        Action::ClearCritical => wire::Action::ClearCritical,
        Action::DeleteItem { .. } => wire::Action::DeleteItem,
        Action::AssignItem => wire::Action::AssignItem,
        Action::UnassignItem => wire::Action::UnassignItem,
        Action::Acknowledge => wire::Action::Acknowledge,
        Action::DeclineAssignment => wire::Action::DeclineAssignment,
        Action::TakeBackDecline => wire::Action::TakeBackDecline,
        Action::ConfirmByPhone => wire::Action::ConfirmByPhone,
        Action::CreateDay => wire::Action::CreateDay,
        Action::EditDay => wire::Action::EditDay,
        Action::DeleteDay => wire::Action::DeleteDay,
        Action::CreateTeam => wire::Action::CreateTeam,
        Action::EditTeam => wire::Action::EditTeam,
        Action::DeleteTeam { .. } => wire::Action::DeleteTeam,
        Action::ChangeCoordinator => wire::Action::ChangeCoordinator,
        Action::AddPerson => wire::Action::AddPerson,
        Action::EditPerson => wire::Action::EditPerson,
        Action::MovePerson => wire::Action::MovePerson,
        Action::RemovePerson => wire::Action::RemovePerson,
        Action::EditEvent => wire::Action::EditEvent,
        Action::EditGuestCount => wire::Action::EditGuestCount,
    };
    let (verdict, reason) = match verdict(action, standing.event.status, standing.authority()) {
        Verdict::Allowed => (wire::Verdict::Allowed, None),
        Verdict::NeedsOverride => {
            (wire::Verdict::NeedsOverride, Some(ProblemCode::OverrideRequired))
        }
        Verdict::Refused(refusal) => (wire::Verdict::Refused, Some(reason(refusal))),
    };
    wire::AllowedAction { action: action_name, verdict, reason }
}

/// Which steps the plan can take, with so many critical gaps.
fn steps(
    standing: &Standing,
    critical_gaps: u64,
) -> impl Iterator<Item = wire::AllowedAction> + use<> {
    let status = standing.event.status;
    let steps = [
        (wire::Action::StartConfirming, Transition::StartConfirming),
        (wire::Action::Freeze, Transition::Freeze),
        (wire::Action::Unfreeze, Transition::Unfreeze),
        (wire::Action::Complete, Transition::Complete),
    ];
    steps.into_iter().map(move |(action, step)| {
        let reason = match Transition::between(status, step.to()) {
            Ok(Some(Transition::Freeze)) if critical_gaps > 0 => Some(ProblemCode::FreezeBlocked),
            Ok(Some(found)) if found == step => None,
            Ok(_) | Err(NoTransition::Invalid { .. }) => Some(ProblemCode::InvalidTransition),
            Err(NoTransition::Complete) => Some(ProblemCode::EventComplete),
        };
        let verdict = match reason {
            None => wire::Verdict::Allowed,
            Some(_) => wire::Verdict::Refused,
        };
        wire::AllowedAction { action, verdict, reason }
    })
}
