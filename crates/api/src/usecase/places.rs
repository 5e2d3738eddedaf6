//! Where people are: move to another team, remove from the plan.
//!
//! Whoever goes leaves what they had to bring: each item remembers their name, and is open again.
//! Items, place, coordinator and links change in one transaction, and each change is written down.

use gather_domain::{
    audit::{Deed, Entry, Target, TargetId},
    id::TeamId,
    permission::{Action, Permit, Reason},
    person::{Place, Role},
    team::Team,
    text::Reason as Explanation,
};
use gather_persistence::{StoreError, assignments, people, profiles, teams};

use super::{
    links,
    people::{ChangePersonError, OnePerson, Profile, find, person_as_target},
    teams::{ChangeTeamError, change_coordinator},
    turn::{Turn, detail},
    views::Participation,
};
use crate::{caller::Caller, context::Context};

/// Where somebody goes, and as what.
#[derive(Debug)]
pub(crate) struct Destination {
    /// The team that they are in from then on.
    pub(crate) team_id: TeamId,
    /// Whether they lead it; they lead nothing that they did not lead before, unless said.
    pub(crate) leads: Option<bool>,
}

/// What a move or a removal changes besides the place itself, with the permits for it.
struct Departure {
    release: Permit,
    unlead: Permit,
}

/// Moves somebody to another team of the event, or a host to their first one. Where they are there
/// already, nothing changes but what they are there.
#[tracing::instrument(name = "places.move", skip_all)]
pub(crate) async fn move_to(
    ctx: &Context,
    caller: &Caller,
    one: OnePerson,
    to: Destination,
) -> Result<Profile, ChangePersonError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let profile = find(&turn, &one).await?;
            let permit = turn.permit(Action::MovePerson, one.override_reason.clone())?;
            let departure = Departure::permitted(&turn, one.override_reason.clone())?;
            let event_id = turn.standing.event.id;
            let team = teams::find(tx, event_id, to.team_id)
                .await?
                .ok_or(ChangePersonError::UnknownTeam)?;
            let place = Place { team_id: Some(team.id), leads: false, ..profile.place() };
            let stays = profile.participation.team_id == Some(team.id);
            let mut moved = profile.clone();
            if !stays {
                let missing = links::revoke(&turn, &[(&profile, place)]).await?;
                let mut entries = departure.depart(&turn, &profile).await?;
                let person_id = one.person_id;
                let mut details = detail("to", &team.name);
                if let Some(from) = &profile.team {
                    people::change_team(tx, &permit, event_id, person_id, team.id).await?;
                    details.insert("from".to_owned(), from.to_string());
                } else {
                    people::join_teams(tx, &permit, event_id, [(person_id, team.id)], now).await?;
                }
                let refitted = !missing.is_empty();
                links::issue(ctx, tx, event_id, missing, now).await?;
                let target = person_as_target(&profile.participation.person);
                entries.push(turn.entry(&Deed::Permitted(&permit), target, details));
                turn.record_all(entries).await?;
                moved = arrived(profile, place, team.id, refitted);
            }
            match to.leads {
                Some(leads) if leads != moved.participation.leads => {
                    lead(ctx, &turn, &departure.unlead, &moved, team, leads).await
                }
                _ if stays => Ok(turn.unchanged(moved)),
                _ => Ok(moved),
            }
        })
        .await
}

/// Removes somebody from the plan of the event. What is known of them stays, for other events.
#[tracing::instrument(name = "places.remove", skip_all)]
pub(crate) async fn remove(
    ctx: &Context,
    caller: &Caller,
    one: OnePerson,
) -> Result<(), ChangePersonError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let profile = find(&turn, &one).await?;
            let permit = turn.permit(Action::RemovePerson, one.override_reason.clone())?;
            if profile.participation.role == Role::Host {
                return Err(ChangePersonError::HostStays);
            }
            let departure = Departure::permitted(&turn, one.override_reason)?;
            let nowhere = Place { hosts: false, team_id: None, leads: false };
            links::revoke(&turn, &[(&profile, nowhere)]).await?;
            let mut entries = departure.depart(&turn, &profile).await?;
            people::leave(tx, &permit, turn.standing.event.id, one.person_id).await?;
            let details = profile.team.as_ref().map(|team| detail("team", team));
            let target = person_as_target(&profile.participation.person);
            let deed = Deed::Permitted(&permit);
            entries.push(turn.entry(&deed, target, details.unwrap_or_default()));
            turn.record_all(entries).await?;
            Ok(())
        })
        .await
}

impl Departure {
    fn permitted(turn: &Turn<'_>, reason: Option<Explanation>) -> Result<Self, Reason> {
        Ok(Self {
            release: turn.permit(Action::UnassignItem, reason.clone())?,
            unlead: turn.permit(Action::ChangeCoordinator, reason)?,
        })
    }

    /// Takes back what somebody had, and the team that they led. What there is to remember of it.
    async fn depart(&self, turn: &Turn<'_>, profile: &Profile) -> Result<Vec<Entry>, StoreError> {
        let (tx, event_id) = (turn.tx, turn.standing.event.id);
        let person = &profile.participation.person;
        let from = detail("from", &person.name);
        let entry = |permit: &Permit, target: Target| {
            turn.entry(&Deed::Permitted(permit), target, from.clone())
        };
        let mut entries = Vec::new();
        if profile.participation.assigned > 0 {
            let released = assignments::release_all(tx, &self.release, event_id, person).await?;
            entries.extend(released.into_iter().map(|(id, name)| {
                entry(&self.release, Target { id: TargetId::Item(id), name: name.into() })
            }));
        }
        if let (true, Some(id)) = (profile.participation.leads, profile.participation.team_id) {
            teams::clear_coordinator(tx, &self.unlead, event_id, id).await?;
            let name = profile.team.as_ref().map(ToString::to_string).unwrap_or_default();
            entries.push(entry(&self.unlead, Target { id: TargetId::Team(id), name }));
        }
        Ok(entries)
    }
}

/// Somebody who has just come to a team: they have nothing to bring there yet.
fn arrived(profile: Profile, place: Place, team_id: TeamId, refitted: bool) -> Profile {
    let old = profile.participation;
    let participation = Participation {
        role: place.role().unwrap_or(old.role),
        team_id: Some(team_id),
        leads: false,
        opened_at: old.opened_at.filter(|_| !refitted),
        assigned: 0,
        acknowledged: 0,
        ..old
    };
    Profile { participation, ..profile }
}

/// Lets somebody lead the team that they are in, or no longer.
async fn lead(
    ctx: &Context,
    turn: &Turn<'_>,
    permit: &Permit,
    profile: &Profile,
    team: Team,
    leads: bool,
) -> Result<Profile, ChangePersonError> {
    let id = profile.participation.person.id;
    let coordinator = leads.then_some(id);
    change_coordinator(ctx, turn, permit, team, coordinator).await.map_err(
        |error| match error {
            ChangeTeamError::Caller(refusal) => refusal.into(),
            ChangeTeamError::Refused(reason) => reason.into(),
            ChangeTeamError::UnknownTeam | ChangeTeamError::NotInTeam => {
                ChangePersonError::UnknownTeam
            }
            ChangeTeamError::VersionMismatch => ChangePersonError::VersionMismatch,
            ChangeTeamError::KeyReused(reused) => reused.into(),
            ChangeTeamError::Store(cause) => cause.into(),
        },
    )?;
    profiles::find(turn.tx, turn.standing.event.id, id)
        .await?
        .ok_or(ChangePersonError::UnknownPerson)
}
