//! Who has which item, and whether they have confirmed.

use chrono::{DateTime, Utc};
use gather_domain::{
    id::{AssignmentId, EventId, ItemId, PersonId, TeamId},
    item::Item,
    permission::Permit,
    person::Person,
    text::{Name, Reason},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter, UpdateMany,
    sea_query::{BinOper, Expr, Func, NullOrdering, OnConflict, Query, SelectStatement},
};

use crate::{
    batch,
    entity::{assignment, item},
    error::StoreError,
    items, rows,
    statements::{Cells, Template},
    store::{Source, Tx, private::Connected as _},
};

/// What a person brings to an event, soonest first; what has no time comes last.
pub async fn of_person(
    source: &impl Source,
    event_id: EventId,
    person_id: PersonId,
) -> Result<Vec<Item>, StoreError> {
    static OF_PERSON: Template<2> = Template::new(|[event_id, person_id]| {
        held_by(event_id, person_id)
            .order_by_with_nulls(
                (item::Entity, item::Column::DropOffAt),
                Order::Asc,
                NullOrdering::Last,
            )
            .order_by((item::Entity, item::Column::Id), Order::Asc)
            .take()
    });
    let given = [event_id.as_uuid().into(), person_id.as_uuid().into()];
    let rows = OF_PERSON.all(source, given).await?;
    rows.iter().filter_map(|row| items::read(&mut Cells::of(row)).transpose()).collect()
}

/// The item behind an assignment, if it is this person's own.
pub async fn find_own(
    source: &impl Source,
    event_id: EventId,
    person_id: PersonId,
    id: AssignmentId,
) -> Result<Option<Item>, StoreError> {
    let query = held_by(Expr::val(event_id.as_uuid()), Expr::val(person_id.as_uuid()))
        .and_where(Expr::col((assignment::Entity, assignment::Column::Id)).eq(id.as_uuid()))
        .take();
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map_or(Ok(None), |row| items::read(&mut Cells::of(row)))
}

/// One person's new assignment to an item of their team.
#[derive(Debug)]
pub struct NewAssignment {
    /// Its id.
    pub id: AssignmentId,
    /// The team of both.
    pub team_id: TeamId,
    /// What they get.
    pub item_id: ItemId,
    /// Who gets it.
    pub person_id: PersonId,
}

/// Gives an item to a member of its team. Whoever had it before no longer has it, and what they said
/// to it goes with it.
pub async fn give(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    new: NewAssignment,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use assignment::Column as C;

    let item_id = new.item_id;
    let instead = OnConflict::column(C::ItemId)
        .update_columns([
            C::Id,
            C::PersonId,
            C::AcknowledgedAt,
            C::CreatedAt,
            C::DeclinedAt,
            C::DeclineReason,
        ])
        .to_owned();
    assignment::Entity::insert(row(event_id, new, now))
        .on_conflict(instead)
        .exec_without_returning(tx.connection())
        .await?;
    items::touch(tx, item_id).await
}

/// New assignments of items that nobody has.
pub async fn insert(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    assignments: impl IntoIterator<Item = NewAssignment>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = assignments.into_iter().map(|new| row(event_id, new, now));
    batch::insert(tx, rows).await
}

fn row(event_id: EventId, new: NewAssignment, now: DateTime<Utc>) -> assignment::ActiveModel {
    assignment::ActiveModel {
        id: Set(new.id.as_uuid()),
        event_id: Set(event_id.as_uuid()),
        team_id: Set(new.team_id.as_uuid()),
        item_id: Set(new.item_id.as_uuid()),
        person_id: Set(new.person_id.as_uuid()),
        acknowledged_at: Set(None),
        created_at: Set(now),
        declined_at: Set(None),
        decline_reason: Set(None),
    }
}

/// Takes an item back from whoever has it: what they said to it goes with it.
pub async fn release(tx: &Tx, _permit: &Permit, item_id: ItemId) -> Result<(), StoreError> {
    assignment::Entity::delete_many()
        .filter(assignment::COLUMN.item_id.eq(item_id.as_uuid()))
        .exec(tx.connection())
        .await?;
    items::touch(tx, item_id).await
}

/// Takes back everything that somebody has at an event; each item remembers their name. What that
/// was, in the order of the plan.
pub async fn release_all(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    person: &Person,
) -> Result<Vec<(ItemId, Name)>, StoreError> {
    use item::Column as C;

    let held = Query::select()
        .column(assignment::Column::ItemId)
        .from(assignment::Entity)
        .and_where(Expr::col(assignment::Column::EventId).eq(event_id.as_uuid()))
        .and_where(Expr::col(assignment::Column::PersonId).eq(person.id.as_uuid()))
        .take();
    let before = Expr::col(C::PreviouslyAssignedTo).binary(BinOper::Custom("||"), ", ");
    let before = Func::coalesce([before, Expr::val("")]);
    let names = Expr::expr(before).binary(BinOper::Custom("||"), person.name.to_string());
    let mut released: Vec<_> = item::Entity::update_many()
        .col_expr(C::PreviouslyAssignedTo, names)
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Id.in_subquery(held))
        .exec_with_returning(tx.connection())
        .await?
        .into_iter()
        .map(|row| Ok((ItemId::from_uuid(row.id), rows::text("item", Name::stored, &row.name)?)))
        .collect::<Result<_, StoreError>>()?;
    released.sort_unstable_by_key(|(id, _)| *id);
    if !released.is_empty() {
        assignment::Entity::delete_many()
            .filter(assignment::COLUMN.event_id.eq(event_id.as_uuid()))
            .filter(assignment::COLUMN.person_id.eq(person.id.as_uuid()))
            .exec(tx.connection())
            .await?;
    }
    Ok(released)
}

/// Writes down that the holder of an item has confirmed; that they cannot is taken back. `false`:
/// they had before.
pub async fn acknowledge(
    tx: &Tx,
    _permit: &Permit,
    id: AssignmentId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use assignment::Column as C;

    let acknowledged = assignment::Entity::update_many()
        .col_expr(C::AcknowledgedAt, Expr::value(now))
        .col_expr(C::DeclinedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(C::DeclineReason, Expr::value(None::<String>))
        .filter(assignment::COLUMN.id.eq(id.as_uuid()))
        .filter(assignment::COLUMN.acknowledged_at.is_null());
    answer(tx, id, acknowledged).await
}

/// Writes down that the holder of an item cannot see to it, and why; that they will is taken back.
/// `false`: they had said the same before.
pub async fn decline(
    tx: &Tx,
    _permit: &Permit,
    id: AssignmentId,
    reason: Option<&Reason>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use assignment::Column as C;

    let reason = reason.map(ToString::to_string);
    let said_otherwise = match &reason {
        Some(reason) => C::DeclineReason.is_null().or(C::DeclineReason.ne(reason.as_str())),
        None => C::DeclineReason.is_not_null(),
    };
    let declined = assignment::Entity::update_many()
        .col_expr(C::AcknowledgedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(C::DeclinedAt, Expr::value(now))
        .col_expr(C::DeclineReason, Expr::value(reason))
        .filter(assignment::COLUMN.id.eq(id.as_uuid()))
        .filter(C::DeclinedAt.is_null().or(said_otherwise));
    answer(tx, id, declined).await
}

/// Takes back that the holder of an item cannot see to it: they have said nothing to it. `false`:
/// they had not declined it.
pub async fn take_back_decline(
    tx: &Tx,
    _permit: &Permit,
    id: AssignmentId,
) -> Result<bool, StoreError> {
    use assignment::Column as C;

    let taken_back = assignment::Entity::update_many()
        .col_expr(C::DeclinedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(C::DeclineReason, Expr::value(None::<String>))
        .filter(assignment::COLUMN.id.eq(id.as_uuid()))
        .filter(C::DeclinedAt.is_not_null());
    answer(tx, id, taken_back).await
}

/// Writes another answer. It shows in the item, so it is a change of the item.
async fn answer(
    tx: &Tx,
    id: AssignmentId,
    answer: UpdateMany<assignment::Entity>,
) -> Result<bool, StoreError> {
    if answer.exec(tx.connection()).await?.rows_affected == 0 {
        return Ok(false);
    }
    let its_item = Query::select()
        .column(assignment::Column::ItemId)
        .from(assignment::Entity)
        .and_where(Expr::col(assignment::Column::Id).eq(id.as_uuid()))
        .take();
    item::Entity::update_many()
        .col_expr(item::Column::Version, Expr::col(item::Column::Version).add(1))
        .filter(Expr::col(item::Column::Id).in_subquery(its_item))
        .exec(tx.connection())
        .await?;
    Ok(true)
}

fn held_by(event_id: Expr, person_id: Expr) -> SelectStatement {
    let mut query = Query::select();
    items::select(&mut query);
    query.from(item::Entity);
    items::join(&mut query);
    query
        .and_where(Expr::col((assignment::Entity, assignment::Column::EventId)).eq(event_id))
        .and_where(Expr::col((assignment::Entity, assignment::Column::PersonId)).eq(person_id))
        .take()
}
