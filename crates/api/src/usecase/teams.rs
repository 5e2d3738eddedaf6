//! The teams of an event: list, create, edit, delete, and who leads them.

use gather_domain::{
    audit::{Deed, Details, Target, TargetId},
    id::{PersonId, TeamId},
    permission::{Action, Permit, Reason},
    person::Place,
    team::Team,
    text::{Name, Note, Reason as Explanation},
};
use gather_persistence::{StoreError, profiles, teams};

use super::{
    creation::{self, Created, KeyReused, Request},
    links,
    turn::{Turn, detail},
};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Why a team was not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeTeamError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// The matrix says no.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// There is no such team in this event.
    #[error("there is no such team in this gathering")]
    UnknownTeam,
    /// Whoever was to lead it is not in it.
    #[error("only a member of the team can lead it")]
    NotInTeam,
    /// It has changed since the caller read it.
    #[error("the team has changed since you saw it")]
    VersionMismatch,
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A new team.
#[derive(Debug)]
pub(crate) struct CreateTeam {
    /// What it is called.
    pub(crate) name: Name,
    /// What it sees to.
    pub(crate) scope: Option<Note>,
    /// So that the same request, sent again, has one effect and the same answer.
    pub(crate) request: Option<Request>,
}

/// A team that a command is about, and on which condition.
#[derive(Debug)]
pub(crate) struct OneTeam {
    /// Which.
    pub(crate) team_id: TeamId,
    /// The version that the caller saw.
    pub(crate) if_match: Option<i64>,
}

/// What changes about a team: `None` is unchanged, `Some(None)` is cleared.
#[derive(Debug)]
#[expect(clippy::option_option, reason = "absent, null and a value are three things")]
pub(crate) struct EditTeam {
    /// What it is called.
    pub(crate) name: Option<Name>,
    /// What it sees to.
    pub(crate) scope: Option<Option<Note>>,
    /// Who leads it.
    pub(crate) coordinator: Option<Option<PersonId>>,
    /// Why a host overrides the freeze.
    pub(crate) override_reason: Option<Explanation>,
}

/// Every team of the caller's event, in the order of the plan.
#[tracing::instrument(name = "teams.list", skip_all)]
pub(crate) async fn list(ctx: &Context, caller: &Caller) -> Result<Vec<Team>, StoreError> {
    teams::of_event(&ctx.store, caller.standing().event.id).await
}

/// Adds a team that nobody is in yet. `render` says how the answer reads, so that it can be given
/// again.
#[tracing::instrument(name = "teams.create", skip_all)]
pub(crate) async fn create(
    ctx: &Context,
    caller: &Caller,
    command: CreateTeam,
    render: impl FnOnce(&Team) -> String,
) -> Result<Created<Team>, ChangeTeamError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let CreateTeam { name, scope, request } = command;
            let insert = async || {
                let permit = turn.permit(Action::CreateTeam, None)?;
                let team = Team { id: TeamId::new(), name, scope, coordinator: None, version: 1 };
                let event_id = turn.standing.event.id;
                teams::insert(tx, &permit, event_id, std::slice::from_ref(&team), now).await?;
                let deed = Deed::Permitted(&permit);
                turn.record(&deed, team_as_target(&team), Details::new()).await?;
                Ok(team)
            };
            creation::once(tx, now, request.as_ref(), render, insert).await
        })
        .await
}

/// Changes a team, and who leads it. What changes nothing is no change.
#[tracing::instrument(name = "teams.edit", skip_all)]
pub(crate) async fn edit(
    ctx: &Context,
    caller: &Caller,
    one: OneTeam,
    command: EditTeam,
) -> Result<Team, ChangeTeamError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let mut team = find(&turn, &one).await?;
            let EditTeam { name, scope, coordinator, override_reason } = command;
            // Whoever may not do one of the two hears so, even if nothing would change.
            let lead = match coordinator {
                Some(_) => Some(turn.permit(Action::ChangeCoordinator, override_reason)?),
                None => None,
            };
            let shape = match (&name, &scope, &lead) {
                (None, None, Some(_)) => None,
                _ => Some(turn.permit(Action::EditTeam, None)?),
            };
            if let Some(permit) = &shape {
                let name = name.unwrap_or_else(|| team.name.clone());
                let scope = scope.unwrap_or_else(|| team.scope.clone());
                team = edit_facts(&turn, permit, team, name, scope).await?;
            }
            if let (Some(permit), Some(coordinator)) = (&lead, coordinator) {
                team = change_coordinator(ctx, &turn, permit, team, coordinator).await?;
            }
            Ok(team)
        })
        .await
}

async fn edit_facts(
    turn: &Turn<'_>,
    permit: &Permit,
    old: Team,
    name: Name,
    scope: Option<Note>,
) -> Result<Team, StoreError> {
    let new = Team { name, scope, ..old.clone() };
    if new == old {
        return Ok(turn.unchanged(old));
    }
    teams::update(turn.tx, permit, turn.standing.event.id, &new).await?;
    let words = |scope: &Option<Note>| scope.as_ref().map_or("–".to_owned(), Note::to_string);
    let mut details = Details::new();
    if new.name != old.name {
        details.insert("name".to_owned(), format!("{} → {}", old.name, new.name));
    }
    if new.scope != old.scope {
        let change = format!("{} → {}", words(&old.scope), words(&new.scope));
        details.insert("scope".to_owned(), change);
    }
    turn.record(&Deed::Permitted(permit), team_as_target(&old), details).await?;
    Ok(Team { version: old.version + 1, ..new })
}

/// Lets a member lead the team, or nobody. Whoever led it before loses their coordinator's link at
/// once; both get the link that fits from then on.
pub(crate) async fn change_coordinator(
    ctx: &Context,
    turn: &Turn<'_>,
    permit: &Permit,
    team: Team,
    new: Option<PersonId>,
) -> Result<Team, ChangeTeamError> {
    let old = team.coordinator.as_ref().map(|(id, _)| *id);
    if new == old {
        return Ok(turn.unchanged(team));
    }
    let event_id = turn.standing.event.id;
    let ids: Vec<_> = old.into_iter().chain(new).collect();
    let people = profiles::of_people(turn.tx, event_id, &ids).await?;
    let coordinator = match new {
        None => None,
        Some(id) => Some(
            people
                .iter()
                .map(|it| &it.participation)
                .find(|it| it.person.id == id && it.team_id == Some(team.id))
                .map(|it| (id, it.person.name.clone()))
                .ok_or(ChangeTeamError::NotInTeam)?,
        ),
    };
    let places: Vec<_> = people
        .iter()
        .map(|it| (it, Place { leads: new == Some(it.participation.person.id), ..it.place() }))
        .collect();
    let missing = links::revoke(turn, &places).await?;
    match new {
        Some(id) => teams::set_coordinators(turn.tx, permit, event_id, &[(team.id, id)]).await?,
        None => teams::clear_coordinator(turn.tx, permit, event_id, team.id).await?,
    }
    links::issue(ctx, turn.tx, event_id, missing, turn.now).await?;
    let mut details = Details::new();
    for (word, who) in [("from", &team.coordinator), ("to", &coordinator)] {
        if let Some((_, name)) = who {
            details.insert(word.to_owned(), name.to_string());
        }
    }
    turn.record(&Deed::Permitted(permit), team_as_target(&team), details).await?;
    Ok(Team { coordinator, version: team.version + 1, ..team })
}

/// Deletes a team that has neither people nor items.
#[tracing::instrument(name = "teams.delete", skip_all)]
pub(crate) async fn delete(
    ctx: &Context,
    caller: &Caller,
    one: OneTeam,
) -> Result<(), ChangeTeamError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let team = find(&turn, &one).await?;
            let event_id = turn.standing.event.id;
            let empty = teams::is_empty(tx, event_id, team.id).await?;
            let permit = turn.permit(Action::DeleteTeam { empty }, None)?;
            teams::delete(tx, &permit, event_id, team.id).await?;
            let words = team.scope.as_ref().map(|scope| detail("scope", scope));
            let details = words.unwrap_or_default();
            turn.record(&Deed::Permitted(&permit), team_as_target(&team), details).await?;
            Ok(())
        })
        .await
}

/// The team of a command: there for the caller, and as they saw it.
async fn find(turn: &Turn<'_>, one: &OneTeam) -> Result<Team, ChangeTeamError> {
    let team = teams::find(turn.tx, turn.standing.event.id, one.team_id)
        .await?
        .ok_or(ChangeTeamError::UnknownTeam)?;
    if one.if_match.is_some_and(|version| version != team.version) {
        return Err(ChangeTeamError::VersionMismatch);
    }
    Ok(team)
}

/// A team, as the audit names it.
pub(crate) fn team_as_target(team: &Team) -> Target {
    named_team(team.id, &team.name)
}

/// The same of a team of which no more is known.
pub(super) fn named_team(id: TeamId, name: &Name) -> Target {
    Target { id: TargetId::Team(id), name: name.to_string() }
}
