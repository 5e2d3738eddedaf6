//! New events, each with a slug of its own.

use chrono::{DateTime, Utc};
use gather_domain::{
    email::Email,
    event::{Event, GuestCount},
    id::AccountId,
    publication::Visibility,
    slug::Slug,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, ExprTrait, Iterable,
    sea_query::{CaseStatement, Expr, InsertStatement, OnConflict, Query},
};

use crate::{
    entity::event,
    error::StoreError,
    store::{Tx, private::Connected as _},
};

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
    let unique = words.with_tail(event.id.as_uuid());
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
        slug: Set(Some(unique.to_string())),
        is_published: Set(false),
        cohosts_can_invite: Set(true),
        cancelled_at: Set(event.cancelled_at),
        deleted_at: Set(None),
        stepped_up_at: Set(None),
    };
    let inserted = tx.connection().execute(&insert_with_words(&row, &words)?).await?;
    if inserted.rows_affected() == 0 {
        event::Entity::insert(row).exec_without_returning(tx.connection()).await?;
    }
    Ok(())
}

/// Inserts the row with these words as its slug, unless another has them: then with its own. Where
/// somebody takes them at the same moment, nothing is inserted.
///
/// It is looked for them first: for a row that is there, PostgreSQL would wait for whoever has it
/// locked, and they may wait for the account that the caller holds.
fn insert_with_words(
    row: &event::ActiveModel,
    words: &Slug,
) -> Result<InsertStatement, StoreError> {
    let known = Query::select()
        .expr(Expr::val(1))
        .from(event::Entity)
        .and_where(Expr::col((event::Entity, event::Column::Slug)).eq(words.as_str()))
        .take();
    let mut values = Vec::new();
    for column in event::Column::iter() {
        let own = row.get(column).into_value();
        let own = own.ok_or_else(|| StoreError::corrupt("event", "a column has no value"))?;
        values.push(match column {
            event::Column::Slug => CaseStatement::new()
                .case(Expr::exists(known.clone()), Expr::val(own))
                .finally(Expr::val(words.as_str()))
                .into(),
            _ => Expr::val(own),
        });
    }
    let mut insert = Query::insert();
    insert.into_table(event::Entity).columns(event::Column::iter());
    insert.values(values).map_err(|error| StoreError::corrupt("event", error))?;
    insert.on_conflict(OnConflict::column(event::Column::Slug).do_nothing().to_owned());
    Ok(insert)
}
