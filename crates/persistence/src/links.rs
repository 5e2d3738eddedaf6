//! Links: their rows hold everything but the secret.

use chrono::{DateTime, Utc};
use gather_domain::{
    id::{EventId, LinkId, PersonId, TeamId},
    link::Link,
    person::Role,
    secret::{Nonce, SecretHash},
    text::Name,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter,
    prelude::Uuid,
    sea_query::{Expr, NullOrdering, Query, SelectStatement},
};

use crate::{
    batch,
    entity::{access_token, assignment, item},
    error::StoreError,
    rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// All links of an event.
pub async fn of_event(source: &impl Source, event_id: EventId) -> Result<Vec<Link>, StoreError> {
    let query = of(event_id).take();
    let rows = source.connection().query_all(&query).await?;
    rows.iter().map(|row| read(&mut Cells::of(row))).collect()
}

/// The link of one person at an event.
pub async fn find(
    source: &impl Source,
    event_id: EventId,
    person_id: PersonId,
) -> Result<Option<Link>, StoreError> {
    let query = of(event_id)
        .and_where(Expr::col(access_token::Column::PersonId).eq(person_id.as_uuid()))
        .take();
    let row = source.connection().query_one(&query).await?;
    row.as_ref().map(|row| read(&mut Cells::of(row))).transpose()
}

fn of(event_id: EventId) -> SelectStatement {
    let mut query = Query::select();
    select(&mut query);
    query
        .from(access_token::Entity)
        .and_where(Expr::col(access_token::Column::EventId).eq(event_id.as_uuid()))
        .take()
}

/// Selects a link, to be read by [`read`].
pub(crate) fn select(query: &mut SelectStatement) {
    use access_token::Column as C;

    let columns = [C::Id, C::PersonId, C::Scope, C::TeamId, C::Nonce, C::OpenedAt, C::ExpiresAt];
    query.columns(columns.map(|column| (access_token::Entity, column)));
}

/// The link that [`select`] selected.
pub(crate) fn read(cells: &mut Cells<'_>) -> Result<Link, StoreError> {
    let corrupt = |detail: &str| StoreError::corrupt("access_token", detail);
    let (id, person_id) = (cells.take()?, cells.take()?);
    let role = role(cells.take()?, cells.take()?)?;
    let nonce: Vec<u8> = cells.take()?;
    let nonce = <[u8; 16]>::try_from(nonce.as_slice())
        .map_err(|_length| corrupt("its nonce has not 16 bytes"))?;
    Ok(Link {
        id: LinkId::from_uuid(id),
        person_id: PersonId::from_uuid(person_id),
        role,
        nonce: Nonce::from_bytes(nonce),
        opened_at: cells.take()?,
        expires_at: cells.take()?,
    })
}

/// As what a link of this scope and team lets its person in.
pub(crate) fn role(scope: access_token::Scope, team_id: Option<Uuid>) -> Result<Role, StoreError> {
    match (scope, team_id) {
        (access_token::Scope::Host, None) => Ok(Role::Host),
        (access_token::Scope::Coordinator, Some(team_id)) => {
            Ok(Role::Coordinator { team_id: TeamId::from_uuid(team_id) })
        }
        (access_token::Scope::Participant, None) => Ok(Role::Participant),
        _ => {
            let detail = "its scope and its team do not go together";
            Err(StoreError::corrupt("access_token", detail))
        }
    }
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
    insert_all(tx, links.into_iter().map(|link| (event_id, link)), now).await
}

/// The same at several events.
pub async fn insert_all(
    tx: &Tx,
    links: impl IntoIterator<Item = (EventId, NewLink)>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = links.into_iter().map(|(event_id, new)| access_token::ActiveModel {
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
    });
    batch::insert(tx, rows).await
}

/// Revokes links: from now on nobody knows them.
pub async fn delete(tx: &Tx, ids: &[LinkId]) -> Result<(), StoreError> {
    for ids in ids.chunks(batch::BATCH) {
        access_token::Entity::delete_many()
            .filter(access_token::COLUMN.id.is_in(ids.iter().map(|id| id.as_uuid())))
            .exec(tx.connection())
            .await?;
    }
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
            Ok((PersonId::from_uuid(person_id), rows::text("item", Name::stored, &name)?))
        })
        .collect()
}
