use std::pin::Pin;

use gather_domain::{
    event::{
        Blocker,
        EventStatus::{Confirming, Frozen},
    },
    permission::Reason,
};
use gather_persistence::{Store, events};

use super::{Reader, gaps_in_the_ice};
use crate::{
    acts::{self, Caller, Outcome, Refusal, at_once},
    plan::{Plan, critical, item},
    world::World,
};

type Contender = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// Which of the two was first, if exactly one of them had its way and the other heard why not.
fn freeze_won(freeze: &Outcome, other: &Outcome) -> bool {
    match (freeze, other) {
        (Ok(true), Err(Refusal::Matrix(Reason::EventFrozen))) => true,
        (Err(Refusal::FreezeBlocked(blockers)), Ok(true)) => {
            assert_eq!(blockers.len(), 1);
            false
        }
        both => panic!("neither gave way: {both:?}"),
    }
}

/// Lets a freeze and something that opens a critical gap happen at once, so many times. After each
/// round `restore` closes the gap again, or has nothing to do when the freeze was first.
async fn contend(
    rounds: usize,
    world: &World,
    plan: &Plan,
    mut open_a_gap: impl FnMut() -> Contender,
    mut restore: impl AsyncFnMut(),
) {
    let servers = world.servers(2).await;
    let host = Caller::of(plan, plan.anika);
    let reader = Reader::watch(&world.store, plan);
    let (mut frozen_first, mut opened_first) = (0, 0);
    for round in 0..rounds {
        let server = servers[round / 2 % 2].clone();
        let freeze: Contender =
            Box::pin(async move { acts::change_status(&server, host, Frozen).await });
        let gap = open_a_gap();
        // Whoever is spawned first has a head start.
        let outcomes = if round % 2 == 0 {
            at_once([freeze, gap]).await
        } else {
            let mut outcomes = at_once([gap, freeze]).await;
            outcomes.reverse();
            outcomes
        };
        assert_eq!(gaps_in_the_ice(world, plan.id().as_uuid()).await, 0, "round {round}");
        if freeze_won(&outcomes[0], &outcomes[1]) {
            frozen_first += 1;
            assert!(acts::change_status(&world.store, host, Confirming).await.unwrap());
        } else {
            opened_first += 1;
            restore().await;
        }
    }
    reader.finish().await;
    assert!(frozen_first > 0 && opened_first > 0, "{frozen_first} : {opened_first} is no race");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_freeze_and_an_unassignment_never_both_succeed() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let tom = plan.puddings.helper;
    let trifle = plan.plant(&world.store, &plan.puddings, critical("Trifle"), Some(tom)).await;
    let rosie = Caller::of(&plan, plan.puddings.coordinator);
    let store = &world.store;
    let unassign = || -> Contender {
        let store = store.clone();
        Box::pin(async move { acts::unassign(&store, rosie, trifle).await })
    };
    let assign_again = async || {
        assert!(acts::assign(store, rosie, trifle, tom.id).await.unwrap());
    };
    contend(1000, &world, &plan, unassign, assign_again).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_freeze_and_a_new_critical_item_never_both_succeed() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let rosie = Caller::of(&plan, plan.puddings.coordinator);
    let (store, team) = (&world.store, plan.puddings.team);
    let create = || -> Contender {
        let store = store.clone();
        Box::pin(async move {
            acts::create_item(&store, rosie, team, critical("Trifle")).await.map(|_id| true)
        })
    };
    let give_away = async || {
        let gap = only_blocker(store, &plan).await;
        acts::assign(store, rosie, gap.item_id, plan.puddings.helper.id).await.unwrap();
    };
    contend(200, &world, &plan, create, give_away).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_freeze_and_a_critical_mark_never_both_succeed() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let trifle = plan.plant(&world.store, &plan.puddings, item("Trifle"), None).await;
    let (rosie, host) =
        (Caller::of(&plan, plan.puddings.coordinator), Caller::of(&plan, plan.anika));
    let store = &world.store;
    let mark = || -> Contender {
        let store = store.clone();
        Box::pin(async move { acts::edit(&store, rosie, trifle, critical("Trifle")).await })
    };
    let clear = async || {
        assert!(acts::edit(store, host, trifle, item("Trifle")).await.unwrap());
    };
    contend(200, &world, &plan, mark, clear).await;
}

async fn only_blocker(store: &Store, plan: &Plan) -> Blocker {
    let [blocker] = events::blockers(store, plan.id()).await.unwrap().try_into().unwrap();
    blocker
}
