//! A whole gathering at once: loaded by whoever runs the server, from a file.

use gather_domain::{
    audit::{Actor, Deed, Details, Entry, Target, TargetId},
    contact::Contact,
    event::{Event, EventStatus, Transition},
    id::{AccountId, AssignmentId, AuditEntryId, EventId, ItemId, PersonId, TeamId},
    item::{Day, ItemFacts},
    permission::{Action, Authority, Permit, Reason, permit},
    person::{Person, Role},
    team::Team,
};
use gather_persistence::{
    StoreError, Tx, accounts, assignments, audit, days, events, hosts, items, people, teams,
};

use super::links;
use crate::context::Context;

/// A whole gathering, planned elsewhere. Its ids fit together.
#[derive(Debug)]
pub struct Gathering {
    /// The event, as a draft.
    pub event: Event,
    /// Its days.
    pub days: Vec<Day>,
    /// Its teams.
    pub teams: Vec<Team>,
    /// Its people and the team of each; a host need not have one.
    pub people: Vec<(Person, Option<TeamId>)>,
    /// Who runs it: one of the people.
    pub host: PersonId,
    /// Who leads which team.
    pub coordinators: Vec<(TeamId, PersonId)>,
    /// Its items, and who has them.
    pub items: Vec<PlannedItem>,
    /// Whether everybody gets their link at once, or only the host does.
    pub start_confirming: bool,
}

/// An item of a gathering that was planned elsewhere.
#[derive(Debug)]
pub struct PlannedItem {
    /// Its id.
    pub id: ItemId,
    /// The team that sees to it.
    pub team_id: TeamId,
    /// What is planned about it.
    pub facts: ItemFacts,
    /// Who has it: a member of that team.
    pub assignee: Option<PersonId>,
}

/// What was loaded.
#[derive(Debug)]
pub struct Imported {
    /// The event.
    pub event_id: EventId,
    /// Its links, hosts first.
    pub links: Vec<PrintedLink>,
}

/// A link, for the one who runs the server to hand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedLink {
    /// As what it lets its person in.
    pub role: Role,
    /// Whose it is.
    pub person: String,
    /// Its address, secret included.
    pub url: String,
}

/// A gathering could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The plan's matrix forbids a part of it.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// Nobody among its people is its host.
    #[error("the host is not among the people")]
    HostMissing,
    /// It was to be confirming, and is not a draft.
    #[error("the plan is not a draft that could start")]
    NotStarted,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Loads a gathering: all of it, or nothing. Its host gets an account that nobody can sign in to.
#[tracing::instrument(name = "gatherings.import", skip_all)]
pub async fn import(ctx: &Context, gathering: Gathering) -> Result<Imported, ImportError> {
    let event_id = gathering.event.id;
    ctx.store
        .write(async |tx| {
            plan(ctx, tx, &gathering).await?;
            let now = ctx.clock.now();
            let mut status = gathering.event.status;
            if gathering.start_confirming {
                let step = Transition::StartConfirming;
                if !events::take_step(tx, event_id, step, now).await? {
                    return Err(ImportError::NotStarted);
                }
                status = step.to();
            }
            links::ensure(ctx, tx, event_id, status, now).await?;
            Ok::<_, ImportError>(record(ctx, tx, &gathering.event, &Deed::ImportGathering).await?)
        })
        .await?;
    Ok(Imported { event_id, links: hand_out(ctx, &gathering.event).await? })
}

/// The oldest event's links; `None` when there is no event.
pub async fn first(ctx: &Context) -> Result<Option<Imported>, ImportError> {
    let Some(event) = events::find_first(&ctx.store).await? else { return Ok(None) };
    Ok(Some(Imported { event_id: event.id, links: hand_out(ctx, &event).await? }))
}

async fn hand_out(ctx: &Context, event: &Event) -> Result<Vec<PrintedLink>, StoreError> {
    ctx.store
        .write(async |tx| {
            let all = links::of_event(ctx, tx, event.id).await?;
            record(ctx, tx, event, &Deed::ListLinks).await?;
            let printed = all.into_iter().map(|it| PrintedLink {
                role: it.link.role,
                person: it.person.name.to_string(),
                url: it.url,
            });
            Ok(printed.collect())
        })
        .await
}

async fn plan(ctx: &Context, tx: &Tx, gathering: &Gathering) -> Result<(), ImportError> {
    let now = ctx.clock.now();
    let event = &gathering.event;
    // As the host's, in a draft: what a host may do by hand.
    let may = |action| permit(action, EventStatus::Draft, Authority::Host, None);

    let account_id = AccountId::new();
    let mut people = gathering.people.iter().map(|(person, _)| person);
    let host = people.find(|it| it.id == gathering.host).ok_or(ImportError::HostMissing)?;
    let email = format!("{account_id}@gather.invalid");
    accounts::insert_without_password(tx, account_id, &email, &host.name, now).await?;
    events::insert(tx, event, account_id, now).await?;
    hosts::insert_creator(tx, event.id, account_id, now).await?;
    if !gathering.days.is_empty() {
        days::insert(tx, &may(Action::CreateDay)?, event.id, &gathering.days, now).await?;
    }
    let shape: Permit = may(Action::CreateTeam)?;
    if !gathering.teams.is_empty() {
        teams::insert(tx, &shape, event.id, &gathering.teams, now).await?;
    }
    let add: Permit = may(Action::AddPerson)?;
    let new = gathering.people.iter().map(|(person, _)| people::NewPerson {
        person,
        contact: Contact::default(),
        account_id: (person.id == gathering.host).then_some(account_id),
    });
    people::insert(tx, &add, new, now).await?;
    let places: Vec<_> =
        gathering.people.iter().filter_map(|(person, team)| Some((person.id, (*team)?))).collect();
    if !places.is_empty() {
        people::join_teams(tx, &add, event.id, places, now).await?;
    }
    let lead = may(Action::ChangeCoordinator)?;
    teams::set_coordinators(tx, &lead, event.id, &gathering.coordinators).await?;
    if !gathering.items.is_empty() {
        let new = gathering.items.iter().map(|it| items::NewItem {
            id: it.id,
            team_id: it.team_id,
            facts: &it.facts,
        });
        items::insert(tx, &may(Action::CreateItem)?, event.id, new, now).await?;
    }
    let given: Vec<_> = gathering
        .items
        .iter()
        .filter_map(|it| {
            Some(assignments::NewAssignment {
                id: AssignmentId::new(),
                team_id: it.team_id,
                item_id: it.id,
                person_id: it.assignee?,
            })
        })
        .collect();
    if !given.is_empty() {
        assignments::insert(tx, &may(Action::AssignItem)?, event.id, given, now).await?;
    }
    Ok(())
}

async fn record(ctx: &Context, tx: &Tx, event: &Event, deed: &Deed<'_>) -> Result<(), StoreError> {
    let entry = Entry {
        id: AuditEntryId::new(),
        event_id: event.id,
        at: ctx.clock.now(),
        actor: Actor::gather(),
        action: deed.name(),
        target: Target { id: TargetId::Event(event.id), name: event.name.to_string() },
        details: Details::new(),
    };
    audit::record(tx, entry).await
}
