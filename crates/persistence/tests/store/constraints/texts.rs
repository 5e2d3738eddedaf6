use sea_orm::Value;

use super::{account, day, event, item, person, sown, team};
use crate::rows::{
    Breach::{Check, NotNull},
    Row,
};

/// A text that both databases count as this many characters and that is thrice as many bytes.
fn characters(count: usize) -> String {
    "ね".repeat(count)
}

#[tokio::test]
async fn a_name_has_between_one_and_120_characters() {
    let (world, plan) = sown().await;
    let named: [(Row, &str); 6] = [
        (event(), "name"),
        (day(&plan), "name"),
        (team(&plan), "name"),
        (person(), "name"),
        (item(&plan, &plan.puddings), "name"),
        (account(), "display_name"),
    ];
    for (row, column) in named {
        world.takes(row.clone().with(column, characters(1))).await;
        world.takes(row.clone().with(column, characters(120))).await;
        world.refuses(Check, row.clone().with(column, "")).await;
        world.refuses(Check, row.clone().with(column, characters(121))).await;
        world.refuses(NotNull, row.with(column, None::<String>)).await;
    }
}

#[tokio::test]
async fn every_other_text_is_absent_or_short_enough_and_never_empty() {
    let (world, plan) = sown().await;
    let item = item(&plan, &plan.puddings);
    let texts: [(Row, &str, usize); 7] = [
        (event(), "description", 2000),
        (team(&plan), "scope", 2000),
        (item.clone(), "quantity", 60),
        (item.clone(), "description", 2000),
        (item.clone(), "notes", 2000),
        (item.clone(), "drop_off_location", 120),
        (item, "drop_off_note", 2000),
    ];
    for (row, column, most) in texts {
        world.takes(row.clone().with(column, Value::String(None))).await;
        world.takes(row.clone().with(column, characters(most))).await;
        world.refuses(Check, row.clone().with(column, "")).await;
        world.refuses(Check, row.with(column, characters(most + 1))).await;
    }
}
