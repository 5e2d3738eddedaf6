//! What the statements count is what anybody would count.

use std::collections::BTreeMap;

use gather_domain::{
    event::{Blocker, EventStatus::Confirming},
    id::ItemId,
    item::Item,
    team::{Counts, TeamStatus},
};
use gather_persistence::{assignments, events, overviews, people, sheets};
use proptest::{prelude::*, test_runner::TestRunner};
use tokio::runtime;

use crate::{
    acts::{self, Caller},
    plan::{Crew, Guest, Plan, item, now},
    world::World,
};

/// What somebody says to what they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Will,
    Cannot,
}

/// An item as somebody plans it.
#[derive(Debug, Clone)]
struct Planned {
    of_setup: bool,
    critical: bool,
    /// By its coordinator or its helper, and what they say to it.
    held: Option<(bool, Said)>,
    /// Minutes from now.
    drop_off: Option<i64>,
}

fn planned() -> impl Strategy<Value = Planned> {
    let said = prop::sample::select(&[Said::Nothing, Said::Will, Said::Cannot][..]);
    let held = prop::option::of((any::<bool>(), said));
    (any::<bool>(), any::<bool>(), held, prop::option::of(0_i64..4)).prop_map(
        |(of_setup, critical, held, drop_off)| Planned { of_setup, critical, held, drop_off },
    )
}

/// How what somebody brings is sorted: what has no time last.
type Rank = (bool, Option<i64>, ItemId);

/// What anybody would count.
#[derive(Debug, Default)]
struct Model {
    puddings: Counts,
    setup: Counts,
    blockers: Vec<ItemId>,
    /// Everything that somebody has, and what they say to it.
    held: Vec<(Guest, Rank, Said)>,
}

impl Model {
    fn take_in(&mut self, id: ItemId, planned: &Planned, holder: Option<Guest>) {
        let counts = if planned.of_setup { &mut self.setup } else { &mut self.puddings };
        counts.items += 1;
        if planned.critical && planned.held.is_none_or(|(_, said)| said == Said::Cannot) {
            counts.critical_gaps += 1;
            self.blockers.push(id);
        }
        if let (Some(holder), Some((_, said))) = (holder, planned.held) {
            counts.assigned += 1;
            counts.acknowledged += u64::from(said == Said::Will);
            counts.declined += u64::from(said == Said::Cannot);
            let rank = (planned.drop_off.is_none(), planned.drop_off, id);
            self.held.push((holder, rank, said));
        }
    }

    fn brought_by(&self, guest: Guest) -> Vec<ItemId> {
        let mut ranks: Vec<_> =
            self.held.iter().filter(|(it, ..)| it.id == guest.id).map(|(_, it, _)| *it).collect();
        ranks.sort_unstable();
        ranks.into_iter().map(|(.., id)| id).collect()
    }
}

async fn grow(world: &World, plan: &Plan, items: &[Planned]) -> Model {
    let (mut model, start) = (Model::default(), now());
    // In the order of the plan: team by team.
    let (setup, puddings): (Vec<_>, Vec<_>) = items.iter().partition(|it| it.of_setup);
    for (n, it) in puddings.into_iter().chain(setup).enumerate() {
        let crew = if it.of_setup { &plan.setup } else { &plan.puddings };
        let holder = it.held.map(|(leads, _)| if leads { crew.coordinator } else { crew.helper });
        let mut facts = item(&format!("Item {n}"));
        facts.critical = it.critical;
        facts.drop_off.at = it.drop_off.map(|minutes| start + chrono::TimeDelta::minutes(minutes));
        let id = plan.plant(&world.store, crew, facts, holder).await;
        model.take_in(id, it, holder);
        if let (Some(holder), Some((_, said @ (Said::Will | Said::Cannot)))) = (holder, it.held) {
            let caller = Caller::of(plan, holder);
            let mine = assignments::of_person(&world.store, plan.id(), holder.id).await.unwrap();
            let mine = mine.into_iter().find(|it| it.id == id).unwrap().holder.unwrap();
            let said = match said {
                Said::Cannot => acts::decline(&world.store, caller, mine.assignment_id).await,
                _ => acts::acknowledge(&world.store, caller, mine.assignment_id).await,
            };
            assert!(said.unwrap());
        }
    }
    model
}

fn ids(items: &[Item]) -> Vec<ItemId> {
    items.iter().map(|it| it.id).collect()
}

fn blocking(blockers: &[Blocker]) -> Vec<ItemId> {
    blockers.iter().map(|it| it.item_id).collect()
}

async fn compare(world: &World, plan: &Plan, model: &Model) {
    let (store, event) = (&world.store, plan.id());
    let counts = [model.puddings, model.setup];
    for (guest, ..) in plan.guests() {
        let overview = overviews::find(store, event, guest.id).await.unwrap().unwrap();
        assert_eq!(overview.teams.iter().map(|(_, it)| *it).collect::<Vec<_>>(), counts);
        assert_eq!(blocking(&overview.blockers), model.blockers);
        assert_eq!(ids(&overview.own), model.brought_by(guest));
        let brings = assignments::of_person(store, event, guest.id).await.unwrap();
        assert_eq!(brings, overview.own);
    }
    assert_eq!(blocking(&events::blockers(store, event).await.unwrap()), model.blockers);

    let crews: [(&Crew, Counts, Counts); 2] =
        [(&plan.puddings, model.puddings, model.setup), (&plan.setup, model.setup, model.puddings)];
    for (crew, own, other) in crews {
        let sheet = sheets::find(store, event, crew.team).await.unwrap().unwrap();
        assert_eq!((sheet.team.id, sheet.counts()), (crew.team, own));
        let [mark] = sheet.other_teams.try_into().unwrap();
        assert_eq!(mark.critical_gap, other.status() == TeamStatus::CriticalGap);
    }

    let mut work = BTreeMap::new();
    for (guest, _, said) in &model.held {
        let work = work.entry(guest.id).or_insert((0, 0, 0));
        work.0 += 1;
        work.1 += u64::from(*said == Said::Will);
        work.2 += u64::from(*said == Said::Cannot);
    }
    for it in people::of_event(store, event).await.unwrap() {
        let expected = work.get(&it.person.id).copied().unwrap_or_default();
        assert_eq!((it.assigned, it.acknowledged, it.declined), expected);
    }
}

#[test]
fn what_is_counted_is_what_anybody_would_count() {
    let runtime = runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let world = runtime.block_on(World::new());
    let config = ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() };
    // Every plan lies in the same database: what the others count must not matter.
    TestRunner::new(config)
        .run(&prop::collection::vec(planned(), 0..12), |items| {
            runtime.block_on(async {
                let plan = Plan::sow(&world.store, Confirming).await;
                let model = grow(&world, &plan, &items).await;
                compare(&world, &plan, &model).await;
            });
            Ok(())
        })
        .unwrap();
    runtime.block_on(async { drop(world) });
}
