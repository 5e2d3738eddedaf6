//! A client that goes away takes its handler's future with it, wherever that stands.

use std::{future::poll_fn, pin::pin, sync::Arc, task::Poll};

use gather_domain::{event::EventStatus::Confirming, id::ItemId, permission::Action};
use gather_persistence::{Store, StoreError, audit, events, items, sheets};
use tokio::sync::Notify;

use crate::{
    acts::{self, Caller},
    plan::{Plan, item, may, now},
    world::World,
};

/// Drives a future until it has waited so many times, then drops it. `None`: it was dropped.
async fn up_to<T>(waits: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut left = waits;
    poll_fn(move |context| match future.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

async fn items_of(store: &Store, plan: &Plan) -> usize {
    sheets::find(store, plan.id(), plan.puddings.team).await.unwrap().unwrap().items.len()
}

async fn entries_of(store: &Store, plan: &Plan) -> usize {
    audit::list(store, plan.id(), audit::Filter::default(), 999).await.unwrap().len()
}

#[tokio::test]
async fn a_write_that_is_dropped_in_the_middle_never_happened() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let facts = item("Trifle");
    let half_way = Arc::new(Notify::new());

    for _ in 0..20 {
        let new = items::NewItem { id: ItemId::new(), team_id: plan.puddings.team, facts: &facts };
        let write = world.store.write(async |tx| {
            events::lock(tx, plan.id()).await?;
            items::insert(tx, &may(Action::CreateItem), plan.id(), [new], now()).await?;
            half_way.notify_one();
            std::future::pending::<()>().await;
            Ok::<_, StoreError>(())
        });
        tokio::select! {
            _ = write => unreachable!("it waits for ever"),
            () = half_way.notified() => {}
        }
        assert_eq!(items_of(&world.store, &plan).await, 0);
    }
    let host = Caller::of(&plan, plan.anika);
    assert!(acts::set_guest_count(&world.store, host, Some(40)).await.unwrap());
}

#[tokio::test]
async fn a_task_that_is_aborted_lets_go_of_the_event() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let (store, event_id) = (world.store.clone(), plan.id());
    let half_way = Arc::new(Notify::new());
    let there = Arc::clone(&half_way);
    let task = tokio::spawn(async move {
        let write = store.write(async |tx| {
            events::lock(tx, event_id).await?;
            there.notify_one();
            std::future::pending::<()>().await;
            Ok::<_, StoreError>(())
        });
        write.await
    });
    half_way.notified().await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());

    let host = Caller::of(&plan, plan.anika);
    assert!(acts::set_guest_count(&world.store, host, Some(40)).await.unwrap());
}

/// At each point where a change can wait, `BEGIN` and `COMMIT` included.
#[tokio::test]
async fn wherever_a_change_is_dropped_it_happened_with_its_audit_or_not_at_all() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let (rosie, team) = (Caller::of(&plan, plan.puddings.coordinator), plan.puddings.team);
    let (mut dropped, mut finished) = (0, 0);
    for round in 0..200 {
        let create = acts::create_item(&world.store, rosie, team, item("Trifle"));
        match up_to(round % 20, create).await {
            Some(outcome) => {
                outcome.unwrap();
                finished += 1;
            }
            None => dropped += 1,
        }
        // The next one is served as if nothing had been.
        acts::create_item(&world.store, rosie, team, item("Pavlova")).await.unwrap();
        let items = items_of(&world.store, &plan).await;
        assert_eq!(items, entries_of(&world.store, &plan).await, "in round {round}");
        assert!((round + 1 + finished..=2 * round + 2).contains(&items), "in round {round}");
    }
    assert!(dropped >= 10 && finished >= 10, "{dropped} : {finished}");
}

#[tokio::test]
async fn a_reader_that_is_dropped_hinders_nobody() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    plan.plant(&world.store, &plan.puddings, item("Trifle"), None).await;
    for round in 0..200 {
        let read = sheets::find(&world.store, plan.id(), plan.puddings.team);
        drop(up_to(round % 4, read).await);
    }
    assert_eq!(items_of(&world.store, &plan).await, 1);
}
