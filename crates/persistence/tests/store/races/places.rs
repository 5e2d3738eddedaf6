//! People who move while others give them things: no assignment outside of its team, whoever forgets
//! to lock the event included.

use gather_domain::{
    event::EventStatus::Confirming, id::AssignmentId, item::Item, link, permission::Action,
    person::Role,
};
use gather_persistence::{StoreError, assignments, audit, links, people, sheets};

use super::count;
use crate::{
    acts::{self, Caller, Refusal, at_once, patiently},
    plan::{Guest, Plan, item, may, now},
    world::World,
};

/// Every item of both teams.
async fn items(world: &World, plan: &Plan) -> Vec<Item> {
    let mut items = Vec::new();
    for team in [plan.puddings.team, plan.setup.team] {
        items.extend(sheets::find(&world.store, plan.id(), team).await.unwrap().unwrap().items);
    }
    items
}

/// Whoever has something is in its team.
async fn nobody_is_astray(world: &World, plan: &Plan) {
    for item in items(world, plan).await {
        let Some(holder) = item.holder else { continue };
        let member = people::find_member(&world.store, plan.id(), item.team_id, holder.person.id);
        assert!(member.await.unwrap().is_some(), "{item_id:?}", item_id = item.id);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_moves_while_given_something_takes_nothing_along() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let servers = world.servers(2).await;
    let host = Caller::of(&plan, plan.anika);
    let lead = Caller::of(&plan, plan.puddings.coordinator);
    let tom = plan.puddings.helper;

    for round in 0..20 {
        let trifle = plan.plant(&world.store, &plan.puddings, item("Trifle"), None).await;
        let (there, back) = (plan.setup.team, plan.puddings.team);
        let outcomes = at_once((0..2).map(|n| {
            let store = servers[(n + round) % 2].clone();
            async move {
                if n == 0 {
                    patiently!(acts::move_to(&store, host, tom.id, there))
                } else {
                    patiently!(acts::assign(&store, lead, trifle, tom.id))
                }
            }
        }))
        .await;

        assert!(matches!(outcomes[0], Ok(true)), "{outcomes:?}");
        assert!(matches!(outcomes[1], Ok(true) | Err(Refusal::Unknown)), "{outcomes:?}");
        nobody_is_astray(&world, &plan).await;
        assert_eq!(count(&world, "assignment", plan.id().as_uuid()).await, 0);
        assert!(acts::move_to(&world.store, host, tom.id, back).await.unwrap());
    }

    let told = audit::list(&world.store, plan.id(), audit::Filter::default(), 999).await.unwrap();
    let times = |action: &str| told.iter().filter(|entry| entry.action == action).count();
    assert_eq!(times("assign_item"), times("unassign_item"));
    assert_eq!(times("move_person"), 40);
}

/// The keys repeat what the lock makes true: whoever forgets it is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_keys_refuse_an_assignee_who_left_the_team_without_a_lock_too() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let servers = world.servers(2).await;
    let (event_id, tom) = (plan.id(), plan.puddings.helper);
    let (there, back) = (plan.setup.team, plan.puddings.team);

    for _ in 0..20 {
        let trifle = plan.plant(&world.store, &plan.puddings, item("Trifle"), None).await;
        let outcomes = at_once((0..2).map(|n| {
            let store = servers[n].clone();
            async move {
                let forgetful = store.write(async |tx| {
                    if n == 0 {
                        let permit = may(Action::MovePerson);
                        people::change_team(tx, &permit, event_id, tom.id, there).await
                    } else {
                        let new = assignments::NewAssignment {
                            id: AssignmentId::new(),
                            team_id: back,
                            item_id: trifle,
                            person_id: tom.id,
                        };
                        assignments::insert(tx, &may(Action::AssignItem), event_id, [new], now())
                            .await
                    }
                });
                forgetful.await
            }
        }))
        .await;

        nobody_is_astray(&world, &plan).await;
        let done = outcomes.iter().filter(|it| it.is_ok()).count();
        assert_eq!(done, 1, "one of the two: {outcomes:?}");
        let refused = outcomes.into_iter().find_map(Result::err).unwrap();
        assert!(matches!(refused, StoreError::Database(_)), "{refused:?}");
        assert!(acts::go_home(&world.store, &plan, tom).await.is_ok());
    }
}

/// However often the lead changes hands at once, there is one link for it, and its holder leads.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_team_has_one_coordinators_link_whoever_takes_the_lead() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let servers = world.servers(2).await;
    let host = Caller::of(&plan, plan.anika);
    let team = plan.puddings.team;

    for _ in 0..10 {
        let both: [Guest; 2] = [plan.puddings.coordinator, plan.puddings.helper];
        let outcomes = at_once((0..4).map(|n| {
            let (store, guest) = (servers[n % 2].clone(), both[n / 2]);
            async move { patiently!(acts::let_lead(&store, host, team, guest.id)) }
        }))
        .await;
        assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");

        let everybody = people::of_event(&world.store, plan.id()).await.unwrap();
        let mut due: Vec<_> = everybody
            .iter()
            .filter(|it| link::is_due(it.role, Confirming))
            .map(|it| (it.person.id, it.role))
            .collect();
        let held = links::of_event(&world.store, plan.id()).await.unwrap();
        let mut held: Vec<_> = held.iter().map(|it| (it.person_id, it.role)).collect();
        due.sort_unstable();
        held.sort_unstable();
        assert_eq!(held, due);
        let leads = due.iter().filter(|(_, role)| *role == Role::Coordinator { team_id: team });
        assert_eq!(leads.count(), 1);
    }
}
