//! Events, and the steps of their plans.

use chrono::{DateTime, Utc};
use gather_domain::{
    email::Email,
    event::{Blocker, Dates, Event, EventStatus, GuestCount, Transition},
    id::{AccountId, EventId, ItemId, PersonId, TeamId},
    permission::Permit,
    person::Person,
    publication::Visibility,
    slug::Slug,
    text::{Name, Note},
    zone::TimeZone,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, PaginatorTrait,
    QueryFilter, QuerySelect,
    prelude::Uuid,
    sea_query::{Expr, OnConflict, Query, SelectStatement},
};

use crate::{
    entity::{assignment, event, item, person, team},
    error::StoreError,
    rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

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

/// A new event, which `host` runs.
pub async fn insert(
    tx: &Tx,
    event: &Event,
    host: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    insert_row(tx, event, host, Some(host), None, now).await
}

/// A new event, which nobody runs yet; whom to ask about it.
pub async fn insert_unowned(
    tx: &Tx,
    event: &Event,
    listed_by: AccountId,
    contact: Option<&Email>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    insert_row(tx, event, listed_by, None, contact, now).await
}

async fn insert_row(
    tx: &Tx,
    event: &Event,
    created_by: AccountId,
    host: Option<AccountId>,
    contact: Option<&Email>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    // Whoever lists an event for others wants others to find it.
    let visibility = if host.is_some() { Visibility::InviteOnly } else { Visibility::Public };
    let words = Slug::of_name(&event.name);
    // Asked before: PostgreSQL would wait for whoever has the event of these words locked, and they
    // may wait for the account that the caller holds.
    let known = event::Entity::find().filter(event::COLUMN.slug.eq(words.as_str()));
    let is_known = known.count(tx.connection()).await? > 0;
    let unique = words.with_tail(event.id.as_uuid());
    let slug = if is_known { unique.clone() } else { words };
    let row = event::ActiveModel {
        id: Set(event.id.as_uuid()),
        name: Set(event.name.to_string()),
        description: Set(event.description.as_ref().map(ToString::to_string)),
        time_zone: Set(event.time_zone.name().to_owned()),
        starts_on: Set(event.dates.starts_on()),
        ends_on: Set(event.dates.ends_on()),
        status: Set(event.status.into()),
        guest_count: Set(event.guest_count.map(GuestCount::get)),
        host_id: Set(host.map(AccountId::as_uuid)),
        visibility: Set(visibility.as_str().to_owned()),
        created_by: Set(Some(created_by.as_uuid())),
        version: Set(event.version),
        created_at: Set(now),
        updated_at: Set(now),
        revision: Set(0),
        contact_email: Set(contact.map(|it| it.as_typed().to_owned())),
        slug: Set(Some(slug.to_string())),
        is_published: Set(false),
        cohosts_can_invite: Set(true),
        cancelled_at: Set(event.cancelled_at),
        deleted_at: Set(None),
        stepped_up_at: Set(None),
    };
    let is_taken = OnConflict::column(event::Column::Slug).do_nothing().to_owned();
    let inserted = event::Entity::insert(row.clone())
        .on_conflict(is_taken)
        .exec_without_returning(tx.connection())
        .await?;
    if inserted == 0 {
        let row = event::ActiveModel { slug: Set(Some(unique.to_string())), ..row };
        event::Entity::insert(row).exec_without_returning(tx.connection()).await?;
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
