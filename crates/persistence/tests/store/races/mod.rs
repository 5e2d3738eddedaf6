//! What two callers do at the same moment.

mod freeze;
mod writes;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use gather_domain::event::{Event, EventStatus};
use gather_persistence::{Store, overviews, sheets};
use sea_orm::{
    ExprTrait as _,
    sea_query::{Alias, Expr, Func, Query, SelectStatement},
};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::{plan::Plan, world::World};

/// How many rows of a table belong to an event.
async fn count(world: &World, table: &str, event: Uuid) -> i64 {
    world.number(&counting(table, event)).await
}

fn counting(table: &str, event: Uuid) -> SelectStatement {
    Query::select()
        .expr(Func::count(Expr::col("id")))
        .from(Alias::new(table))
        .and_where(Expr::col("event_id").eq(event))
        .take()
}

/// How many critical items of a frozen event have nobody. It must never be more than none.
async fn gaps_in_the_ice(world: &World, event: Uuid) -> i64 {
    let frozen = Query::select()
        .column("id")
        .from("event")
        .and_where(Expr::col("status").eq("frozen"))
        .take();
    let held = Query::select().column("item_id").from("assignment").take();
    let gaps = counting("item", event)
        .and_where(Expr::col("critical").eq(true))
        .and_where(Expr::col("event_id").in_subquery(frozen))
        .and_where(Expr::col("id").not_in_subquery(held))
        .take();
    world.number(&gaps).await
}

/// Reads what hosts and coordinators see, over and over.
struct Reader {
    done: Arc<AtomicBool>,
    task: JoinHandle<u64>,
}

impl Reader {
    /// Reads until [`Self::finish`], which panics if anything was seen that must not be.
    fn watch(store: &Store, plan: &Plan) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let (stop, store) = (Arc::clone(&done), store.clone());
        let (event, reader, team) = (plan.id(), plan.anika.id, plan.puddings.team);
        let task = tokio::spawn(async move {
            let mut reads = 0;
            while !stop.load(Ordering::Relaxed) {
                let overview = overviews::find(&store, event, reader).await.unwrap().unwrap();
                let counted: u64 = overview.teams.iter().map(|(_, it)| it.critical_gaps).sum();
                assert_eq!(counted, overview.blockers.len() as u64, "they are of one moment");
                check(&overview.event, counted);

                let sheet = sheets::find(&store, event, team).await.unwrap().unwrap();
                check(&sheet.event, sheet.counts().critical_gaps);
                let elsewhere = sheet.other_teams.iter().filter(|it| it.critical_gap).count();
                check(&sheet.event, elsewhere as u64);
                reads += 1;
            }
            reads
        });
        Self { done, task }
    }

    async fn finish(self) {
        self.done.store(true, Ordering::Relaxed);
        assert!(self.task.await.unwrap() > 0);
    }
}

fn check(event: &Event, critical_gaps: u64) {
    let frozen = event.status == EventStatus::Frozen;
    assert!(!frozen || critical_gaps == 0, "seen frozen with {critical_gaps} critical gap(s)");
}
