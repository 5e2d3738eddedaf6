//! What two callers do at the same moment.

mod keys;
mod places;
mod writes;

use sea_orm::{
    ExprTrait as _,
    sea_query::{Alias, Expr, Func, Query, SelectStatement},
};
use uuid::Uuid;

use crate::world::World;

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
