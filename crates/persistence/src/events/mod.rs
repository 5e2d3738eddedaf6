//! Events, and the steps of their plans.

mod insertion;

use chrono::{DateTime, Utc};
use gather_domain::{
    event::{Blocker, Dates, Event, EventStatus, GuestCount, Transition},
    id::{AccountId, EventId, ItemId, PersonId, TeamId},
    permission::Permit,
    person::Person,
    text::{Name, Note},
    zone::TimeZone,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter,
    QuerySelect,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    entity::{assignment, event, item, person, team},
    error::StoreError,
    rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

pub use self::insertion::{insert, insert_unowned};

/// Which state of an event something was read from.
///
/// Two reads of the same event at the same revision found the same: whoever changes anything of it
/// begins with [`lock`], which makes a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision(i64);

impl Revision {
    pub(crate) const fn new(count: i64) -> Self {
        Self(count)
    }
}

/// Holds the event until the transaction ends, and gives it a new [`Revision`]. `false`: there is
/// none, or it is deleted.
///
/// Whoever changes anything of an event does this first. What they then read stays true until they
/// commit. SQLite has no row locks, and needs none: a write transaction is alone.
pub async fn lock(tx: &Tx, id: EventId) -> Result<bool, StoreError> {
    hold(tx, id, Condition::all().add(event::Column::DeletedAt.is_null())).await
}

/// The same of one that may be deleted.
pub(crate) async fn lock_any(tx: &Tx, id: EventId) -> Result<bool, StoreError> {
    hold(tx, id, Condition::all()).await
}

async fn hold(tx: &Tx, id: EventId, only: Condition) -> Result<bool, StoreError> {
    let held = event::Entity::update_many()
        .col_expr(event::Column::Revision, Expr::col(event::Column::Revision).add(1))
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .filter(only)
        .exec(tx.connection())
        .await?;
    Ok(held.rows_affected == 1)
}

/// Holds several events until the transaction ends, deleted ones too. They come in the order of their ids, as for
/// everybody else who holds several, and therefore one after the other: a single statement would
/// take them in whatever order it finds them.
pub async fn lock_all(tx: &Tx, ids: &[EventId]) -> Result<(), StoreError> {
    debug_assert!(ids.is_sorted(), "several events are locked in the order of their ids");
    for id in ids {
        lock_any(tx, *id).await?;
    }
    Ok(())
}

/// Replaces an event's name, description, zone and dates.
pub async fn update(
    tx: &Tx,
    _permit: &Permit,
    event: &Event,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use event::Column as C;

    let description = event.description.as_ref().map(ToString::to_string);
    event::Entity::update_many()
        .col_expr(C::Name, Expr::value(event.name.to_string()))
        .col_expr(C::Description, Expr::value(description))
        .col_expr(C::TimeZone, Expr::value(event.time_zone.name()))
        .col_expr(C::StartsOn, Expr::value(event.dates.starts_on()))
        .col_expr(C::EndsOn, Expr::value(event.dates.ends_on()))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .col_expr(C::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(event.id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Changes how many people are expected.
pub async fn set_guest_count(
    tx: &Tx,
    _permit: &Permit,
    id: EventId,
    count: Option<GuestCount>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    event::Entity::update_many()
        .col_expr(event::Column::GuestCount, Expr::value(count.map(GuestCount::get)))
        .col_expr(event::Column::Version, Expr::col(event::Column::Version).add(1))
        .col_expr(event::Column::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Takes a step, if the plan stands where the step begins. `false`: it does not, or a freeze found
/// a critical item that nobody has, or somebody who cannot.
///
/// The gate is part of the statement that writes the status: no moment lies between.
pub async fn take_step(
    tx: &Tx,
    id: EventId,
    step: Transition,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (from, gate) = match step {
        Transition::StartConfirming => (EventStatus::Draft, None),
        Transition::Freeze => {
            let gaps = critical_gaps(id).column((item::Entity, item::Column::Id)).take();
            (EventStatus::Confirming, Some(Expr::exists(gaps).not()))
        }
        Transition::Unfreeze | Transition::Complete => (EventStatus::Frozen, None),
    };
    let taken = event::Entity::update_many()
        .col_expr(event::Column::Status, Expr::value(event::Status::from(step.to())))
        .col_expr(event::Column::Version, Expr::col(event::Column::Version).add(1))
        .col_expr(event::Column::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .filter(event::Column::Status.eq(event::Status::from(from)))
        .filter(Condition::all().add_option(gate))
        .exec(tx.connection())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// The critical items that nobody has, or somebody who cannot, in the order of the plan.
pub async fn blockers(source: &impl Source, id: EventId) -> Result<Vec<Blocker>, StoreError> {
    let query = critical_gaps(id)
        .columns([(item::Entity, item::Column::Id), (item::Entity, item::Column::Name)])
        .columns([(team::Entity, team::Column::Id), (team::Entity, team::Column::Name)])
        .columns([(person::Entity, person::Column::Id), (person::Entity, person::Column::Name)])
        .inner_join(
            team::Entity,
            Expr::col((team::Entity, team::Column::Id))
                .equals((item::Entity, item::Column::TeamId)),
        )
        .left_join(
            assignment::Entity,
            Expr::col((assignment::Entity, assignment::Column::ItemId))
                .equals((item::Entity, item::Column::Id)),
        )
        .left_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::Id))
                .equals((assignment::Entity, assignment::Column::PersonId)),
        )
        .order_by((item::Entity, item::Column::TeamId), Order::Asc)
        .order_by((item::Entity, item::Column::Id), Order::Asc)
        .take();
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let mut cells = Cells::of(row);
            let (item_id, item): (Uuid, String) = (cells.take()?, cells.take()?);
            let (team_id, team): (Uuid, String) = (cells.take()?, cells.take()?);
            let holder: (Option<Uuid>, Option<String>) = (cells.take()?, cells.take()?);
            let declined_by = match holder {
                (Some(id), Some(name)) => Some(Person {
                    id: PersonId::from_uuid(id),
                    name: rows::text("person", Name::stored, &name)?,
                }),
                _ => None,
            };
            Ok(Blocker {
                item_id: ItemId::from_uuid(item_id),
                item: rows::text("item", Name::stored, &item)?,
                team_id: TeamId::from_uuid(team_id),
                team: rows::text("team", Name::stored, &team)?,
                declined_by,
            })
        })
        .collect()
}

/// Critical items of an event that nobody will see to: the freeze gate's one definition.
fn critical_gaps(id: EventId) -> SelectStatement {
    Query::select()
        .from(item::Entity)
        .and_where(Expr::col((item::Entity, item::Column::EventId)).eq(id.as_uuid()))
        .and_where(is_critical_gap())
        .take()
}

/// The name under which [`is_critical_gap`] looks for who has the item: the statement may join them
/// under their own.
const GAP: &str = "seeing_to_it";

/// Whether the `item` of the statement is critical, and nobody has it who has not declined it.
pub(crate) fn is_critical_gap() -> Expr {
    let seen_to = Query::select()
        .expr(Expr::val(1))
        .from_as(assignment::Entity, GAP)
        .and_where(
            Expr::col((GAP, assignment::Column::ItemId)).equals((item::Entity, item::Column::Id)),
        )
        .and_where(Expr::col((GAP, assignment::Column::DeclinedAt)).is_null())
        .take();
    Expr::col((item::Entity, item::Column::Critical)).and(Expr::exists(seen_to).not())
}

/// The oldest event that is not deleted.
pub async fn find_first(source: &impl Source) -> Result<Option<Event>, StoreError> {
    let mut query = Query::select();
    select(&mut query);
    query
        .from(event::Entity)
        .and_where(is_there())
        .order_by((event::Entity, event::Column::Id), Order::Asc)
        .limit(1);
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map(|row| read(&mut Cells::of(row))).transpose()
}

/// The event with this id, unless it is deleted.
pub async fn find(source: &impl Source, id: EventId) -> Result<Option<Event>, StoreError> {
    let mut query = Query::select();
    select(&mut query);
    query
        .from(event::Entity)
        .and_where(Expr::col((event::Entity, event::Column::Id)).eq(id.as_uuid()))
        .and_where(is_there());
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map(|row| read(&mut Cells::of(row))).transpose()
}

/// The account in whose hands an event is first, deleted or not.
pub async fn find_primary(
    source: &impl Source,
    id: EventId,
) -> Result<Option<AccountId>, StoreError> {
    let found = event::Entity::find_by_id(id.as_uuid())
        .select_only()
        .column(event::Column::HostId)
        .into_tuple::<Option<Uuid>>()
        .one(source.connection())
        .await?;
    Ok(found.flatten().map(AccountId::from_uuid))
}

/// Whether the `event` of the statement is not deleted: to all but admins, others are not there.
pub(crate) fn is_there() -> Expr {
    Expr::col((event::Entity, event::Column::DeletedAt)).is_null()
}

/// Selects an event, to be read by [`read`].
pub(crate) fn select(query: &mut SelectStatement) {
    use event::Column as C;

    query.columns([
        (event::Entity, C::Id),
        (event::Entity, C::Name),
        (event::Entity, C::Description),
        (event::Entity, C::TimeZone),
        (event::Entity, C::StartsOn),
        (event::Entity, C::EndsOn),
        (event::Entity, C::Status),
        (event::Entity, C::GuestCount),
        (event::Entity, C::CancelledAt),
        (event::Entity, C::Version),
    ]);
}

/// How many cells [`select`] adds to a row.
pub(crate) const CELLS: usize = 10;

/// The event that [`select`] selected.
pub(crate) fn read(cells: &mut Cells<'_>) -> Result<Event, StoreError> {
    let corrupt = |detail: &str| StoreError::corrupt("event", detail);
    let id: Uuid = cells.take()?;
    let name: String = cells.take()?;
    let description: Option<String> = cells.take()?;
    let time_zone: String = cells.take()?;
    let (starts_on, ends_on) = (cells.take()?, cells.take()?);
    let status: event::Status = cells.take()?;
    let guest_count: Option<i64> = cells.take()?;
    let guest_count = guest_count.map(|count| {
        GuestCount::new(count).ok_or_else(|| corrupt("nobody expects that many guests"))
    });
    Ok(Event {
        id: EventId::from_uuid(id),
        name: rows::text("event", Name::stored, &name)?,
        description: rows::optional_text("event", Note::stored, description.as_deref())?,
        time_zone: TimeZone::parse(&time_zone)
            .map_err(|error| StoreError::corrupt("event", error))?,
        dates: Dates::new(starts_on, ends_on).ok_or_else(|| corrupt("it ends before it starts"))?,
        status: status.into(),
        guest_count: guest_count.transpose()?,
        cancelled_at: cells.take()?,
        version: cells.take()?,
    })
}
