//! Rows that the database takes and that yet make no sense are reported, never guessed at.

use gather_domain::event::EventStatus::Confirming;
use gather_persistence::{StoreError, audit, links, overviews, people, sheets, standings};
use sea_orm::{
    ExprTrait as _, Value,
    sea_query::{Alias, Expr, Query},
};
use uuid::Uuid;

use crate::{
    acts::{self, Caller},
    plan::{Plan, item},
    rows::Row,
    world::World,
};

/// A gathering in whose database one value is wrong.
async fn with(table: &str, column: &str, value: impl Into<Value>) -> (World, Plan) {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    plan.plant(&world.store, &plan.puddings, item("Trifle"), None).await;
    overview(&world, &plan).await.unwrap();
    let wrong =
        Query::update().table(Alias::new(table)).value(Alias::new(column), Expr::val(value)).take();
    world.execute(&wrong).await;
    (world, plan)
}

async fn overview(world: &World, plan: &Plan) -> Result<(), StoreError> {
    overviews::find(&world.store, plan.id(), plan.anika.id).await.map(|_| ())
}

#[track_caller]
fn assert_corrupt<T: std::fmt::Debug>(outcome: Result<T, StoreError>, expected: &str) {
    match outcome {
        Err(StoreError::Corrupt { table, .. }) => assert_eq!(table, expected),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_event_in_no_time_zone_is_corrupt() {
    let (world, plan) = with("event", "time_zone", "Middle/Earth").await;
    assert_corrupt(overview(&world, &plan).await, "event");
    assert_corrupt(standings::of_link(&world.store, &plan.anika.hash).await, "event");
    let sheet = sheets::find(&world.store, plan.id(), plan.puddings.team).await;
    assert_corrupt(sheet, "event");
}

#[tokio::test]
async fn more_guests_than_anybody_can_expect_are_corrupt() {
    let (world, plan) = with("event", "guest_count", 1_000_001_i64).await;
    assert_corrupt(overview(&world, &plan).await, "event");
}

#[tokio::test]
async fn a_name_that_could_not_have_been_parsed_is_corrupt() {
    for table in ["event", "team", "item", "person", "day"] {
        let (world, plan) = with(table, "name", "a\u{7}b").await;
        let team = plan.puddings.team;
        match table {
            "person" => assert_corrupt(people::of_event(&world.store, plan.id()).await, table),
            "day" => assert_corrupt(sheets::choices(&world.store, plan.id(), team).await, table),
            _ => assert_corrupt(sheets::find(&world.store, plan.id(), team).await, table),
        }
    }
}

#[tokio::test]
async fn a_nonce_of_another_length_is_corrupt() {
    let (world, plan) = with("access_token", "nonce", vec![1_u8; 15]).await;
    assert_corrupt(links::of_event(&world.store, plan.id()).await, "access_token");
    assert_corrupt(links::find(&world.store, plan.id(), plan.anika.id).await, "access_token");
    assert_corrupt(standings::of_link(&world.store, &plan.anika.hash).await, "access_token");
}

#[tokio::test]
async fn an_entry_that_nobody_could_have_written_is_corrupt() {
    for (column, value) in [
        ("actor_kind", "ghost"),
        ("target_type", "recipe"),
        ("details", "[]"),
        ("details", "not JSON"),
        ("details", r#"{"count": 1}"#),
    ] {
        let world = World::new().await;
        let plan = Plan::sow(&world.store, Confirming).await;
        let host = Caller::of(&plan, plan.anika);
        acts::set_guest_count(&world.store, host, Some(1)).await.unwrap();
        let list = || audit::list(&world.store, plan.id(), audit::Filter::default(), 9);
        assert_eq!(list().await.unwrap().len(), 1);
        let entry = Row::of("audit_entry")
            .with("id", Uuid::now_v7())
            .with("event_id", plan.id().as_uuid())
            .with("at", crate::plan::now())
            .with("actor_kind", "system")
            .with("actor_name", "Gather")
            .with("action", "list_links")
            .with("target_type", "event")
            .with("target_id", plan.id().as_uuid())
            .with("target_name", "Christmas")
            .with("details", "{}");
        world.insert(entry.clone().with("id", Uuid::now_v7())).await;
        assert_eq!(list().await.unwrap().len(), 2);
        world.insert(entry.with(column, value)).await;
        assert_corrupt(list().await, "audit_entry");
    }
}

#[tokio::test]
async fn what_is_wrong_elsewhere_is_not_read_here() {
    let world = World::new().await;
    let (plan, other) =
        (Plan::sow(&world.store, Confirming).await, Plan::sow(&world.store, Confirming).await);
    let wrong = Query::update()
        .table("event")
        .value("time_zone", "Middle/Earth")
        .and_where(Expr::col("id").eq(other.id().as_uuid()))
        .take();
    world.execute(&wrong).await;
    overview(&world, &plan).await.unwrap();
    assert_corrupt(overview(&world, &other).await, "event");
}
