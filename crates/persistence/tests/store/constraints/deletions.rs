use gather_domain::item::ItemFacts;
use sea_orm::{
    ExprTrait as _,
    sea_query::{Alias, Expr, Func, Query},
};
use uuid::Uuid;

use super::{delete, item, sown, team, update};
use crate::{acts, plan, rows::Breach::ForeignKey, world::World};

async fn count(world: &World, table: &str) -> i64 {
    let all = Func::count(Expr::col("id"));
    world.number(&Query::select().expr(all).from(Alias::new(table)).take()).await
}

#[tokio::test]
async fn a_team_with_people_or_items_does_not_go() {
    let (world, plan) = sown().await;
    let (empty, peopled) = (Uuid::now_v7(), plan.setup.team.as_uuid());
    world.insert(team(&plan).with("id", empty)).await;
    world.allows(&delete("team", empty)).await;
    world.forbids(ForeignKey, &delete("team", peopled)).await;

    world.insert(item(&plan, &plan.puddings).with("team_id", empty)).await;
    world.forbids(ForeignKey, &delete("team", empty)).await;
}

#[tokio::test]
async fn a_day_goes_once_no_item_is_for_it() {
    let (world, plan) = sown().await;
    let (day, trifle) = (plan.day.id.as_uuid(), Uuid::now_v7());
    world.allows(&delete("day", day)).await;
    world.insert(item(&plan, &plan.puddings).with("id", trifle).with("day_id", day)).await;
    world.forbids(ForeignKey, &delete("day", day)).await;

    world.execute(&update("item", trifle, "day_id", None::<Uuid>)).await;
    world.execute(&delete("day", day)).await;
    assert_eq!(count(&world, "item").await, 1);
}

#[tokio::test]
async fn an_item_goes_together_with_its_assignment() {
    let (world, plan) = sown().await;
    let crew = &plan.puddings;
    let trifle = plan.plant(&world.store, crew, plan::item("Trifle"), Some(crew.helper)).await;
    world.execute(&delete("item", trifle.as_uuid())).await;
    assert_eq!(count(&world, "assignment").await, 0);
    assert_eq!(count(&world, "membership").await, 4);
}

#[tokio::test]
async fn a_person_who_is_in_a_plan_does_not_go() {
    let (world, plan) = sown().await;
    world.forbids(ForeignKey, &delete("person", plan.puddings.helper.id.as_uuid())).await;
}

#[tokio::test]
async fn an_account_goes_and_its_events_stay() {
    let (world, plan) = sown().await;
    world.execute(&delete("account", plan.account.as_uuid())).await;
    let orphans = Query::select()
        .expr(Func::count(Expr::col("id")))
        .from("event")
        .and_where(Expr::col("host_id").is_null())
        .and_where(Expr::col("created_by").is_null())
        .take();
    assert_eq!(world.number(&orphans).await, 1);
    assert_eq!(count(&world, "event_host").await, 0);
    assert_eq!(count(&world, "person").await, 5);
}

#[tokio::test]
async fn an_event_goes_with_everything_under_it_and_the_audit_stays() {
    let (world, plan) = sown().await;
    let other = plan::Plan::sow(&world.store, plan.event.status).await;
    for plan in [&plan, &other] {
        for crew in [&plan.puddings, &plan.setup] {
            let facts = ItemFacts { day_id: Some(plan.day.id), ..plan::critical("Trifle") };
            plan.plant(&world.store, crew, facts, Some(crew.helper)).await;
        }
        let caller = acts::Caller::of(plan, plan.anika);
        acts::set_guest_count(&world.store, caller, Some(40)).await.unwrap();
    }
    let under = ["day", "team", "membership", "item", "assignment", "access_token", "event_host"];
    let mut before = Vec::new();
    for table in under {
        before.push(count(&world, table).await);
    }
    assert_eq!(before, [2, 4, 8, 4, 4, 10, 2]);

    assert_eq!(world.execute(&delete("event", plan.id().as_uuid())).await, 1);

    for (table, before) in under.into_iter().zip(before) {
        assert_eq!(count(&world, table).await, before / 2, "{table}");
    }
    assert_eq!(count(&world, "event").await, 1);
    assert_eq!(count(&world, "person").await, 10, "people are not an event's");
    assert_eq!(count(&world, "audit_entry").await, 2);
}
