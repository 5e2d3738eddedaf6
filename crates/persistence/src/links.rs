//! Links: their rows hold everything but the secret.

use chrono::{DateTime, Utc};
use gather_domain::{
    id::{EventId, LinkId, PersonId},
    link::Link,
    person::Role,
    secret::{Nonce, SecretHash},
    text::Name,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter,
    sea_query::{Expr, NullOrdering, Query},
};

use crate::{
    entity::{access_token, assignment, item},
    error::StoreError,
    rows,
    store::{Source, Tx, private::Connected as _},
};

/// All links of an event.
pub async fn of_event(source: &impl Source, event_id: EventId) -> Result<Vec<Link>, StoreError> {
    access_token::Entity::find()
        .filter(access_token::COLUMN.event_id.eq(event_id.as_uuid()))
        .all(source.connection())
        .await?
        .into_iter()
        .map(Link::try_from)
        .collect()
}

/// The link of one person at an event.
pub async fn find(
    source: &impl Source,
    event_id: EventId,
    person_id: PersonId,
) -> Result<Option<Link>, StoreError> {
    access_token::Entity::find()
        .filter(access_token::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(access_token::COLUMN.person_id.eq(person_id.as_uuid()))
        .one(source.connection())
        .await?
        .map(Link::try_from)
        .transpose()
}

/// A link about to be issued.
#[derive(Debug)]
pub struct NewLink {
    /// Its id.
    pub id: LinkId,
    /// Whose it is.
    pub person_id: PersonId,
    /// As what it lets them in.
    pub role: Role,
    /// The random part from which its secret is derived.
    pub nonce: Nonce,
    /// What is stored of that secret.
    pub hash: SecretHash,
}

/// Issues links.
pub async fn insert(
    tx: &Tx,
    event_id: EventId,
    links: impl IntoIterator<Item = NewLink>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows: Vec<_> = links
        .into_iter()
        .map(|new| access_token::ActiveModel {
            id: Set(new.id.as_uuid()),
            event_id: Set(event_id.as_uuid()),
            person_id: Set(new.person_id.as_uuid()),
            scope: Set(new.role.into()),
            team_id: Set(match new.role {
                Role::Coordinator { team_id } => Some(team_id.as_uuid()),
                Role::Host | Role::Participant => None,
            }),
            nonce: Set(new.nonce.as_bytes().to_vec()),
            token_hash: Set(new.hash.as_bytes().to_vec()),
            opened_at: Set(None),
            expires_at: Set(now + gather_domain::link::LIFETIME),
            created_at: Set(now),
        })
        .collect();
    if !rows.is_empty() {
        access_token::Entity::insert_many(rows).exec_without_returning(tx.connection()).await?;
    }
    Ok(())
}

/// Revokes links: from now on nobody knows them.
pub async fn delete(tx: &Tx, ids: &[LinkId]) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    access_token::Entity::delete_many()
        .filter(access_token::COLUMN.id.is_in(ids.iter().map(|id| id.as_uuid())))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Gives a link a new secret and a new life; nobody has opened it yet.
pub async fn rotate(
    tx: &Tx,
    id: LinkId,
    nonce: Nonce,
    hash: &SecretHash,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use access_token::Column as C;

    access_token::Entity::update_many()
        .col_expr(C::Nonce, Expr::value(nonce.as_bytes().to_vec()))
        .col_expr(C::TokenHash, Expr::value(hash.as_bytes().to_vec()))
        .col_expr(C::OpenedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(C::CreatedAt, Expr::value(now))
        .col_expr(C::ExpiresAt, Expr::value(now + gather_domain::link::LIFETIME))
        .filter(access_token::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Writes down when a link was first opened in a browser; later times leave it.
pub async fn mark_opened(tx: &Tx, id: LinkId, now: DateTime<Utc>) -> Result<(), StoreError> {
    access_token::Entity::update_many()
        .col_expr(access_token::Column::OpenedAt, Expr::value(now))
        .filter(access_token::COLUMN.id.eq(id.as_uuid()))
        .filter(access_token::Column::OpenedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// What everybody brings, by name, soonest first: for the message that goes with a link.
pub async fn burdens(
    source: &impl Source,
    event_id: EventId,
) -> Result<Vec<(PersonId, Name)>, StoreError> {
    let query = Query::select()
        .expr_as(Expr::col((assignment::Entity, assignment::Column::PersonId)), "person_id")
        .expr_as(Expr::col((item::Entity, item::Column::Name)), "name")
        .from(assignment::Entity)
        .inner_join(
            item::Entity,
            Expr::col((item::Entity, item::Column::Id))
                .equals((assignment::Entity, assignment::Column::ItemId)),
        )
        .and_where(
            Expr::col((assignment::Entity, assignment::Column::EventId)).eq(event_id.as_uuid()),
        )
        .order_by_with_nulls(
            (item::Entity, item::Column::DropOffAt),
            Order::Asc,
            NullOrdering::Last,
        )
        .order_by((item::Entity, item::Column::Id), Order::Asc)
        .take();
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let person_id = row.try_get("", "person_id")?;
            let name: String = row.try_get("", "name")?;
            Ok((PersonId::from_uuid(person_id), rows::text("item", Name::parse, &name)?))
        })
        .collect()
}
