use sea_orm::{
    ConnectionTrait as _, DbBackend, ExprTrait as _, Statement,
    sea_query::{Expr, Func, Query},
};
use uuid::Uuid;

use crate::{
    plan::now,
    rows::{Breach::Trigger, Row},
    world::World,
};

fn entry() -> Row {
    Row::of("audit_entry")
        .with("id", Uuid::now_v7())
        .with("event_id", Uuid::now_v7())
        .with("at", now())
        .with("actor_kind", "host")
        .with("actor_id", Uuid::now_v7())
        .with("actor_name", "Anika")
        .with("action", "assign_item")
        .with("target_type", "item")
        .with("target_id", Uuid::now_v7())
        .with("target_name", "Trifle")
        .with("details", "{}")
}

#[tokio::test]
async fn the_audit_is_written_and_never_rewritten() {
    let world = World::new().await;
    world.takes(entry()).await;
    world.insert(entry()).await;

    let update = Query::update().table("audit_entry").value("actor_name", "Ian").take();
    world.forbids(Trigger, &update).await;
    world.forbids(Trigger, &Query::delete().from_table("audit_entry").take()).await;

    let count = Query::select()
        .expr(Func::count(Expr::col("id")))
        .from("audit_entry")
        .and_where(Expr::col("actor_name").eq("Anika"))
        .take();
    assert_eq!(world.number(&count).await, 1);
}

#[tokio::test]
async fn the_audit_is_not_emptied_at_once_either() {
    let world = World::new().await;
    world.insert(entry()).await;
    // SQLite has no TRUNCATE; REPLACE is its way to overwrite a row without an UPDATE.
    let overwrite = match world.backend() {
        DbBackend::Postgres => "TRUNCATE audit_entry",
        _ => "REPLACE INTO audit_entry SELECT * FROM audit_entry",
    };
    let overwrite = Statement::from_string(world.backend(), overwrite);
    assert!(world.store.db().execute_raw(overwrite).await.is_err());
}

#[tokio::test]
async fn an_entry_may_speak_of_what_is_gone() {
    let world = World::new().await;
    world.takes(entry().with("event_id", Uuid::now_v7()).with("target_id", Uuid::now_v7())).await;
}
