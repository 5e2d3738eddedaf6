use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use gather_domain::{
    contact::Contact,
    event::EventStatus::{Confirming, Draft},
    item::Item,
    permission::{Action, Authority, permit},
    person::{Person, Role},
};
use gather_persistence::{assignments, audit, events, links, people, sheets};

use super::count;
use crate::{
    acts::{self, Caller, at_once, patiently},
    plan::{Guest, Plan, item, may, name, now},
    world::World,
};

/// Adds so many people to the puddings.
async fn crowd(world: &World, plan: &Plan, size: usize) -> Vec<Guest> {
    let guests: Vec<_> = (0..size).map(|_| Guest::new(Role::Participant)).collect();
    let persons: Vec<_> =
        guests.iter().map(|it| Person { id: it.id, name: name("Guest") }).collect();
    let add = may(Action::AddPerson);
    world
        .store
        .write(async |tx| {
            let new = persons.iter().map(|person| people::NewPerson {
                person,
                contact: Contact::default(),
                account_id: None,
            });
            people::insert(tx, &add, new, now()).await?;
            let places: Vec<_> = guests.iter().map(|it| (it.id, plan.puddings.team)).collect();
            people::join_teams(tx, &add, plan.id(), places, now()).await
        })
        .await
        .unwrap();
    guests
}

async fn only_item(world: &World, plan: &Plan) -> Item {
    let sheet = sheets::find(&world.store, plan.id(), plan.puddings.team).await.unwrap().unwrap();
    let [item] = sheet.items.try_into().unwrap();
    item
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_who_get_an_item_at_once_one_has_it_and_the_audit_tells_the_story() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let trifle = plan.plant(&world.store, &plan.puddings, item("Trifle"), None).await;
    let guests = crowd(&world, &plan, 50).await;
    let host = Caller::of(&plan, plan.anika);
    let servers = world.servers(2).await;

    let outcomes = at_once(guests.iter().enumerate().map(|(n, guest)| {
        let (store, person_id) = (servers[n % 2].clone(), guest.id);
        async move { patiently!(acts::assign(&store, host, trifle, person_id)) }
    }))
    .await;

    assert!(outcomes.iter().all(|it| matches!(it, Ok(true))), "{outcomes:?}");
    assert_eq!(count(&world, "assignment", plan.id().as_uuid()).await, 1);
    let left = only_item(&world, &plan).await;
    assert_eq!(left.version, 51);

    let mut told =
        audit::list(&world.store, plan.id(), audit::Filter::default(), 99).await.unwrap();
    told.reverse();
    assert_eq!(told.len(), 50);
    let mut last = None;
    for entry in &told {
        assert_eq!(entry.details.get("from"), last, "whoever lost it is whoever had it");
        last = entry.details.get("to");
    }
    assert_eq!(last, left.holder.map(|it| it.person.id.to_string()).as_ref());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_32_who_start_confirming_at_once_one_does_and_everybody_has_one_link() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Draft).await;
    crowd(&world, &plan, 20).await;
    let hosts = links::find(&world.store, plan.id(), plan.anika.id).await.unwrap();
    assert!(hosts.is_some());
    let host = Caller::of(&plan, plan.anika);
    let servers = world.servers(2).await;

    let outcomes = at_once((0..32).map(|n| {
        let store = servers[n % 2].clone();
        async move { patiently!(acts::change_status(&store, host, Confirming)).unwrap() }
    }))
    .await;

    assert_eq!(outcomes.iter().filter(|&&changed| changed).count(), 1);
    assert_eq!(count(&world, "audit_entry", plan.id().as_uuid()).await, 1);
    let everybody = people::of_event(&world.store, plan.id()).await.unwrap();
    let expected: BTreeSet<_> = everybody.iter().map(|it| (it.person.id, it.role)).collect();
    let held = links::of_event(&world.store, plan.id()).await.unwrap();
    assert_eq!((expected.len(), held.len()), (25, 25));
    assert_eq!(held.iter().map(|it| (it.person_id, it.role)).collect::<BTreeSet<_>>(), expected);
    let links_then = links::find(&world.store, plan.id(), plan.anika.id).await.unwrap();
    assert_eq!(links_then, hosts, "the link that was there stays");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn links_are_made_once_however_many_make_them() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Draft).await;
    let servers = world.servers(2).await;
    let event_id = plan.id();

    at_once((0..32).map(|n| {
        let store = servers[n % 2].clone();
        async move {
            let ensured = patiently!(store.write(async |tx| {
                events::lock(tx, event_id).await?;
                Ok(acts::ensure_links(tx, event_id, now()).await?)
            }));
            ensured.unwrap();
        }
    }))
    .await;

    assert_eq!(links::of_event(&world.store, event_id).await.unwrap().len(), 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_confirmations_of_one_item_the_first_counts() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let tom = plan.puddings.helper;
    let caller = Caller::of(&plan, tom);
    let servers = world.servers(2).await;
    for _ in 0..20 {
        plan.plant(&world.store, &plan.puddings, item("Trifle"), Some(tom)).await;
    }
    let items = assignments::of_person(&world.store, plan.id(), tom.id).await.unwrap();
    assert_eq!(items.len(), 20);
    for (n, item) in (1..).zip(items) {
        let id = item.holder.unwrap().assignment_id;
        let outcomes = at_once((0..4).map(|n| {
            let store = servers[n % 2].clone();
            async move { acts::acknowledge(&store, caller, id).await.unwrap() }
        }))
        .await;
        assert_eq!(outcomes.iter().filter(|&&first| first).count(), 1);
        assert_eq!(count(&world, "audit_entry", plan.id().as_uuid()).await, n);
    }
}

/// The write repeats its condition: even whoever forgot to lock the event counts once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_confirmation_counts_once_without_a_lock_too() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let tom = plan.puddings.helper;
    plan.plant(&world.store, &plan.puddings, item("Trifle"), Some(tom)).await;
    let id = only_item(&world, &plan).await.holder.unwrap().assignment_id;

    let outcomes = at_once((0..16).map(|_| {
        let store = world.store.clone();
        async move {
            let permit = permit(Action::Acknowledge, Confirming, Authority::Participant, None);
            let permit = permit.unwrap();
            let acknowledged =
                patiently!(store.write(async |tx| {
                    Ok(assignments::acknowledge(tx, &permit, id, now()).await?)
                }));
            acknowledged.unwrap()
        }
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|&&first| first).count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_change_of_the_guest_count_is_lost() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let host = Caller::of(&plan, plan.anika);
    let servers = world.servers(2).await;

    for round in 0..50 {
        let outcomes = at_once((0..2).map(|n| {
            let store = servers[n % 2].clone();
            let guests = i64::try_from(2 * round + n).unwrap();
            async move { acts::set_guest_count(&store, host, Some(guests)).await.unwrap() }
        }))
        .await;
        assert_eq!(outcomes, [true, true]);
    }

    let (event_id, anika) = (plan.id(), plan.anika.id);
    let left = gather_persistence::overviews::find(&world.store, event_id, anika).await.unwrap();
    assert_eq!(left.unwrap().event.version, 101);
    assert_eq!(count(&world, "audit_entry", event_id.as_uuid()).await, 100);
}

/// Different events do not wait for each other on PostgreSQL, and none loses anything anywhere.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_events_are_changed_at_once() {
    let world = World::new().await;
    let mut plans = Vec::new();
    for _ in 0..8 {
        plans.push(Plan::sow(&world.store, Confirming).await);
    }
    let creations = (0..8).flat_map(|_| &plans).map(|plan| {
        let (store, team) = (world.store.clone(), plan.setup.team);
        let host = Caller::of(plan, plan.anika);
        async move { patiently!(acts::create_item(&store, host, team, item("Tables"))) }
    });
    for outcome in at_once(creations).await {
        outcome.unwrap();
    }
    for plan in &plans {
        assert_eq!(count(&world, "item", plan.id().as_uuid()).await, 8);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_event_is_locked_until_the_transaction_ends() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let (event_id, inside) = (plan.id(), Arc::new(AtomicBool::new(false)));
    let servers = world.servers(2).await;

    at_once((0..50).map(|n| {
        let (store, inside) = (servers[n % 2].clone(), Arc::clone(&inside));
        async move {
            let inside = patiently!(store.write(async |tx| {
                assert!(events::lock(tx, event_id).await?);
                assert!(!inside.swap(true, Ordering::SeqCst), "two have the lock");
                events::blockers(tx, event_id).await?;
                assert!(inside.swap(false, Ordering::SeqCst));
                Ok(())
            }));
            inside.unwrap();
        }
    }))
    .await;
}
