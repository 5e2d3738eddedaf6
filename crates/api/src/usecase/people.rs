//! The people of an event: list, add, edit. Where they are is for [`places`](super::places).

use gather_domain::{
    audit::{Deed, Entry, Target, TargetId},
    contact::Contact,
    id::{AuditEntryId, PersonId, TeamId},
    link,
    permission::{Action, Reason},
    person::{Person, PersonFacts, PersonPatch, Role},
    text::Reason as Explanation,
};
use gather_persistence::{StoreError, events, people, profiles, teams};

pub(crate) use gather_persistence::profiles::Profile;

use super::{
    creation::{self, Created, KeyReused, Request},
    links, page,
    turn::{Turn, detail},
    views::Participation,
};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Why nobody was added, edited, moved or removed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangePersonError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// The matrix says no.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// There is no such person in this event.
    #[error("there is no such person in this gathering")]
    UnknownPerson,
    /// There is no such team in this event.
    #[error("there is no such team in this gathering")]
    UnknownTeam,
    /// Whoever hosts the event is in its plan.
    #[error("whoever hosts the gathering stays in its plan")]
    HostStays,
    /// They have changed since the caller read them.
    #[error("the person has changed since you saw them")]
    VersionMismatch,
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody new.
#[derive(Debug)]
pub(crate) struct AddPerson {
    /// Who.
    pub(crate) facts: PersonFacts,
    /// Their team.
    pub(crate) team_id: TeamId,
    /// Why a host overrides the freeze.
    pub(crate) override_reason: Option<Explanation>,
    /// So that the same request, sent again, has one effect and the same answer.
    pub(crate) request: Option<Request>,
}

/// A person whom a command is about, and on which conditions.
#[derive(Debug)]
pub(crate) struct OnePerson {
    /// Who.
    pub(crate) person_id: PersonId,
    /// The version that the caller saw.
    pub(crate) if_match: Option<i64>,
    /// Why a host overrides the freeze.
    pub(crate) override_reason: Option<Explanation>,
}

/// Those of the caller's event who come after this one, at most `limit`, and whether there are more.
#[tracing::instrument(name = "people.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    caller: &Caller,
    after: Option<PersonId>,
    limit: usize,
) -> Result<(Vec<Profile>, bool), StoreError> {
    let event_id = caller.standing().event.id;
    let people = profiles::page(&ctx.store, event_id, after, page::one_more(limit)).await?;
    Ok(page::cut(people, limit))
}

/// One of them.
#[tracing::instrument(name = "people.show", skip_all)]
pub(crate) async fn show(
    ctx: &Context,
    caller: &Caller,
    id: PersonId,
) -> Result<Profile, ChangePersonError> {
    let profile = profiles::find(&ctx.store, caller.standing().event.id, id).await?;
    profile.ok_or(ChangePersonError::UnknownPerson)
}

/// Adds somebody to a team. Once links are out, they get theirs. `render` says how the answer reads,
/// so that it can be given again.
#[tracing::instrument(name = "people.add", skip_all)]
pub(crate) async fn add(
    ctx: &Context,
    caller: &Caller,
    command: AddPerson,
    render: impl FnOnce(&Profile) -> String,
) -> Result<Created<Profile>, ChangePersonError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let AddPerson { facts, team_id, override_reason, request } = command;
            let insert = async || insert(ctx, &turn, facts, team_id, override_reason).await;
            creation::once(tx, now, request.as_ref(), render, insert).await
        })
        .await
}

async fn insert(
    ctx: &Context,
    turn: &Turn<'_>,
    facts: PersonFacts,
    team_id: TeamId,
    override_reason: Option<Explanation>,
) -> Result<Profile, ChangePersonError> {
    let (tx, now, event) = (turn.tx, turn.now, &turn.standing.event);
    let permit = turn.permit(Action::AddPerson, override_reason)?;
    let team = teams::find(tx, event.id, team_id).await?.ok_or(ChangePersonError::UnknownTeam)?;
    let person = Person { id: PersonId::new(), name: facts.name };
    let contact = facts.contact;
    let new = people::NewPerson { person: &person, contact: contact.clone(), account_id: None };
    people::insert(tx, &permit, [new], now).await?;
    people::join_teams(tx, &permit, event.id, [(person.id, team.id)], now).await?;
    let due = link::is_due(Role::Participant, event.status);
    let missing = due.then_some((person.id, Role::Participant)).into_iter().collect();
    links::issue(ctx, tx, event.id, missing, now).await?;
    let details = detail("team", &team.name);
    turn.record(&Deed::Permitted(&permit), person_as_target(&person), details).await?;
    Ok(newcomer(person, contact, team.id))
}

/// Somebody who has just joined: they have nothing to bring, and have not looked yet.
fn newcomer(person: Person, contact: Contact, team_id: TeamId) -> Profile {
    let participation = Participation {
        person,
        role: Role::Participant,
        team_id: Some(team_id),
        leads: false,
        opened_at: None,
        assigned: 0,
        acknowledged: 0,
        declined: 0,
    };
    Profile { participation, contact, team: None, link: None, version: 1 }
}

/// Changes somebody's name or contact. What changes nothing is no change.
///
/// They have one name wherever they are, so this is a change in each event that they belong to: all
/// of these are held, and each remembers it.
#[tracing::instrument(name = "people.edit", skip_all)]
pub(crate) async fn edit(
    ctx: &Context,
    caller: &Caller,
    one: OnePerson,
    patch: PersonPatch,
) -> Result<Profile, ChangePersonError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let event_ids = people::events_of(tx, one.person_id).await?;
            if event_ids.contains(&caller.standing().event.id) {
                events::lock_all(tx, &event_ids).await?;
            }
            let turn = Turn::take(tx, caller, now).await?;
            let profile = find(&turn, &one).await?;
            let permit = turn.permit(Action::EditPerson, one.override_reason)?;
            let (old, id) = (profile.facts(), one.person_id);
            let new = old.patched(patch);
            if new == old {
                return Ok(turn.unchanged(profile));
            }
            // Somebody else may have changed them, or taken them to one more event, until all were
            // held.
            if people::events_of(tx, id).await? != event_ids
                || !people::update(tx, &permit, id, profile.version, &new).await?
            {
                return Err(ChangePersonError::VersionMismatch);
            }
            let target = person_as_target(&profile.participation.person);
            let entry =
                turn.entry(&Deed::Permitted(&permit), target.clone(), old.differences(&new));
            // The reason of an override is this event's own.
            let elsewhere = event_ids.iter().filter(|id| **id != entry.event_id);
            let elsewhere = elsewhere.map(|event_id| Entry {
                id: AuditEntryId::new(),
                event_id: *event_id,
                action: permit.action().as_str().into(),
                details: old.differences(&new),
                ..entry.clone()
            });
            let entries: Vec<_> = [entry.clone()].into_iter().chain(elsewhere).collect();
            turn.record_all(entries).await?;
            let person = Person { id, name: new.name };
            let participation = Participation { person, ..profile.participation };
            let version = profile.version + 1;
            Ok(Profile { participation, contact: new.contact, version, ..profile })
        })
        .await
}

/// The person of a command: in the caller's event, and as they saw them.
pub(super) async fn find(turn: &Turn<'_>, one: &OnePerson) -> Result<Profile, ChangePersonError> {
    let profile = profiles::find(turn.tx, turn.standing.event.id, one.person_id)
        .await?
        .ok_or(ChangePersonError::UnknownPerson)?;
    if one.if_match.is_some_and(|version| version != profile.version) {
        return Err(ChangePersonError::VersionMismatch);
    }
    Ok(profile)
}

/// Somebody, as the audit names them.
pub(super) fn person_as_target(person: &Person) -> Target {
    Target { id: TargetId::Person(person.id), name: person.name.to_string() }
}
