//! People, many at once.

use gather_domain::{
    audit::{Deed, Entry},
    id::{EventId, PersonId, TeamId},
    import::{
        Verdict,
        people::{Newcomer, PersonColumn, Roster, judge},
    },
    link,
    permission::{Action, Permit},
    person::{Person, Role},
    text::Name,
};
use gather_persistence::{Source, StoreError, people, rosters, teams};

use super::{ImportError, ImportRows, Judged, all_right, could, untouched};
use crate::{
    caller::Caller,
    context::Context,
    usecase::{
        creation::{self, Created},
        links,
        people::person_as_target,
        teams::named_team,
        turn::{Turn, detail},
    },
};

/// The rows of an import of people.
pub(crate) type ImportPeople = ImportRows<PersonColumn>;

/// What would become of each row. Nothing is written.
#[tracing::instrument(name = "imports.preview_people", skip_all)]
pub(crate) async fn preview(
    ctx: &Context,
    caller: &Caller,
    command: &ImportPeople,
) -> Result<Vec<Judged<Newcomer>>, ImportError> {
    could(caller.standing(), Action::AddPerson)?;
    let (_, verdicts) = verdicts(&ctx.store, caller.standing().event.id, command).await?;
    Ok(untouched(verdicts))
}

/// Adds everybody who can be added, or nobody if one row is wrong. Once links are out, they get
/// theirs. `render` says how the answer reads, so that it can be given again.
#[tracing::instrument(name = "imports.people", skip_all)]
pub(crate) async fn import(
    ctx: &Context,
    caller: &Caller,
    command: ImportPeople,
    render: impl FnOnce(&Vec<Judged<Newcomer>>) -> String,
) -> Result<Created<Vec<Judged<Newcomer>>>, ImportError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            let request = command.request.clone();
            let insert = async || insert(ctx, &turn, command).await;
            creation::once(tx, now, request.as_ref(), render, insert).await
        })
        .await
}

async fn verdicts(
    source: &impl Source,
    event_id: EventId,
    command: &ImportPeople,
) -> Result<(Roster, Vec<Verdict<Newcomer>>), ImportError> {
    let roster = rosters::people(source, event_id).await?;
    if command.team_id.is_some_and(|id| roster.team(id).is_none()) {
        return Err(ImportError::UnknownTeam);
    }
    let verdicts = judge(&command.rows, &roster, command.team_id, command.duplicates);
    Ok((roster, verdicts))
}

/// Somebody who comes, and what their team is called.
struct Arrival<'a> {
    person: Person,
    newcomer: &'a Newcomer,
    team: &'a Name,
}

async fn insert(
    ctx: &Context,
    turn: &Turn<'_>,
    command: ImportPeople,
) -> Result<Vec<Judged<Newcomer>>, ImportError> {
    let add = turn.permit(Action::AddPerson, command.override_reason.clone())?;
    let (roster, verdicts) = verdicts(turn.tx, turn.standing.event.id, &command).await?;
    all_right(&command.rows, &verdicts)?;
    let mut arrivals = Vec::new();
    let mut ids = Vec::new();
    for verdict in &verdicts {
        let arrival = verdict.to_add(command.duplicates).and_then(|newcomer| {
            let person = Person { id: PersonId::new(), name: newcomer.facts.name.clone() };
            Some(Arrival { person, newcomer, team: roster.team(newcomer.team_id)? })
        });
        ids.push(arrival.as_ref().map(|it| it.person.id.as_uuid()));
        arrivals.extend(arrival);
    }
    if arrivals.is_empty() {
        return Ok(turn.unchanged(untouched(verdicts)));
    }
    let lead = match arrivals.iter().any(|it| it.newcomer.leads) {
        true => Some(turn.permit(Action::ChangeCoordinator, command.override_reason)?),
        false => None,
    };
    write(ctx, turn, &add, lead.as_ref(), &arrivals).await?;
    let judged = verdicts.into_iter().zip(ids);
    Ok(judged.map(|(verdict, id)| Judged { verdict, id }).collect())
}

/// Writes everybody down: a statement for each kind of row, however many there are.
async fn write(
    ctx: &Context,
    turn: &Turn<'_>,
    add: &Permit,
    lead: Option<&Permit>,
    arrivals: &[Arrival<'_>],
) -> Result<(), StoreError> {
    let (tx, now, event) = (turn.tx, turn.now, &turn.standing.event);
    let new = arrivals.iter().map(|it| people::NewPerson {
        person: &it.person,
        contact: it.newcomer.facts.contact.clone(),
        account_id: None,
    });
    people::insert(tx, add, new, now).await?;
    let places = arrivals.iter().map(|it| (it.person.id, it.newcomer.team_id));
    people::join_teams(tx, add, event.id, places, now).await?;
    let mut entries: Vec<Entry> = arrivals
        .iter()
        .map(|it| {
            let target = person_as_target(&it.person);
            turn.entry(&Deed::Permitted(add), target, detail("team", it.team))
        })
        .collect();
    if let Some(lead) = lead {
        let leaders = || arrivals.iter().filter(|it| it.newcomer.leads);
        let pairs: Vec<(TeamId, PersonId)> =
            leaders().map(|it| (it.newcomer.team_id, it.person.id)).collect();
        teams::set_coordinators(tx, lead, event.id, &pairs).await?;
        entries.extend(leaders().map(|it| {
            let target = named_team(it.newcomer.team_id, it.team);
            turn.entry(&Deed::Permitted(lead), target, detail("to", &it.person.name))
        }));
    }
    let roles = arrivals.iter().map(|it| match it.newcomer {
        Newcomer { leads: true, team_id, .. } => {
            (it.person.id, Role::Coordinator { team_id: *team_id })
        }
        Newcomer { leads: false, .. } => (it.person.id, Role::Participant),
    });
    let missing = roles.filter(|(_, role)| link::is_due(*role, event.status)).collect();
    links::issue(ctx, tx, event.id, missing, now).await?;
    turn.record_all(entries).await
}
