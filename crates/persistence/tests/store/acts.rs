//! What the use cases do, as they do it: lock the event, ask again who calls, ask the matrix, write,
//! remember.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Deed, Details, Entry, Target, TargetId},
    event::{Blocker, EventStatus, GuestCount, NoTransition, Transition},
    id::{AssignmentId, AuditEntryId, EventId, ItemId, LinkId, PersonId, TeamId},
    item::{Item, ItemFacts},
    link,
    permission::{Action, Permit, Reason, permit},
    person::Person,
    secret::{Nonce, SecretHash},
    standing::Standing,
};
use gather_persistence::{
    Store, StoreError, Tx, assignments, audit, events, items, links, people, profiles, standings,
    teams,
};
use tokio::sync::Barrier;
use uuid::Uuid;

use crate::plan::{Guest, Plan, may, name, now, some_hash};

/// Who calls: the event and the hash of their link.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller {
    pub(crate) event_id: EventId,
    hash: SecretHash,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("there is no such link or item")]
    Unknown,
    #[error(transparent)]
    Matrix(#[from] Reason),
    #[error(transparent)]
    NoTransition(#[from] NoTransition),
    #[error("critical items have nobody: {0:?}")]
    FreezeBlocked(Vec<Blocker>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether something changed, or why not.
pub(crate) type Outcome = Result<bool, Refusal>;

impl Caller {
    pub(crate) fn of(plan: &Plan, guest: Guest) -> Self {
        Self { event_id: plan.id(), hash: guest.hash }
    }
}

struct Turn<'tx> {
    tx: &'tx Tx,
    standing: Standing,
    now: DateTime<Utc>,
}

impl<'tx> Turn<'tx> {
    async fn take(tx: &'tx Tx, caller: Caller) -> Result<Self, Refusal> {
        let now = now();
        if !events::lock(tx, caller.event_id).await? {
            return Err(Refusal::Unknown);
        }
        let found = standings::of_link(tx, &caller.hash).await?.ok_or(Refusal::Unknown)?;
        let standing = found.standing;
        let link = standing.link().unwrap();
        link.open_at(found.place, now).map_err(|_closed| Refusal::Unknown)?;
        Ok(Self { tx, standing, now })
    }

    fn permit(&self, action: Action) -> Result<Permit, Reason> {
        permit(action, self.standing.event.status, self.standing.authority(), None)
    }

    async fn item(&self, id: ItemId) -> Result<Item, Refusal> {
        items::find_within(self.tx, &self.standing, id).await?.ok_or(Refusal::Unknown)
    }

    async fn record(
        &self,
        deed: &Deed<'_>,
        target: Target,
        details: Details,
    ) -> Result<(), StoreError> {
        let entry = Entry {
            id: AuditEntryId::new(),
            event_id: self.standing.event.id,
            at: self.now,
            actor: self.standing.actor(),
            action: deed.name(),
            target,
            details,
        };
        audit::record(self.tx, entry).await
    }

    fn event(&self) -> Target {
        let event = &self.standing.event;
        Target { id: TargetId::Event(event.id), name: event.name.to_string() }
    }
}

fn as_target(item: &Item) -> Target {
    Target { id: TargetId::Item(item.id), name: item.facts.name.to_string() }
}

fn holder(item: &Item) -> Details {
    let holder = item.holder.as_ref();
    holder.map(|it| ("from".to_owned(), it.person.id.to_string())).into_iter().collect()
}

/// Takes the plan to another status.
pub(crate) async fn change_status(store: &Store, caller: Caller, to: EventStatus) -> Outcome {
    store
        .write(async |tx| {
            let turn = Turn::take(tx, caller).await?;
            let event = &turn.standing.event;
            let Some(step) = Transition::between(event.status, to)? else { return Ok(false) };
            if !events::take_step(tx, event.id, step, turn.now).await? {
                return Err(Refusal::FreezeBlocked(events::blockers(tx, event.id).await?));
            }
            if step == Transition::StartConfirming {
                ensure_links(tx, event.id, turn.now).await?;
            }
            turn.record(&Deed::StatusChange, turn.event(), Details::new()).await?;
            Ok(true)
        })
        .await
}

pub(crate) async fn ensure_links(
    tx: &Tx,
    event_id: EventId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let people = people::of_event(tx, event_id).await?;
    let people: Vec<_> = people.into_iter().map(|it| (it.person.id, it.role)).collect();
    let held = links::of_event(tx, event_id).await?;
    let held: Vec<_> = held.into_iter().map(|it| (it.id, it.person_id, it.role)).collect();
    let refit = link::refit(&people, &held);
    links::delete(tx, &refit.revoke).await?;
    let issued = refit.issue.into_iter().map(|(person_id, role)| links::NewLink {
        id: LinkId::new(),
        person_id,
        role,
        nonce: Nonce::from_bytes(*Uuid::now_v7().as_bytes()),
        hash: some_hash(),
    });
    links::insert(tx, event_id, issued, now).await
}

pub(crate) async fn create_item(
    store: &Store,
    caller: Caller,
    team_id: TeamId,
    facts: ItemFacts,
) -> Result<ItemId, Refusal> {
    store
        .write(async |tx| {
            let turn = Turn::take(tx, caller).await?;
            let permit = turn.permit(Action::CreateItem)?;
            let id = ItemId::new();
            let new = items::NewItem { id, team_id, facts: &facts };
            items::insert(tx, &permit, caller.event_id, [new], turn.now).await?;
            let target = Target { id: TargetId::Item(id), name: facts.name.to_string() };
            turn.record(&Deed::Permitted(&permit), target, Details::new()).await?;
            Ok(id)
        })
        .await
}

pub(crate) async fn assign(
    store: &Store,
    caller: Caller,
    id: ItemId,
    person_id: PersonId,
) -> Outcome {
    store
        .write(async |tx| {
            let turn = Turn::take(tx, caller).await?;
            let item = turn.item(id).await?;
            let permit = turn.permit(Action::AssignItem)?;
            let member = people::find_member(tx, caller.event_id, item.team_id, person_id).await?;
            let person = member.ok_or(Refusal::Unknown)?;
            if item.holder.as_ref().is_some_and(|holder| holder.person.id == person_id) {
                return Ok(false);
            }
            let new = assignments::NewAssignment {
                id: AssignmentId::new(),
                team_id: item.team_id,
                item_id: id,
                person_id,
            };
            assignments::give(tx, &permit, caller.event_id, new, turn.now).await?;
            let mut details = holder(&item);
            details.insert("to".to_owned(), person.id.to_string());
            turn.record(&Deed::Permitted(&permit), as_target(&item), details).await?;
            Ok(true)
        })
        .await
}

pub(crate) async fn acknowledge(store: &Store, caller: Caller, id: AssignmentId) -> Outcome {
    store
        .write(async |tx| {
            let turn = Turn::take(tx, caller).await?;
            let me = turn.standing.person.id;
            let item = assignments::find_own(tx, caller.event_id, me, id).await?;
            let item = item.ok_or(Refusal::Unknown)?;
            let permit = turn.permit(Action::Acknowledge)?;
            if !assignments::acknowledge(tx, &permit, id, turn.now).await? {
                return Ok(false);
            }
            turn.record(&Deed::Permitted(&permit), as_target(&item), Details::new()).await?;
            Ok(true)
        })
        .await
}

pub(crate) async fn set_guest_count(store: &Store, caller: Caller, count: Option<i64>) -> Outcome {
    let count = count.map(|count| GuestCount::new(count).unwrap());
    store
        .write(async |tx| {
            let turn = Turn::take(tx, caller).await?;
            let permit = turn.permit(Action::EditGuestCount)?;
            if turn.standing.event.guest_count == count {
                return Ok(false);
            }
            events::set_guest_count(tx, &permit, caller.event_id, count, turn.now).await?;
            turn.record(&Deed::Permitted(&permit), turn.event(), Details::new()).await?;
            Ok(true)
        })
        .await
}

/// Moves a participant to another team: what they had is open again.
pub(crate) async fn move_to(
    store: &Store,
    caller: Caller,
    person_id: PersonId,
    to: TeamId,
) -> Outcome {
    store
        .write(async |tx| {
            let turn = Turn::take(tx, caller).await?;
            let (release, leave) =
                (turn.permit(Action::UnassignItem)?, turn.permit(Action::MovePerson)?);
            let profile = profiles::find(tx, caller.event_id, person_id).await?;
            let person = profile.ok_or(Refusal::Unknown)?.participation.person;
            let released = assignments::release_all(tx, &release, caller.event_id, &person).await?;
            people::change_team(tx, &leave, caller.event_id, person_id, to).await?;
            for (id, name) in released {
                let target = Target { id: TargetId::Item(id), name: name.to_string() };
                turn.record(&Deed::Permitted(&release), target, Details::new()).await?;
            }
            let target = Target { id: TargetId::Person(person_id), name: person.name.to_string() };
            turn.record(&Deed::Permitted(&leave), target, Details::new()).await?;
            Ok(true)
        })
        .await
}

/// Takes a participant back to the puddings, with nothing to bring.
pub(crate) async fn go_home(store: &Store, plan: &Plan, guest: Guest) -> Result<(), StoreError> {
    let (event_id, person) = (plan.id(), Person { id: guest.id, name: name("Guest") });
    store
        .write(async |tx| {
            events::lock(tx, event_id).await?;
            assignments::release_all(tx, &may(Action::UnassignItem), event_id, &person).await?;
            let (home, permit) = (plan.puddings.team, may(Action::MovePerson));
            people::change_team(tx, &permit, event_id, guest.id, home).await
        })
        .await
}

/// Lets a member lead their team: links that will not fit go first, those that fit come last.
pub(crate) async fn let_lead(
    store: &Store,
    caller: Caller,
    team_id: TeamId,
    person_id: PersonId,
) -> Outcome {
    store
        .write(async |tx| {
            let turn = Turn::take(tx, caller).await?;
            let permit = turn.permit(Action::ChangeCoordinator)?;
            let team = teams::find(tx, caller.event_id, team_id).await?.ok_or(Refusal::Unknown)?;
            let old = team.coordinator.map(|(id, _)| id);
            if old == Some(person_id) {
                return Ok(false);
            }
            let held = links::of_event(tx, caller.event_id).await?;
            let concerned = |id| id == person_id || Some(id) == old;
            let stale = held.iter().filter(|it| concerned(it.person_id)).map(|it| it.id);
            links::delete(tx, &stale.collect::<Vec<_>>()).await?;
            let leads = [(team_id, person_id)];
            teams::set_coordinators(tx, &permit, caller.event_id, &leads).await?;
            ensure_links(tx, caller.event_id, turn.now).await?;
            let target = Target { id: TargetId::Team(team_id), name: team.name.to_string() };
            turn.record(&Deed::Permitted(&permit), target, Details::new()).await?;
            Ok(true)
        })
        .await
}

/// Asks again, as clients do, while too many want to write: on a busy machine fifty at once can be
/// more than get their turn within the two seconds that a request waits.
macro_rules! patiently {
    ($act:expr) => {{
        let mut outcome = $act.await;
        for _ in 0..20 {
            use $crate::acts::Refusal::Store;
            if !matches!(outcome, Err(Store(gather_persistence::StoreError::Unavailable(_)))) {
                break;
            }
            outcome = $act.await;
        }
        outcome
    }};
}
pub(crate) use patiently;

/// Starts everything at the same moment, each on a task of its own, and waits for all.
pub(crate) async fn at_once<T, F>(contenders: impl IntoIterator<Item = F>) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let contenders: Vec<_> = contenders.into_iter().collect();
    let barrier = Arc::new(Barrier::new(contenders.len()));
    let tasks: Vec<_> = contenders
        .into_iter()
        .map(|contender| {
            let barrier = Arc::clone(&barrier);
            tokio::spawn(async move {
                barrier.wait().await;
                contender.await
            })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}
