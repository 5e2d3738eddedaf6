//! Who is signed in where. A row holds everything but the secret.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, Session},
    id::{AccountId, SessionId},
    secret::SecretHash,
};
use sea_orm::{
    ActiveValue::Set,
    Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    accounts,
    entity::{account, session},
    error::StoreError,
    statements::{Cells, Template},
    store::{Source, Tx, private::Connected as _},
};

/// A new session, known by this hash.
pub async fn insert(tx: &Tx, session: &Session, hash: &SecretHash) -> Result<(), StoreError> {
    let row = session::ActiveModel {
        id: Set(session.id.as_uuid()),
        id_hash: Set(hash.as_bytes().to_vec()),
        account_id: Set(session.account_id.as_uuid()),
        created_at: Set(session.created_at),
        last_used_at: Set(session.last_used_at),
        expires_at: Set(session.expires_at),
        absolute_expires_at: Set(session.absolute_expires_at),
        ua_class: Set(session.device.clone()),
    };
    session::Entity::insert(row).exec_without_returning(tx.connection()).await?;
    Ok(())
}

/// The session with this hash, and whose it is. Whether it is still alive is for
/// [`Session::is_alive`] to say.
pub async fn find(
    source: &impl Source,
    hash: &SecretHash,
) -> Result<Option<(Session, Account)>, StoreError> {
    static OF_HASH: Template<1> = Template::new(|[hash]| {
        let mut query = Query::select();
        select(&mut query);
        accounts::select(&mut query);
        from(&mut query, hash);
        query
    });
    let Some(row) = OF_HASH.one(source, [hash.as_bytes().to_vec().into()]).await? else {
        return Ok(None);
    };
    let mut cells = Cells::of(&row);
    Ok(Some((read(&mut cells)?, accounts::read(&mut cells)?)))
}

/// The sessions of an account that are alive, latest first.
pub async fn of_account(
    source: &impl Source,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Session>, StoreError> {
    let mut query = Query::select();
    select(&mut query);
    query
        .from(session::Entity)
        .and_where(Expr::col(session::Column::AccountId).eq(account_id.as_uuid()))
        .and_where(Expr::col(session::Column::ExpiresAt).gt(now))
        .order_by(session::Column::Id, Order::Desc);
    let rows = source.connection().query_all(&query).await?;
    rows.iter().map(|row| read(&mut Cells::of(row))).collect()
}

/// Lets a session last longer. `false`: it is gone.
pub async fn slide(tx: &Tx, session: &Session) -> Result<bool, StoreError> {
    let slid = session::Entity::update_many()
        .col_expr(session::Column::LastUsedAt, Expr::value(session.last_used_at))
        .col_expr(session::Column::ExpiresAt, Expr::value(session.expires_at))
        .filter(session::COLUMN.id.eq(session.id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(slid.rows_affected == 1)
}

/// Ends one session of an account. `false`: it has no such one.
pub async fn end(tx: &Tx, account_id: AccountId, id: SessionId) -> Result<bool, StoreError> {
    let ended = session::Entity::delete_many()
        .filter(session::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(session::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Ends the session with this hash, if there is one.
pub async fn end_known_by(tx: &Tx, hash: &SecretHash) -> Result<(), StoreError> {
    session::Entity::delete_many()
        .filter(session::COLUMN.id_hash.eq(hash.as_bytes().to_vec()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Ends all sessions of an account, but for this one.
pub async fn end_all(
    tx: &Tx,
    account_id: AccountId,
    but: Option<SessionId>,
) -> Result<(), StoreError> {
    let others = but.map(|id| session::COLUMN.id.ne(id.as_uuid()));
    session::Entity::delete_many()
        .filter(session::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(Condition::all().add_option(others))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Forgets the sessions of an account whose time is over.
pub async fn forget_expired(
    tx: &Tx,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    session::Entity::delete_many()
        .filter(session::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(session::COLUMN.expires_at.lte(now))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Selects a session, to be read by [`read`].
pub(crate) fn select(query: &mut SelectStatement) {
    use session::Column as C;

    let columns = [
        C::Id,
        C::AccountId,
        C::CreatedAt,
        C::LastUsedAt,
        C::ExpiresAt,
        C::AbsoluteExpiresAt,
        C::UaClass,
    ];
    query.columns(columns.map(|column| (session::Entity, column)));
}

/// Reads from the session with this hash, joined with its account.
pub(crate) fn from(query: &mut SelectStatement, hash: Expr) {
    query
        .from(session::Entity)
        .inner_join(
            account::Entity,
            Expr::col((account::Entity, account::Column::Id))
                .equals((session::Entity, session::Column::AccountId)),
        )
        .and_where(Expr::col((session::Entity, session::Column::IdHash)).eq(hash));
}

/// The session that [`select`] selected.
pub(crate) fn read(cells: &mut Cells<'_>) -> Result<Session, StoreError> {
    let (id, account_id): (Uuid, Uuid) = (cells.take()?, cells.take()?);
    Ok(Session {
        id: SessionId::from_uuid(id),
        account_id: AccountId::from_uuid(account_id),
        created_at: cells.take()?,
        last_used_at: cells.take()?,
        expires_at: cells.take()?,
        absolute_expires_at: cells.take()?,
        device: cells.take()?,
    })
}
