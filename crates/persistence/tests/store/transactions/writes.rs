use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use gather_domain::{
    event::EventStatus::{Confirming, Draft},
    id::ItemId,
    permission::Action,
};
use gather_persistence::{
    StoreError, assignments, events, items, links, overviews, people, sheets,
};
use sea_orm::{ConnectionTrait as _, DbBackend};

use crate::{
    plan::{Plan, critical, item, may, now},
    world::World,
};

async fn items_of(world: &World, plan: &Plan) -> usize {
    let sheet = sheets::find(&world.store, plan.id(), plan.puddings.team).await.unwrap();
    sheet.unwrap().items.len()
}

#[derive(Debug, thiserror::Error, PartialEq)]
#[error("no")]
struct No;

impl From<StoreError> for No {
    fn from(error: StoreError) -> Self {
        panic!("{error:?}");
    }
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_behind() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Draft).await;
    let facts = item("Trifle");
    let new = || items::NewItem { id: ItemId::new(), team_id: plan.puddings.team, facts: &facts };
    let create = may(Action::CreateItem);

    for _ in 0..3 {
        let refused = world.store.write(async |tx| {
            items::insert(tx, &create, plan.id(), [new(), new()], now()).await?;
            events::set_guest_count(tx, &create, plan.id(), None, now()).await?;
            Err::<(), _>(No)
        });
        assert_eq!(refused.await, Err(No));
    }
    assert_eq!(items_of(&world, &plan).await, 0);
    let overview = overviews::find(&world.store, plan.id(), plan.anika.id).await.unwrap().unwrap();
    assert_eq!(overview.event, plan.event);
}

#[tokio::test]
async fn after_a_statement_that_fails_all_is_undone_and_the_next_write_succeeds() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Draft).await;
    let (facts, id) = (item("Trifle"), ItemId::new());
    let new = || items::NewItem { id, team_id: plan.puddings.team, facts: &facts };
    let create = may(Action::CreateItem);

    let twice = world.store.write(async |tx| {
        items::insert(tx, &create, plan.id(), [new()], now()).await?;
        items::insert(tx, &create, plan.id(), [new()], now()).await
    });
    assert!(matches!(twice.await, Err(StoreError::Database(_))));
    assert_eq!(items_of(&world, &plan).await, 0);

    let once =
        world.store.write(async |tx| items::insert(tx, &create, plan.id(), [new()], now()).await);
    once.await.unwrap();
    assert_eq!(items_of(&world, &plan).await, 1);
}

#[tokio::test]
async fn nobody_sees_what_is_not_committed_but_the_transaction_itself() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Draft).await;
    let facts = critical("Trifle");
    let new = items::NewItem { id: ItemId::new(), team_id: plan.puddings.team, facts: &facts };
    let written = world.store.write(async |tx| {
        items::insert(tx, &may(Action::CreateItem), plan.id(), [new], now()).await?;
        assert_eq!(events::blockers(tx, plan.id()).await?.len(), 1);
        assert_eq!(events::blockers(&world.store, plan.id()).await?.len(), 0);
        Ok::<_, StoreError>(())
    });
    written.await.unwrap();
    assert_eq!(events::blockers(&world.store, plan.id()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_reads_sqlite_cannot_write_it() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Draft).await;
    let write = "UPDATE event SET version = 7";
    let by_a_reader = world.store.db_readers().execute_unprepared(write).await;
    // PostgreSQL has one pool for both: there only the types stand in the way.
    assert_eq!(by_a_reader.is_err(), world.backend() == DbBackend::Sqlite);
    let overview = overviews::find(&world.store, plan.id(), plan.anika.id).await.unwrap().unwrap();
    assert_eq!(overview.event.version == 1, by_a_reader.is_err());
}

#[tokio::test]
async fn every_view_is_one_statement_and_each_is_counted() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    for crew in [&plan.puddings, &plan.setup] {
        for holder in [None, Some(crew.helper)] {
            plan.plant(&world.store, crew, critical("Trifle"), holder).await;
        }
    }
    let counted = Arc::new(AtomicUsize::new(0));
    let heard = Arc::clone(&counted);
    let store = world.store.clone().observed(move |_elapsed| {
        heard.fetch_add(1, Ordering::Relaxed);
    });
    let (event, team) = (plan.id(), plan.puddings.team);
    let took = |statements| assert_eq!(counted.swap(0, Ordering::Relaxed), statements);

    gather_persistence::standings::of_link(&store, &plan.anika.hash).await.unwrap().unwrap();
    took(1);
    overviews::find(&store, event, plan.anika.id).await.unwrap().unwrap();
    took(1);
    sheets::find(&store, event, team).await.unwrap().unwrap();
    took(1);
    sheets::choices(&store, event, team).await.unwrap();
    took(1);
    people::of_event(&store, event).await.unwrap();
    took(1);
    assignments::of_person(&store, event, plan.puddings.helper.id).await.unwrap();
    took(1);
    links::of_event(&store, event).await.unwrap();
    took(1);
    links::burdens(&store, event).await.unwrap();
    took(1);
    store.write(async |tx| events::lock(tx, event).await).await.unwrap();
    took(1);
}
