use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use gather_domain::event::EventStatus::Confirming;
use gather_persistence::{Store, StoreError, events, overviews};
use sea_orm::DbBackend;
use tokio::sync::Barrier;

use crate::{
    acts::{self, Caller},
    plan::Plan,
    world::World,
};

/// How long a caller may wait for a database that does not answer: 2.5 s, and some more on a machine
/// that has other things to do.
const PATIENCE: Duration = Duration::from_secs(6);

#[track_caller]
fn assert_unavailable<T: std::fmt::Debug>(outcome: Result<T, StoreError>) {
    assert!(matches!(outcome, Err(StoreError::Unavailable(_))), "{outcome:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_out_of_reach() {
    let since = Instant::now();
    // Nothing listens on port 1.
    assert_unavailable(Store::open("postgres://postgres@127.0.0.1:1/postgres").await);
    assert!(since.elapsed() < PATIENCE);
    let folder = tempfile::TempDir::new().unwrap();
    assert_unavailable(Store::open_file(&folder.path().join("no/such/folder/gather.db")).await);
}

#[tokio::test]
async fn a_store_that_is_closed_is_out_of_reach() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    world.store.clone().close().await.unwrap();
    assert_unavailable(overviews::find(&world.store, plan.id(), plan.anika.id).await);
    assert_unavailable(world.store.write(async |tx| events::lock(tx, plan.id()).await).await);
    assert_unavailable(world.store.ping().await);
}

/// How many transactions there can be at once.
fn most(world: &World) -> usize {
    match world.backend() {
        DbBackend::Postgres => 16,
        _ => 1,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_waits_too_long_for_a_turn_to_write_is_told_to_come_back() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let most = most(&world);
    let (taken, done) = (Arc::new(Barrier::new(most + 1)), Arc::new(Barrier::new(most + 1)));
    let holders: Vec<_> = (0..most)
        .map(|_| {
            let (store, taken, done) = (world.store.clone(), Arc::clone(&taken), Arc::clone(&done));
            tokio::spawn(async move {
                let write = store.write(async |_tx| {
                    taken.wait().await;
                    done.wait().await;
                    Ok::<_, StoreError>(())
                });
                write.await
            })
        })
        .collect();
    taken.wait().await;

    let since = Instant::now();
    assert_unavailable(world.store.write(async |tx| events::lock(tx, plan.id()).await).await);
    assert!(since.elapsed() < PATIENCE, "after {:?}", since.elapsed());
    if world.backend() == DbBackend::Sqlite {
        // Whoever reads does not wait for whoever writes.
        overviews::find(&world.store, plan.id(), plan.anika.id).await.unwrap().unwrap();
    }

    done.wait().await;
    for holder in holders {
        holder.await.unwrap().unwrap();
    }
    let host = Caller::of(&plan, plan.anika);
    assert!(acts::set_guest_count(&world.store, host, Some(40)).await.unwrap());
}

/// PostgreSQL restarts, or an administrator ends the connections: there is nothing like it on
/// SQLite.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn after_a_restart_of_the_database_all_works_again_by_itself() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    if world.backend() != DbBackend::Postgres {
        return;
    }
    // As many connections as there can be, all of them idle.
    acts::at_once((0..64).map(|_| {
        let (store, event, reader) = (world.store.clone(), plan.id(), plan.anika.id);
        async move { overviews::find(&store, event, reader).await.unwrap() }
    }))
    .await;
    world.disconnect_everybody().await;

    let mut refused = 0;
    loop {
        match world.store.write(async |tx| events::lock(tx, plan.id()).await).await {
            Ok(there) => break assert!(there),
            Err(error) => assert_unavailable(Err::<(), _>(error)),
        }
        refused += 1;
        assert!(refused <= 16, "each connection is lost once");
    }
    overviews::find(&world.store, plan.id(), plan.anika.id).await.unwrap().unwrap();
}
