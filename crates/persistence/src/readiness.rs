//! Everybody in a plan, and its loose ends.

use chrono::{DateTime, Utc};
use gather_domain::{
    id::{DayId, EventId, ItemId},
    readiness::LooseEnds,
    text::Name,
};
use sea_orm::{
    ExprTrait,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};

use crate::{
    entity::{day, item},
    error::StoreError,
    people::{self, Participation},
    rows,
    statements::{Cells, Template},
    store::Source,
};

/// What a row is, in its last cell.
const PERSON: i32 = 0;
const ITEM_WITHOUT_DAY: i32 = 1;
const DROP_OFF_OUTSIDE: i32 = 2;
const DAY_WITHOUT_ITEMS: i32 = 3;

/// How many cells a person has beside the id and the name, which everything has.
const MORE_CELLS: usize = people::CELLS - 2;

/// Everybody in the plan of an event, by name, and the loose ends of the plan, in the order in which
/// they were made. The event lasts from one of these instants up to the other.
///
/// One statement for both: a host's overview reads both, and has one left.
pub async fn of_event(
    source: &impl Source,
    event_id: EventId,
    (begins, over): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(Vec<Participation>, LooseEnds), StoreError> {
    static OF_EVENT: Template<3> =
        Template::new(|[event_id, begins, over]| select(&event_id, begins, over));
    let given = [event_id.as_uuid().into(), begins.into(), over.into()];

    let (mut everybody, mut loose) = (Vec::new(), LooseEnds::default());
    for row in &OF_EVENT.all(source, given).await? {
        let mut cells = Cells::of(row);
        let (id, name): (Uuid, String) = (cells.take()?, cells.take()?);
        cells.skip(MORE_CELLS);
        let kind: i32 = cells.take()?;
        if kind == PERSON {
            everybody.push(people::participation(&mut Cells::of(row))?);
            continue;
        }
        let table = if kind == DAY_WITHOUT_ITEMS { "day" } else { "item" };
        let name = rows::text(table, Name::stored, &name)?;
        match kind {
            ITEM_WITHOUT_DAY => loose.items_without_day.push((ItemId::from_uuid(id), name)),
            DROP_OFF_OUTSIDE => loose.drop_offs_outside.push((ItemId::from_uuid(id), name)),
            _ => loose.days_without_items.push((DayId::from_uuid(id), name)),
        }
    }
    everybody.sort_by(|a, b| people::by_name(&a.person, &b.person));
    loose.items_without_day.sort_unstable_by_key(|(id, _)| *id);
    loose.drop_offs_outside.sort_unstable_by_key(|(id, _)| *id);
    loose.days_without_items.sort_unstable_by_key(|(id, _)| *id);
    Ok((everybody, loose))
}

/// People come first: their cells say of which types those are that the others leave empty.
fn select(event_id: &Expr, begins: Expr, over: Expr) -> SelectStatement {
    let at = || Expr::col(item::Column::DropOffAt);
    let outside = at().lt(begins).or(at().gte(over));
    people::everybody(event_id)
        .expr(Expr::val(PERSON))
        .union(UnionType::All, items_without_day(event_id))
        .union(UnionType::All, loose_items(event_id, DROP_OFF_OUTSIDE, outside))
        .union(UnionType::All, days_without_items(event_id))
        .take()
}

fn items_without_day(event_id: &Expr) -> SelectStatement {
    let some_day = Query::select()
        .expr(Expr::val(1))
        .from(day::Entity)
        .and_where(Expr::col((day::Entity, day::Column::EventId)).eq(event_id.clone()))
        .take();
    let without = Expr::col(item::Column::DayId).is_null().and(Expr::exists(some_day));
    loose_items(event_id, ITEM_WITHOUT_DAY, without)
}

fn loose_items(event_id: &Expr, kind: i32, which: Expr) -> SelectStatement {
    Query::select()
        .columns([item::Column::Id, item::Column::Name])
        .exprs(nothing())
        .expr(Expr::val(kind))
        .from(item::Entity)
        .and_where(Expr::col(item::Column::EventId).eq(event_id.clone()))
        .and_where(which)
        .take()
}

fn days_without_items(event_id: &Expr) -> SelectStatement {
    let its_items = Query::select()
        .expr(Expr::val(1))
        .from(item::Entity)
        .and_where(
            Expr::col((item::Entity, item::Column::DayId)).equals((day::Entity, day::Column::Id)),
        )
        .take();
    Query::select()
        .columns([(day::Entity, day::Column::Id), (day::Entity, day::Column::Name)])
        .exprs(nothing())
        .expr(Expr::val(DAY_WITHOUT_ITEMS))
        .from(day::Entity)
        .and_where(Expr::col((day::Entity, day::Column::EventId)).eq(event_id.clone()))
        .and_where(Expr::exists(its_items).not())
        .take()
}

fn nothing() -> [Expr; MORE_CELLS] {
    std::array::from_fn(|_| Expr::cust("NULL"))
}
