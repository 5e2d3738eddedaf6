//! Items, and who has them.

use chrono::{DateTime, NaiveDate, Utc};
use gather_domain::{
    id::{AssignmentId, DayId, EventId, ItemId, PersonId, TeamId},
    item::{Answer, Day, Dietary, DropOff, Holder, Item, ItemFacts, ItemPatch},
    permission::Permit,
    person::Person,
    standing::{Reach, Standing},
    text::{Name, Note, Quantity, Reason},
};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    batch,
    entity::{assignment, day, item, person},
    error::StoreError,
    rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// The item, if the caller may touch it at all. Another event's or another team's is not there.
pub async fn find_within(
    source: &impl Source,
    standing: &Standing,
    id: ItemId,
) -> Result<Option<Item>, StoreError> {
    let team_id = match standing.reach() {
        Reach::Event => None,
        Reach::Team(team_id) => Some(team_id.as_uuid()),
        Reach::Nothing => return Ok(None),
    };
    let mut query = Query::select();
    select(&mut query);
    query
        .from(item::Entity)
        .and_where(Expr::col((item::Entity, item::Column::Id)).eq(id.as_uuid()))
        .and_where(Expr::col((item::Entity, item::Column::EventId)).eq(standing.event.id.as_uuid()))
        .and_where_option(team_id.map(|id| Expr::col((item::Entity, item::Column::TeamId)).eq(id)));
    join(&mut query);
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map_or(Ok(None), |row| read(&mut Cells::of(row)))
}

/// The items of an event, in the order in which they were made: those after this one, at most so
/// many.
pub async fn page(
    source: &impl Source,
    event_id: EventId,
    after: Option<ItemId>,
    limit: u64,
) -> Result<Vec<Item>, StoreError> {
    let id = (item::Entity, item::Column::Id);
    let mut query = Query::select();
    select(&mut query);
    query
        .from(item::Entity)
        .and_where(Expr::col((item::Entity, item::Column::EventId)).eq(event_id.as_uuid()))
        .and_where_option(after.map(|after| Expr::col(id).gt(after.as_uuid())))
        .order_by(id, Order::Asc)
        .limit(limit);
    join(&mut query);
    let rows = source.connection().query_all(&query).await?;
    rows.iter().filter_map(|row| read(&mut Cells::of(row)).transpose()).collect()
}

/// Every item of an event, in the order in which they were made.
pub async fn of_event(source: &impl Source, event_id: EventId) -> Result<Vec<Item>, StoreError> {
    all(source, event_id, None).await
}

/// Those of these items that are of an event, in the order in which they were made.
pub async fn of_ids(
    source: &impl Source,
    event_id: EventId,
    ids: &[ItemId],
) -> Result<Vec<Item>, StoreError> {
    let ids = ids.iter().map(|id| id.as_uuid());
    all(source, event_id, Some(Expr::col((item::Entity, item::Column::Id)).is_in(ids))).await
}

async fn all(
    source: &impl Source,
    event_id: EventId,
    which: Option<Expr>,
) -> Result<Vec<Item>, StoreError> {
    let mut query = Query::select();
    select(&mut query);
    query
        .from(item::Entity)
        .and_where(Expr::col((item::Entity, item::Column::EventId)).eq(event_id.as_uuid()))
        .and_where_option(which)
        .order_by((item::Entity, item::Column::Id), Order::Asc);
    join(&mut query);
    let rows = source.connection().query_all(&query).await?;
    rows.iter().filter_map(|row| read(&mut Cells::of(row)).transpose()).collect()
}

/// A new item and the team that sees to it.
#[derive(Debug)]
pub struct NewItem<'a> {
    /// Its id.
    pub id: ItemId,
    /// The team that sees to it.
    pub team_id: TeamId,
    /// What is planned about it.
    pub facts: &'a ItemFacts,
}

/// New items of one event.
pub async fn insert(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    items: impl IntoIterator<Item = NewItem<'_>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows: Vec<_> = items
        .into_iter()
        .map(|new| {
            let facts = new.facts;
            item::ActiveModel {
                id: Set(new.id.as_uuid()),
                event_id: Set(event_id.as_uuid()),
                team_id: Set(new.team_id.as_uuid()),
                day_id: Set(facts.day_id.map(DayId::as_uuid)),
                name: Set(facts.name.to_string()),
                quantity: Set(facts.quantity.as_ref().map(ToString::to_string)),
                description: Set(facts.description.as_ref().map(ToString::to_string)),
                critical: Set(facts.critical),
                gluten_free: Set(facts.dietary.gluten_free),
                dairy_free: Set(facts.dietary.dairy_free),
                vegetarian: Set(facts.dietary.vegetarian),
                notes: Set(facts.notes.as_ref().map(ToString::to_string)),
                drop_off_at: Set(facts.drop_off.at),
                drop_off_location: Set(facts.drop_off.location.as_ref().map(ToString::to_string)),
                drop_off_note: Set(facts.drop_off.note.as_ref().map(ToString::to_string)),
                previously_assigned_to: Set(None),
                version: Set(1),
                created_at: Set(now),
            }
        })
        .collect();
    batch::insert(tx, rows).await
}

/// Replaces what is planned about an item.
pub async fn update(
    tx: &Tx,
    _permit: &Permit,
    id: ItemId,
    facts: &ItemFacts,
) -> Result<(), StoreError> {
    fn text(value: Option<&impl ToString>) -> Expr {
        Expr::value(value.map(ToString::to_string))
    }
    use item::Column as C;

    item::Entity::update_many()
        .col_expr(C::DayId, Expr::value(facts.day_id.map(DayId::as_uuid)))
        .col_expr(C::Name, Expr::value(facts.name.to_string()))
        .col_expr(C::Quantity, text(facts.quantity.as_ref()))
        .col_expr(C::Description, text(facts.description.as_ref()))
        .col_expr(C::Critical, Expr::value(facts.critical))
        .col_expr(C::GlutenFree, Expr::value(facts.dietary.gluten_free))
        .col_expr(C::DairyFree, Expr::value(facts.dietary.dairy_free))
        .col_expr(C::Vegetarian, Expr::value(facts.dietary.vegetarian))
        .col_expr(C::Notes, text(facts.notes.as_ref()))
        .col_expr(C::DropOffAt, Expr::value(facts.drop_off.at))
        .col_expr(C::DropOffLocation, text(facts.drop_off.location.as_ref()))
        .col_expr(C::DropOffNote, text(facts.drop_off.note.as_ref()))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(item::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Changes the day, the drop-off and the dietary marks of several items alike: of the patch, what it
/// names of these.
pub async fn update_all(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    ids: &[ItemId],
    patch: &ItemPatch,
) -> Result<(), StoreError> {
    use item::Column as C;

    fn text(value: Option<&impl ToString>) -> Expr {
        Expr::value(value.map(ToString::to_string))
    }
    let (location, note) = (patch.drop_off_location.as_ref(), patch.drop_off_note.as_ref());
    let changes = [
        patch.day_id.map(|id| (C::DayId, Expr::value(id.map(DayId::as_uuid)))),
        patch.gluten_free.map(|mark| (C::GlutenFree, Expr::value(mark))),
        patch.dairy_free.map(|mark| (C::DairyFree, Expr::value(mark))),
        patch.vegetarian.map(|mark| (C::Vegetarian, Expr::value(mark))),
        patch.drop_off_at.map(|at| (C::DropOffAt, Expr::value(at))),
        location.map(|it| (C::DropOffLocation, text(it.as_ref()))),
        note.map(|it| (C::DropOffNote, text(it.as_ref()))),
    ];
    let update = item::Entity::update_many()
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(item::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(item::COLUMN.id.is_in(ids.iter().map(|id| id.as_uuid())));
    let update = changes
        .into_iter()
        .flatten()
        .fold(update, |update, (column, value)| update.col_expr(column, value));
    update.exec(tx.connection()).await?;
    Ok(())
}

/// Counts a change of who has the item as a change of the item.
pub(crate) async fn touch(tx: &Tx, id: ItemId) -> Result<(), StoreError> {
    item::Entity::update_many()
        .col_expr(item::Column::Version, Expr::col(item::Column::Version).add(1))
        .filter(item::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Deletes an item, and with it who had it.
pub async fn delete(tx: &Tx, _permit: &Permit, id: ItemId) -> Result<(), StoreError> {
    item::Entity::delete_many()
        .filter(item::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Selects an item with its day and its holder, to be read by [`read`].
pub(crate) fn select(query: &mut SelectStatement) {
    use item::Column as C;

    let columns = [
        C::Id,
        C::TeamId,
        C::DayId,
        C::Name,
        C::Quantity,
        C::Description,
        C::Critical,
        C::GlutenFree,
        C::DairyFree,
        C::Vegetarian,
        C::Notes,
        C::DropOffAt,
        C::DropOffLocation,
        C::DropOffNote,
        C::PreviouslyAssignedTo,
        C::Version,
    ];
    query
        .columns(columns.map(|column| (item::Entity, column)))
        .column((day::Entity, day::Column::Name))
        .column((day::Entity, day::Column::Date))
        .column((assignment::Entity, assignment::Column::Id))
        .column((assignment::Entity, assignment::Column::AcknowledgedAt))
        .column((assignment::Entity, assignment::Column::DeclinedAt))
        .column((assignment::Entity, assignment::Column::DeclineReason))
        .column((HOLDER, person::Column::Id))
        .column((HOLDER, person::Column::Name));
}

/// How many cells [`select`] adds to a row.
pub(crate) const CELLS: usize = 24;

/// The name under which a statement joins the person who has the item.
pub(crate) const HOLDER: &str = "holder";

/// Joins what [`select`] needs beside the item.
pub(crate) fn join(query: &mut SelectStatement) {
    query
        .left_join(
            day::Entity,
            Expr::col((day::Entity, day::Column::Id)).equals((item::Entity, item::Column::DayId)),
        )
        .left_join(
            assignment::Entity,
            Expr::col((assignment::Entity, assignment::Column::ItemId))
                .equals((item::Entity, item::Column::Id)),
        )
        .join_as(
            sea_orm::sea_query::JoinType::LeftJoin,
            person::Entity,
            HOLDER,
            Expr::col((HOLDER, person::Column::Id))
                .equals((assignment::Entity, assignment::Column::PersonId)),
        );
}

/// The item that [`select`] and [`join`] found, if the row has one.
pub(crate) fn read(cells: &mut Cells<'_>) -> Result<Option<Item>, StoreError> {
    fn note(stored: Option<String>) -> Result<Option<Note>, StoreError> {
        rows::optional_text("item", Note::stored, stored.as_deref())
    }
    let Some(id) = cells.take::<Option<Uuid>>()? else { return Ok(None) };
    let team_id = TeamId::from_uuid(cells.take()?);
    let day_id: Option<Uuid> = cells.take()?;
    let name: String = cells.take()?;
    let quantity: Option<String> = cells.take()?;
    let facts = ItemFacts {
        name: rows::text("item", Name::stored, &name)?,
        day_id: day_id.map(DayId::from_uuid),
        quantity: rows::optional_text("item", Quantity::stored, quantity.as_deref())?,
        description: note(cells.take()?)?,
        critical: cells.take()?,
        dietary: Dietary {
            gluten_free: cells.take()?,
            dairy_free: cells.take()?,
            vegetarian: cells.take()?,
        },
        notes: note(cells.take()?)?,
        drop_off: DropOff {
            at: cells.take()?,
            location: {
                let location: Option<String> = cells.take()?;
                rows::optional_text("item", Name::stored, location.as_deref())?
            },
            note: note(cells.take()?)?,
        },
    };
    let (previously_assigned_to, version) = (cells.take()?, cells.take()?);
    let day = day(day_id, cells)?;
    let holder = holder(cells)?;
    let id = ItemId::from_uuid(id);
    Ok(Some(Item { id, team_id, facts, day, holder, previously_assigned_to, version }))
}

fn day(id: Option<Uuid>, cells: &mut Cells<'_>) -> Result<Option<Day>, StoreError> {
    let (name, date): (Option<String>, Option<NaiveDate>) = (cells.take()?, cells.take()?);
    let (Some(id), Some(name), Some(date)) = (id, name, date) else { return Ok(None) };
    let name = rows::text("day", Name::stored, &name)?;
    Ok(Some(Day { id: DayId::from_uuid(id), name, date }))
}

fn holder(cells: &mut Cells<'_>) -> Result<Option<Holder>, StoreError> {
    let id: Option<Uuid> = cells.take()?;
    let (confirmed_at, declined_at): (Option<_>, Option<_>) = (cells.take()?, cells.take()?);
    let reason: Option<String> = cells.take()?;
    let (person_id, name): (Option<Uuid>, Option<String>) = (cells.take()?, cells.take()?);
    let (Some(id), Some(person_id), Some(name)) = (id, person_id, name) else { return Ok(None) };
    let name = rows::text("person", Name::stored, &name)?;
    let person = Person { id: PersonId::from_uuid(person_id), name };
    let answer = match (confirmed_at, declined_at) {
        (None, None) => Answer::None,
        (Some(at), None) => Answer::Confirmed { at },
        (None, Some(at)) => {
            let reason = rows::optional_text("assignment", Reason::stored, reason.as_deref())?;
            Answer::Declined { at, reason }
        }
        (Some(_), Some(_)) => {
            return Err(StoreError::corrupt("assignment", "it is confirmed and declined"));
        }
    };
    Ok(Some(Holder { assignment_id: AssignmentId::from_uuid(id), person, answer }))
}
