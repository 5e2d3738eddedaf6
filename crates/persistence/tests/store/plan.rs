//! A small gathering, made through the crate as the use cases make it.

use chrono::{DateTime, NaiveDate, Utc};
use gather_domain::{
    clock::{Clock as _, SystemClock},
    contact::Contact,
    event::{Dates, Event, EventStatus},
    id::{AccountId, AssignmentId, DayId, EventId, ItemId, LinkId, PersonId, TeamId},
    item::{Day, Dietary, DropOff, ItemFacts},
    permission::{Action, Authority, Permit, permit},
    person::{Person, Role},
    secret::{Nonce, SecretHash},
    team::Team,
    text::Name,
    zone::TimeZone,
};
use gather_persistence::{
    Store, StoreError, accounts, assignments, days, events, hosts, items, links, people, teams,
};
use uuid::Uuid;

/// Anika's Christmas: two teams, each with a coordinator and a helper, and no items yet.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) event: Event,
    pub(crate) day: Day,
    /// Who stands behind the host.
    pub(crate) account: AccountId,
    /// The host, who is in no team.
    pub(crate) anika: Guest,
    pub(crate) puddings: Crew,
    pub(crate) setup: Crew,
}

/// A team and who is in it.
#[derive(Debug, Clone)]
pub(crate) struct Crew {
    pub(crate) team: TeamId,
    pub(crate) coordinator: Guest,
    pub(crate) helper: Guest,
}

/// Somebody in the plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guest {
    pub(crate) id: PersonId,
    pub(crate) role: Role,
    /// What is stored of their link, once they have one.
    pub(crate) hash: SecretHash,
}

pub(crate) fn now() -> DateTime<Utc> {
    SystemClock.now()
}

pub(crate) fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

pub(crate) fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 12, day).unwrap()
}

/// What a host may do in a draft.
pub(crate) fn may(action: Action) -> Permit {
    permit(action, EventStatus::Draft, Authority::Host, None).unwrap()
}

pub(crate) fn item(text: &str) -> ItemFacts {
    ItemFacts {
        name: name(text),
        day_id: None,
        quantity: None,
        description: None,
        critical: false,
        dietary: Dietary::default(),
        notes: None,
        drop_off: DropOff::default(),
    }
}

pub(crate) fn critical(text: &str) -> ItemFacts {
    ItemFacts { critical: true, ..item(text) }
}

/// A hash that no other link has.
pub(crate) fn some_hash() -> SecretHash {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(Uuid::now_v7().as_bytes());
    SecretHash::from_bytes(bytes)
}

pub(crate) fn event(status: EventStatus) -> Event {
    Event {
        id: EventId::new(),
        name: name("Richardson Family Christmas"),
        description: None,
        time_zone: TimeZone::parse("Pacific/Auckland").unwrap(),
        dates: Dates::new(date(24), date(26)).unwrap(),
        status,
        guest_count: None,
        cancelled_at: None,
        version: 1,
    }
}

impl Guest {
    pub(crate) fn new(role: Role) -> Self {
        Self { id: PersonId::new(), role, hash: some_hash() }
    }

    pub(crate) fn link(self) -> links::NewLink {
        links::NewLink {
            id: LinkId::new(),
            person_id: self.id,
            role: self.role,
            nonce: Nonce::from_bytes(*Uuid::now_v7().as_bytes()),
            hash: self.hash,
        }
    }
}

impl Crew {
    fn new() -> Self {
        let team = TeamId::new();
        let coordinator = Guest::new(Role::Coordinator { team_id: team });
        Self { team, coordinator, helper: Guest::new(Role::Participant) }
    }
}

impl Plan {
    /// The gathering in this status. In a draft only the host has a link.
    pub(crate) async fn sow(store: &Store, status: EventStatus) -> Self {
        let day = Day { id: DayId::new(), name: name("Christmas Eve"), date: date(24) };
        let plan = Self {
            event: event(status),
            day,
            account: AccountId::new(),
            anika: Guest::new(Role::Host),
            puddings: Crew::new(),
            setup: Crew::new(),
        };
        plan.write(store).await.unwrap();
        plan
    }

    pub(crate) fn id(&self) -> EventId {
        self.event.id
    }

    /// Everybody in the plan, host first.
    pub(crate) fn guests(&self) -> [(Guest, Option<TeamId>, &'static str); 5] {
        let (puddings, setup) = (&self.puddings, &self.setup);
        [
            (self.anika, None, "Anika"),
            (puddings.coordinator, Some(puddings.team), "Rosie"),
            (puddings.helper, Some(puddings.team), "Tom"),
            (setup.coordinator, Some(setup.team), "Ian"),
            (setup.helper, Some(setup.team), "Mia"),
        ]
    }

    async fn write(&self, store: &Store) -> Result<(), StoreError> {
        let (id, now) = (self.id(), now());
        let crews = [(&self.puddings, "Puddings"), (&self.setup, "Setup")];
        let teams = crews.map(|(crew, text)| Team {
            id: crew.team,
            name: name(text),
            scope: None,
            coordinator: None,
            version: 1,
        });
        let guests = self.guests();
        let persons = guests.map(|(guest, _, text)| Person { id: guest.id, name: name(text) });
        store
            .write(async |tx| {
                let email = format!("{}@gather.invalid", self.account);
                accounts::insert_without_password(tx, self.account, &email, &name("Anika"), now)
                    .await?;
                events::insert(tx, &self.event, self.account, now).await?;
                hosts::insert_creator(tx, id, self.account, now).await?;
                let shape = may(Action::CreateDay);
                days::insert(tx, &shape, id, std::slice::from_ref(&self.day), now).await?;
                teams::insert(tx, &shape, id, &teams, now).await?;
                let new = persons.iter().map(|person| people::NewPerson {
                    person,
                    contact: Contact::default(),
                    account_id: (person.id == self.anika.id).then_some(self.account),
                });
                let add = may(Action::AddPerson);
                people::insert(tx, &add, new, now).await?;
                let places =
                    guests.iter().filter_map(|(guest, team, _)| Some((guest.id, (*team)?)));
                people::join_teams(tx, &add, id, places.collect::<Vec<_>>(), now).await?;
                let leads = crews.map(|(crew, _)| (crew.team, crew.coordinator.id));
                teams::set_coordinators(tx, &may(Action::ChangeCoordinator), id, &leads).await?;
                let draft = self.event.status == EventStatus::Draft;
                let linked = guests.iter().take(if draft { 1 } else { guests.len() });
                let new: Vec<_> = linked.map(|(guest, ..)| guest.link()).collect();
                links::insert(tx, id, new, now).await
            })
            .await
    }

    /// Adds an item, which this person has.
    pub(crate) async fn plant(
        &self,
        store: &Store,
        crew: &Crew,
        facts: ItemFacts,
        holder: Option<Guest>,
    ) -> ItemId {
        let (event_id, item_id, now) = (self.id(), ItemId::new(), now());
        store
            .write(async |tx| {
                let new = items::NewItem { id: item_id, team_id: crew.team, facts: &facts };
                items::insert(tx, &may(Action::CreateItem), event_id, [new], now).await?;
                if let Some(holder) = holder {
                    let new = assignments::NewAssignment {
                        id: AssignmentId::new(),
                        team_id: crew.team,
                        item_id,
                        person_id: holder.id,
                    };
                    assignments::insert(tx, &may(Action::AssignItem), event_id, [new], now).await?;
                }
                Ok::<_, StoreError>(())
            })
            .await
            .unwrap();
        item_id
    }
}
