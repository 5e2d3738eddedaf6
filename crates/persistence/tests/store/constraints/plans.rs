use gather_domain::event::EventStatus;
use uuid::Uuid;

use super::{assignment, day, item, membership, person, sown, team, update};
use crate::{
    plan::{self, Plan, now},
    rows::Breach::{Check, ForeignKey, Unique},
    world::World,
};

/// Two events, and an item of the first, which nobody has.
async fn two_events() -> (World, Plan, Plan, gather_domain::id::ItemId) {
    let (world, plan) = sown().await;
    let other = Plan::sow(&world.store, EventStatus::Confirming).await;
    let trifle = plan.plant(&world.store, &plan.puddings, plan::item("Trifle"), None).await;
    (world, plan, other, trifle)
}

#[tokio::test]
async fn a_person_is_in_one_team_of_an_event() {
    let (world, plan, other, _) = two_events().await;
    let jacqui = Uuid::now_v7();
    world.insert(person().with("id", jacqui)).await;
    let (puddings, setup) = (plan.puddings.team.as_uuid(), plan.setup.team.as_uuid());
    let tom = plan.puddings.helper.id.as_uuid();

    world.takes(membership(&plan, puddings, jacqui)).await;
    world.takes(membership(&other, other.setup.team.as_uuid(), tom)).await;
    world.refuses(Unique, membership(&plan, setup, tom)).await;
    world.refuses(Unique, membership(&plan, puddings, tom)).await;
    world.refuses(ForeignKey, membership(&plan, puddings, Uuid::now_v7())).await;
}

#[tokio::test]
async fn a_member_is_in_a_team_of_the_same_event() {
    let (world, plan, other, _) = two_events().await;
    let jacqui = Uuid::now_v7();
    world.insert(person().with("id", jacqui)).await;

    world.takes(membership(&plan, plan.setup.team.as_uuid(), jacqui)).await;
    world.refuses(ForeignKey, membership(&plan, other.setup.team.as_uuid(), jacqui)).await;
}

#[tokio::test]
async fn an_item_has_one_assignment() {
    let (world, plan, _, trifle) = two_events().await;
    let crew = &plan.puddings;
    world.takes(assignment(&plan, crew, trifle, crew.helper)).await;
    world.insert(assignment(&plan, crew, trifle, crew.helper)).await;
    world.refuses(Unique, assignment(&plan, crew, trifle, crew.coordinator)).await;
    world.refuses(Unique, assignment(&plan, crew, trifle, crew.helper)).await;
}

#[tokio::test]
async fn nobody_says_both_that_they_will_and_that_they_cannot() {
    let (world, plan, _, trifle) = two_events().await;
    let row = || assignment(&plan, &plan.puddings, trifle, plan.puddings.helper);
    let declined = || row().with("declined_at", now());

    world.takes(row().with("acknowledged_at", now())).await;
    world.takes(declined()).await;
    world.refuses(Check, declined().with("acknowledged_at", now())).await;

    world.takes(declined().with("decline_reason", "é".repeat(500))).await;
    for reason in [String::new(), "é".repeat(501)] {
        world.refuses(Check, declined().with("decline_reason", reason)).await;
    }
    world.refuses(Check, row().with("decline_reason", "I am ill")).await;
    let confirmed = row().with("acknowledged_at", now());
    world.refuses(Check, confirmed.with("decline_reason", "I am ill")).await;
}

#[tokio::test]
async fn whoever_has_an_item_is_in_its_team() {
    let (world, plan, _, trifle) = two_events().await;
    let crew = &plan.puddings;
    world.takes(assignment(&plan, crew, trifle, crew.helper)).await;
    for outsider in [plan.setup.helper, plan.setup.coordinator, plan.anika] {
        world.refuses(ForeignKey, assignment(&plan, crew, trifle, outsider)).await;
    }
}

#[tokio::test]
async fn an_assignment_has_the_team_and_the_event_of_its_item() {
    let (world, plan, other, trifle) = two_events().await;
    let row = assignment(&plan, &plan.puddings, trifle, plan.puddings.helper);
    world.takes(row.clone()).await;

    let setup = plan.setup.team.as_uuid();
    let member_of_setup = plan.setup.helper.id.as_uuid();
    let elsewhere = row.clone().with("team_id", setup).with("person_id", member_of_setup);
    world.refuses(ForeignKey, elsewhere).await;

    let there = other.puddings.helper.id.as_uuid();
    let elsewhere = row
        .with("event_id", other.id().as_uuid())
        .with("team_id", other.puddings.team.as_uuid())
        .with("person_id", there);
    world.refuses(ForeignKey, elsewhere).await;
}

#[tokio::test]
async fn an_item_does_not_leave_its_team_while_somebody_has_it() {
    let (world, plan, _, trifle) = two_events().await;
    let moved = update("item", trifle.as_uuid(), "team_id", plan.setup.team.as_uuid());
    world.allows(&moved).await;
    world.insert(assignment(&plan, &plan.puddings, trifle, plan.puddings.helper)).await;
    world.forbids(ForeignKey, &moved).await;
}

#[tokio::test]
async fn nobody_leaves_a_team_while_they_have_an_item_of_it() {
    let (world, plan, _, trifle) = two_events().await;
    let tom = plan.puddings.helper;
    let moved = sea_orm::sea_query::Query::update()
        .table("membership")
        .value("team_id", plan.setup.team.as_uuid())
        .and_where(sea_orm::ExprTrait::eq(
            sea_orm::sea_query::Expr::col("person_id"),
            tom.id.as_uuid(),
        ))
        .take();
    world.allows(&moved).await;
    world.insert(assignment(&plan, &plan.puddings, trifle, tom)).await;
    world.forbids(ForeignKey, &moved).await;
}

#[tokio::test]
async fn an_item_is_for_a_day_and_a_team_of_its_own_event() {
    let (world, plan, other, _) = two_events().await;
    let new = || item(&plan, &plan.puddings);
    world.takes(new()).await;
    world.takes(new().with("day_id", None::<Uuid>)).await;
    world.takes(new().with("day_id", plan.day.id.as_uuid())).await;
    world.refuses(ForeignKey, new().with("day_id", other.day.id.as_uuid())).await;
    world.refuses(ForeignKey, new().with("day_id", Uuid::now_v7())).await;
    world.refuses(ForeignKey, new().with("team_id", other.puddings.team.as_uuid())).await;
    world.refuses(ForeignKey, new().with("event_id", other.id().as_uuid())).await;
}

#[tokio::test]
async fn days_teams_and_items_do_not_change_events() {
    let (world, plan, other, trifle) = two_events().await;
    let there = other.id().as_uuid();
    world.forbids(ForeignKey, &update("item", trifle.as_uuid(), "event_id", there)).await;
    let team = update("team", plan.puddings.team.as_uuid(), "event_id", there);
    world.forbids(ForeignKey, &team).await;

    let day = plan.day.id.as_uuid();
    world.allows(&update("day", day, "event_id", there)).await;
    world.execute(&update("item", trifle.as_uuid(), "day_id", day)).await;
    world.forbids(ForeignKey, &update("day", day, "event_id", there)).await;
}

#[tokio::test]
async fn days_and_teams_belong_to_an_event_that_exists() {
    let (world, plan) = sown().await;
    world.takes(day(&plan)).await;
    world.takes(team(&plan)).await;
    world.refuses(ForeignKey, day(&plan).with("event_id", Uuid::now_v7())).await;
    world.refuses(ForeignKey, team(&plan).with("event_id", Uuid::now_v7())).await;
}

#[tokio::test]
async fn a_team_is_led_by_one_of_its_members() {
    let (world, plan, other, _) = two_events().await;
    let drinks = Uuid::now_v7();
    world.insert(team(&plan).with("id", drinks)).await;
    let jacqui = Uuid::now_v7();
    world.insert(person().with("id", jacqui)).await;
    let led_by = |person: Uuid| update("team", drinks, "coordinator_id", person);

    world.forbids(ForeignKey, &led_by(jacqui)).await;
    for outsider in [plan.anika, plan.puddings.helper, other.puddings.helper] {
        world.forbids(ForeignKey, &led_by(outsider.id.as_uuid())).await;
    }
    world.insert(membership(&plan, drinks, jacqui)).await;
    world.allows(&led_by(jacqui)).await;
    world.allows(&update("team", drinks, "coordinator_id", None::<Uuid>)).await;

    let born_led = team(&plan).with("coordinator_id", jacqui);
    world.refuses(ForeignKey, born_led).await;
}
