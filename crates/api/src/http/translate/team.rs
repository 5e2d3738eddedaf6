use gather_domain::{
    id::{PersonId, TeamId},
    item::Item,
    readiness::{Lack, Warning},
    standing::Standing,
    team::{Counts, Team, TeamStatus},
    text::Name,
};
use gather_wire as wire;

use super::{
    allowed_actions, blocker, event,
    item::{day, item, own_assignment},
    link::role,
    permission::team_action,
    person,
};
use crate::usecase::views::{Choices, Mark, Overview, Participation, Sheet};

pub(crate) fn team(team: &Team) -> wire::Team {
    wire::Team {
        id: team.id.as_uuid(),
        name: team.name.to_string(),
        scope: team.scope.as_ref().map(ToString::to_string),
        coordinator: team.coordinator.as_ref().map(coordinator),
        version: team.version,
    }
}

fn coordinator((id, name): &(PersonId, Name)) -> wire::Person {
    wire::Person { id: id.as_uuid(), name: name.to_string() }
}

pub(crate) const fn counts(counts: Counts) -> wire::Counts {
    wire::Counts {
        items: counts.items,
        assigned: counts.assigned,
        acknowledged: counts.acknowledged,
        gaps: counts.gaps(),
        critical_gaps: counts.critical_gaps,
    }
}

const fn team_status(status: TeamStatus) -> wire::TeamStatus {
    match status {
        TeamStatus::CriticalGap => wire::TeamStatus::CriticalGap,
        TeamStatus::Gap => wire::TeamStatus::Gap,
        TeamStatus::Sorted => wire::TeamStatus::Sorted,
    }
}

/// What one person brings.
pub(crate) fn part(standing: &Standing, items: &[Item]) -> wire::Part {
    wire::Part {
        event: event(&standing.event),
        person: person(&standing.person),
        team: standing.team.as_ref().map(|team| wire::PartTeam {
            id: team.id.as_uuid(),
            name: team.name.to_string(),
            coordinator: team
                .coordinator
                .as_ref()
                .map(|(_, name)| wire::Coordinator { name: name.to_string() }),
        }),
        assignments: own(standing, items),
        allowed_actions: allowed_actions(standing, None),
    }
}

/// A team's plan, as its coordinator sees it.
pub(crate) fn team_sheet(standing: &Standing, sheet: &Sheet, choices: &Choices) -> wire::TeamSheet {
    let standing = &standing.at(sheet.event.clone());
    let counted = sheet.counts();
    let me = standing.person.id;
    let mine =
        sheet.items.iter().filter(|it| it.holder.as_ref().is_some_and(|h| h.person.id == me));
    let mut mine: Vec<_> = mine.cloned().collect();
    mine.sort_by_key(|it| (it.facts.drop_off.at.is_none(), it.facts.drop_off.at));
    wire::TeamSheet {
        event: event(&standing.event),
        person: person(&standing.person),
        team: team(&sheet.team),
        status: team_status(counted.status()),
        counts: counts(counted),
        items: sheet.items.iter().map(|it| item(it, standing)).collect(),
        days: choices.days.iter().map(day).collect(),
        members: members(choices),
        my_assignments: own(standing, &mine),
        other_teams: sheet.other_teams.iter().map(mark).collect(),
        allowed_actions: allowed_actions(standing, None),
    }
}

/// A team's plan, as a host sees it.
pub(crate) fn team_plan(standing: &Standing, sheet: &Sheet, choices: &Choices) -> wire::TeamPlan {
    let standing = &standing.at(sheet.event.clone());
    let counted = sheet.counts();
    let empty = sheet.items.is_empty() && choices.members.is_empty();
    let mut actions = allowed_actions(standing, None);
    actions.push(team_action(empty, standing));
    wire::TeamPlan {
        event: event(&standing.event),
        team: team(&sheet.team),
        status: team_status(counted.status()),
        counts: counts(counted),
        items: sheet.items.iter().map(|it| item(it, standing)).collect(),
        days: choices.days.iter().map(day).collect(),
        members: members(choices),
        allowed_actions: actions,
    }
}

/// The whole gathering, as a host sees it.
pub(crate) fn overview(
    standing: &Standing,
    overview: Overview,
    people: &[Participation],
    warnings: Vec<Warning>,
) -> wire::Overview {
    let standing = &standing.at(overview.event);
    let critical_gaps = overview.teams.iter().map(|(_, counts)| counts.critical_gaps).sum();
    let has = |it: &&Participation| it.assigned > 0;
    let confirmed = |it: &&Participation| it.acknowledged == it.assigned;
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    wire::Overview {
        event: event(&standing.event),
        person: person(&standing.person),
        teams: overview.teams.iter().map(|(team, counts)| card(team, *counts)).collect(),
        freeze: wire::Freeze {
            allowed: critical_gaps == 0,
            critical_gaps,
            blockers: overview.blockers.into_iter().map(blocker).collect(),
        },
        progress: wire::Progress {
            people: count(people.len()),
            opened: count(people.iter().filter(|it| it.opened_at.is_some()).count()),
            assigned: count(people.iter().filter(has).count()),
            acknowledged: count(people.iter().filter(has).filter(confirmed).count()),
        },
        people: people.iter().map(progress).collect(),
        my_assignments: own(standing, &overview.own),
        warnings: warnings.into_iter().map(warning).collect(),
        allowed_actions: allowed_actions(standing, Some(critical_gaps)),
    }
}

/// Of how many things a warning says which they are.
const NAMED: usize = 20;

fn warning(it: Warning) -> wire::Warning {
    wire::Warning {
        code: match it.lack {
            Lack::TeamWithoutCoordinator => wire::WarningCode::TeamWithoutCoordinator,
            Lack::TeamWithoutPeople => wire::WarningCode::TeamWithoutPeople,
            Lack::ItemWithoutDay => wire::WarningCode::ItemWithoutDay,
            Lack::DropOffOutsideEvent => wire::WarningCode::DropOffOutsideEvent,
            Lack::DayWithoutItems => wire::WarningCode::DayWithoutItems,
        },
        count: u64::try_from(it.of.len()).unwrap_or(u64::MAX),
        of: it
            .of
            .into_iter()
            .take(NAMED)
            .map(|(id, name)| wire::WarningSubject { id, name: name.into() })
            .collect(),
    }
}

fn card(team: &Team, counted: Counts) -> wire::TeamCard {
    wire::TeamCard {
        id: team.id.as_uuid(),
        name: team.name.to_string(),
        scope: team.scope.as_ref().map(ToString::to_string),
        coordinator: team.coordinator.as_ref().map(coordinator),
        status: team_status(counted.status()),
        counts: counts(counted),
    }
}

fn progress(it: &Participation) -> wire::PersonProgress {
    wire::PersonProgress {
        id: it.person.id.as_uuid(),
        name: it.person.name.to_string(),
        role: role(it.role),
        team_id: it.team_id.map(TeamId::as_uuid),
        opened: it.opened_at.is_some(),
        assigned: it.assigned,
        acknowledged: it.acknowledged,
    }
}

fn mark(it: &Mark) -> wire::OtherTeam {
    wire::OtherTeam {
        id: it.team_id.as_uuid(),
        name: it.name.to_string(),
        status: if it.critical_gap { wire::TeamMark::CriticalGap } else { wire::TeamMark::Sorted },
    }
}

fn members(choices: &Choices) -> Vec<wire::Member> {
    choices
        .members
        .iter()
        .map(|(person, opened)| wire::Member {
            id: person.id.as_uuid(),
            name: person.name.to_string(),
            opened: *opened,
        })
        .collect()
}

fn own(standing: &Standing, items: &[Item]) -> Vec<wire::OwnAssignment> {
    items.iter().filter_map(|it| own_assignment(it, standing)).collect()
}
