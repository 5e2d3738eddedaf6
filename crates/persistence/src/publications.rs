//! How events show themselves, and what strangers see of them.

use chrono::{DateTime, NaiveDate, Utc};
use gather_domain::{
    event::Event,
    id::EventId,
    publication::{Publication, Visibility},
    slug::Slug,
};
use sea_orm::{
    ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    entity::{account, event},
    error::StoreError,
    events,
    matching::mentions,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// An event, how it shows itself, and in whose hands it is.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The event.
    pub event: Event,
    /// How it shows itself.
    pub publication: Publication,
    /// What its primary host is called; `None` where it is in nobody's hands.
    pub primary_name: Option<String>,
}

/// Which of the events that strangers may know of.
#[derive(Debug, Clone)]
pub struct Filter {
    /// With this in their name, in upper or lower case.
    pub name: Option<String>,
    /// Those that are not over before this day.
    pub from: NaiveDate,
    /// After this one, in the order of the list.
    pub after: Option<(NaiveDate, EventId)>,
}

/// How an event shows itself.
pub async fn find(source: &impl Source, id: EventId) -> Result<Option<Publication>, StoreError> {
    let mut query = Query::select();
    select(&mut query);
    query
        .from(event::Entity)
        .and_where(Expr::col((event::Entity, event::Column::Id)).eq(id.as_uuid()))
        .and_where(events::is_there());
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map(|row| read(&mut Cells::of(row))).transpose()
}

/// The event of this slug, whoever may know of it.
pub async fn find_by_slug(source: &impl Source, slug: &Slug) -> Result<Option<Shown>, StoreError> {
    let column = |column| Expr::col((event::Entity, column));
    let mut is_it = column(event::Column::Slug).eq(slug.as_str());
    if let Some(id) = slug.as_id() {
        let nameless = column(event::Column::Slug).is_null();
        is_it = is_it.or(nameless.and(column(event::Column::Id).eq(id)));
    }
    let query = shown().and_where(is_it).take();
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map(|row| read_shown(&mut Cells::of(row))).transpose()
}

/// The events that strangers may know of and that take place, the next one first, at most so many.
pub async fn list(
    source: &impl Source,
    filter: Filter,
    limit: u64,
) -> Result<Vec<Shown>, StoreError> {
    use event::Column as C;

    let column = |column: C| Expr::col((event::Entity, column));
    let mut query = shown();
    query
        .and_where(column(C::IsPublished).eq(true))
        .and_where(column(C::Visibility).eq(Visibility::Public.as_str()))
        .and_where(column(C::CancelledAt).is_null())
        .and_where(column(C::EndsOn).gte(filter.from))
        .order_by((event::Entity, C::StartsOn), Order::Asc)
        .order_by((event::Entity, C::Id), Order::Asc)
        .limit(limit);
    if let Some((starts_on, id)) = filter.after {
        let same_day = column(C::StartsOn).eq(starts_on).and(column(C::Id).gt(id.as_uuid()));
        query.and_where(column(C::StartsOn).gt(starts_on).or(same_day));
    }
    if let Some(name) = filter.name {
        query.and_where(mentions(column(C::Name), &name));
    }
    let rows = source.connection().query_all(&query).await?;
    rows.iter().map(|row| read_shown(&mut Cells::of(row))).collect()
}

/// Changes how an event shows itself. Its slug stays.
pub async fn update(
    tx: &Tx,
    id: EventId,
    publication: &Publication,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use event::Column as C;

    event::Entity::update_many()
        .col_expr(C::IsPublished, Expr::value(publication.is_published))
        .col_expr(C::Visibility, Expr::value(publication.visibility.as_str()))
        .col_expr(C::CohostsCanInvite, Expr::value(publication.cohosts_can_invite))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .col_expr(C::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Says of an event that takes place that it does not. `false`: that was said before.
pub async fn cancel(tx: &Tx, id: EventId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    set_cancelled(tx, id, Some(now), now).await
}

/// Says of an event that does not take place that it does after all. `false`: it does already.
pub async fn restore(tx: &Tx, id: EventId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    set_cancelled(tx, id, None, now).await
}

async fn set_cancelled(
    tx: &Tx,
    id: EventId,
    since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use event::Column as C;

    let before = match since {
        Some(_) => Expr::col(C::CancelledAt).is_null(),
        None => Expr::col(C::CancelledAt).is_not_null(),
    };
    let changed = event::Entity::update_many()
        .col_expr(C::CancelledAt, Expr::value(since))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .col_expr(C::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(id.as_uuid()))
        .filter(before)
        .exec(tx.connection())
        .await?;
    Ok(changed.rows_affected == 1)
}

fn shown() -> SelectStatement {
    let mut query = Query::select();
    events::select(&mut query);
    select(&mut query);
    query
        .column((account::Entity, account::Column::DisplayName))
        .from(event::Entity)
        .left_join(
            account::Entity,
            Expr::col((account::Entity, account::Column::Id))
                .equals((event::Entity, event::Column::HostId)),
        )
        .and_where(events::is_there())
        .take()
}

fn read_shown(cells: &mut Cells<'_>) -> Result<Shown, StoreError> {
    let event = events::read(cells)?;
    let publication = read(cells)?;
    Ok(Shown { event, publication, primary_name: cells.take()? })
}

/// Selects how an event shows itself, to be read by [`read`].
pub(crate) fn select(query: &mut SelectStatement) {
    use event::Column as C;

    query.columns([
        (event::Entity, C::Id),
        (event::Entity, C::Slug),
        (event::Entity, C::IsPublished),
        (event::Entity, C::Visibility),
        (event::Entity, C::CohostsCanInvite),
    ]);
}

/// What [`select`] selected. A row has no slug where a release wrote it that knew of none.
pub(crate) fn read(cells: &mut Cells<'_>) -> Result<Publication, StoreError> {
    let corrupt = |detail: &str| StoreError::corrupt("event", detail);
    let (id, slug): (Uuid, Option<String>) = (cells.take()?, cells.take()?);
    let slug = slug.map_or_else(|| Some(Slug::of_id(id)), |slug| Slug::parse(&slug));
    let (is_published, visibility): (bool, String) = (cells.take()?, cells.take()?);
    Ok(Publication {
        slug: slug.ok_or_else(|| corrupt("its slug is none"))?,
        is_published,
        visibility: Visibility::of_name(&visibility)
            .ok_or_else(|| corrupt("nobody knows to whom it is known"))?,
        cohosts_can_invite: cells.take()?,
    })
}
