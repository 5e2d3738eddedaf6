//! Accounts: who can sign in.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountRole},
    email::Email,
    id::AccountId,
    password::PasswordHash,
    text::Name,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect, SqlErr,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Func, LockType, OnConflict, Query, SelectStatement},
};

use crate::{
    entity::{account, account_link},
    error::StoreError,
    rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// An account, and what its owner signs in with.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The account.
    pub account: Account,
    /// Without one, nobody can sign in to it.
    pub password: Option<PasswordHash>,
}

/// A new account. `false`: there is one of this address.
pub async fn insert(
    tx: &Tx,
    account: &Account,
    password: Option<&PasswordHash>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let row = account::ActiveModel {
        id: Set(account.id.as_uuid()),
        email: Set(account.email.as_typed().to_owned()),
        email_norm: Set(account.email.as_normal().to_owned()),
        email_verified_at: Set(account.email_verified_at),
        display_name: Set(account.display_name.to_string()),
        password_hash: Set(password.map(|hash| hash.expose().to_owned())),
        role: Set(account.role.as_str().to_owned()),
        activated_at: Set(account.activated_at),
        suspended_at: Set(account.suspended_at),
        accepts_invitations: Set(account.accepts_invitations),
        created_at: Set(now),
        name_folded: Set(account.display_name.folded()),
    };
    let inserted = account::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.connection())
        .await?;
    Ok(inserted == 1)
}

/// A new account without a password: nobody can sign in to it.
pub async fn insert_without_password(
    tx: &Tx,
    id: AccountId,
    email: &str,
    name: &Name,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let account = Account {
        id,
        email: parse_email(email)?,
        email_verified_at: None,
        display_name: name.clone(),
        role: AccountRole::Member,
        activated_at: Some(now),
        suspended_at: None,
        accepts_invitations: true,
    };
    insert(tx, &account, None, now).await?;
    Ok(())
}

/// The account of this address, and what its owner signs in with.
pub async fn find_by_email(
    source: &impl Source,
    email: &Email,
) -> Result<Option<Credentials>, StoreError> {
    let row = account::Entity::find()
        .filter(account::COLUMN.email_norm.eq(email.as_normal()))
        .one(source.connection())
        .await?;
    row.map(credentials).transpose()
}

/// Whose confirmed addresses these are, in their normal form.
pub async fn confirmed_owners<'a>(
    source: &impl Source,
    emails: impl IntoIterator<Item = &'a Email>,
) -> Result<BTreeMap<String, AccountId>, StoreError> {
    let rows: Vec<(String, Uuid)> = account::Entity::find()
        .select_only()
        .column(account::Column::EmailNorm)
        .column(account::Column::Id)
        .filter(account::COLUMN.email_norm.is_in(emails.into_iter().map(Email::as_normal)))
        .filter(account::Column::EmailVerifiedAt.is_not_null())
        .into_tuple()
        .all(source.connection())
        .await?;
    Ok(rows.into_iter().map(|(email, id)| (email, AccountId::from_uuid(id))).collect())
}

/// The account with this id.
pub async fn find(source: &impl Source, id: AccountId) -> Result<Option<Credentials>, StoreError> {
    let row = account::Entity::find_by_id(id.as_uuid()).one(source.connection()).await?;
    row.map(credentials).transpose()
}

/// Holds the account until the transaction ends, and reads it.
///
/// Whoever changes how somebody signs in does this first, and so does whoever must be the only one
/// who acts for an account. Others may tell its owner something meanwhile.
pub async fn lock(tx: &Tx, id: AccountId) -> Result<Option<Credentials>, StoreError> {
    let row = account::Entity::find_by_id(id.as_uuid())
        .lock(LockType::NoKeyUpdate)
        .one(tx.connection())
        .await?;
    row.map(credentials).transpose()
}

/// The same for the account of this address.
pub async fn lock_by_email(tx: &Tx, email: &Email) -> Result<Option<Credentials>, StoreError> {
    let row = account::Entity::find()
        .filter(account::COLUMN.email_norm.eq(email.as_normal()))
        .lock(LockType::NoKeyUpdate)
        .one(tx.connection())
        .await?;
    row.map(credentials).transpose()
}

/// Puts somebody else who signs up in the place of one who never confirmed the address. `false`: it
/// was confirmed meanwhile, or there is no such account.
pub async fn replace_unconfirmed(
    tx: &Tx,
    account: &Account,
    password: &PasswordHash,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use account::Column as C;

    let replaced = account::Entity::update_many()
        .col_expr(C::Email, Expr::value(account.email.as_typed()))
        .col_expr(C::DisplayName, Expr::value(account.display_name.as_str()))
        .col_expr(C::PasswordHash, Expr::value(password.expose()))
        .col_expr(C::ActivatedAt, Expr::value(account.activated_at))
        .col_expr(C::CreatedAt, Expr::value(now))
        .filter(account::COLUMN.id.eq(account.id.as_uuid()))
        .filter(C::ActivatedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(replaced.rows_affected == 1)
}

/// Forgets whoever signed up with this address and never confirmed it.
pub async fn delete_unconfirmed(tx: &Tx, email: &Email) -> Result<(), StoreError> {
    account::Entity::delete_many()
        .filter(account::COLUMN.email_norm.eq(email.as_normal()))
        .filter(account::Column::ActivatedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Forgets those who signed up, never confirmed their address, and have no link left to do so.
pub async fn forget_unconfirmed(tx: &Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    let open = Query::select()
        .column(account_link::Column::AccountId)
        .from(account_link::Entity)
        .and_where(Expr::col(account_link::Column::ExpiresAt).gt(now))
        .take();
    account::Entity::delete_many()
        .filter(account::Column::ActivatedAt.is_null())
        .filter(account::Column::Id.not_in_subquery(open))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Lets an account's owner in from now on, if they were not let in before; and notes, if it was,
/// when the address was shown to be theirs.
pub async fn activate(
    tx: &Tx,
    id: AccountId,
    verified_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use account::Column as C;

    let keep_or = |column, value: Option<DateTime<Utc>>| {
        Func::coalesce([Expr::col(column), Expr::value(value)])
    };
    account::Entity::update_many()
        .col_expr(C::ActivatedAt, keep_or(C::ActivatedAt, Some(now)).into())
        .col_expr(C::EmailVerifiedAt, keep_or(C::EmailVerifiedAt, verified_at).into())
        .filter(account::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Sets the password.
pub async fn set_password(
    tx: &Tx,
    id: AccountId,
    password: &PasswordHash,
) -> Result<(), StoreError> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(password.expose()))
        .filter(account::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Sets what its owner says about themselves.
pub async fn set_profile(
    tx: &Tx,
    id: AccountId,
    display_name: &Name,
    accepts_invitations: bool,
) -> Result<(), StoreError> {
    account::Entity::update_many()
        .col_expr(account::Column::DisplayName, Expr::value(display_name.as_str()))
        .col_expr(account::Column::NameFolded, Expr::value(display_name.folded()))
        .col_expr(account::Column::AcceptsInvitations, Expr::value(accepts_invitations))
        .filter(account::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Sets the address, and when it was shown to be its owner's. `false`: another account has it, and
/// nothing is left to do in this transaction but to give it up.
pub async fn set_email(
    tx: &Tx,
    id: AccountId,
    email: &Email,
    verified_at: Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    let set = account::Entity::update_many()
        .col_expr(account::Column::Email, Expr::value(email.as_typed()))
        .col_expr(account::Column::EmailNorm, Expr::value(email.as_normal()))
        .col_expr(account::Column::EmailVerifiedAt, Expr::value(verified_at))
        .filter(account::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await;
    match set {
        Ok(set) => Ok(set.rows_affected == 1),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// Selects an account, to be read by [`read`].
pub(crate) fn select(query: &mut SelectStatement) {
    use account::Column as C;

    let columns = [
        C::Id,
        C::Email,
        C::EmailVerifiedAt,
        C::DisplayName,
        C::Role,
        C::ActivatedAt,
        C::SuspendedAt,
        C::AcceptsInvitations,
    ];
    query.columns(columns.map(|column| (account::Entity, column)));
}

/// The account that [`select`] selected.
pub(crate) fn read(cells: &mut Cells<'_>) -> Result<Account, StoreError> {
    let id: Uuid = cells.take()?;
    let email: String = cells.take()?;
    let email_verified_at = cells.take()?;
    let name: String = cells.take()?;
    let role: String = cells.take()?;
    Ok(Account {
        id: AccountId::from_uuid(id),
        email: parse_email(&email)?,
        email_verified_at,
        display_name: rows::text("account", Name::stored, &name)?,
        role: parse_role(&role)?,
        activated_at: cells.take()?,
        suspended_at: cells.take()?,
        accepts_invitations: cells.take()?,
    })
}

pub(crate) fn credentials(row: account::Model) -> Result<Credentials, StoreError> {
    Ok(Credentials {
        account: Account {
            id: AccountId::from_uuid(row.id),
            email: parse_email(&row.email)?,
            email_verified_at: row.email_verified_at,
            display_name: rows::text("account", Name::stored, &row.display_name)?,
            role: parse_role(&row.role)?,
            activated_at: row.activated_at,
            suspended_at: row.suspended_at,
            accepts_invitations: row.accepts_invitations,
        },
        password: row.password_hash.map(PasswordHash::stored),
    })
}

fn parse_email(stored: &str) -> Result<Email, StoreError> {
    Email::parse(stored).map_err(|error| StoreError::corrupt("account", error))
}

fn parse_role(stored: &str) -> Result<AccountRole, StoreError> {
    match stored {
        "member" => Ok(AccountRole::Member),
        "admin" => Ok(AccountRole::Admin),
        _ => Err(StoreError::corrupt("account", "nobody has such a role")),
    }
}
