//! Links to accounts. A row holds everything but the secret.

use chrono::{DateTime, Utc};
use gather_domain::{
    account_link::{AccountLink, AccountLinkKind, Issuer},
    email::Email,
    id::{AccountId, AccountLinkId},
    secret::SecretHash,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    entity::{account, account_link},
    error::StoreError,
    store::{Source, Tx, private::Connected as _},
};

/// A new link, known by this hash, to an account that is there. `false`: there is none.
pub async fn insert(
    tx: &Tx,
    link: &AccountLink,
    hash: &SecretHash,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use account_link::Column as C;

    let new_email = link.new_email.as_ref();
    let row = Query::select()
        .expr(Expr::val(link.id.as_uuid()))
        .column(account::Column::Id)
        .expr(Expr::val(kind_name(link.kind)))
        .expr(Expr::val(hash.as_bytes().to_vec()))
        .expr(Expr::val(new_email.map(|it| it.as_typed().to_owned())))
        .expr(Expr::val(new_email.map(|it| it.as_normal().to_owned())))
        .expr(Expr::val(match link.issuer {
            Issuer::Mail => None,
            Issuer::Admin(id) => Some(id.as_uuid()),
        }))
        .expr(Expr::val(link.expires_at))
        .expr(Expr::val(link.used_at))
        .expr(Expr::val(now))
        .from(account::Entity)
        .and_where(Expr::col(account::Column::Id).eq(link.account_id.as_uuid()))
        .take();
    let mut insert = Query::insert();
    insert.into_table(account_link::Entity).columns([
        C::Id,
        C::AccountId,
        C::Kind,
        C::TokenHash,
        C::NewEmail,
        C::NewEmailNorm,
        C::IssuedBy,
        C::ExpiresAt,
        C::UsedAt,
        C::CreatedAt,
    ]);
    insert.select_from(row).map_err(|error| StoreError::corrupt("account_link", error))?;
    Ok(tx.connection().execute(&insert).await?.rows_affected() == 1)
}

/// The link with this hash. Whether it still works is for [`AccountLink::is_open`] to say.
pub async fn find(
    source: &impl Source,
    hash: &SecretHash,
) -> Result<Option<AccountLink>, StoreError> {
    let row = account_link::Entity::find()
        .filter(account_link::COLUMN.token_hash.eq(hash.as_bytes().to_vec()))
        .one(source.connection())
        .await?;
    row.map(AccountLink::try_from).transpose()
}

/// Uses a link up. `false`: it was used, or its time is over, or it was replaced.
pub async fn use_up(tx: &Tx, id: AccountLinkId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let used = account_link::Entity::update_many()
        .col_expr(account_link::Column::UsedAt, Expr::value(now))
        .filter(account_link::COLUMN.id.eq(id.as_uuid()))
        .filter(account_link::Column::UsedAt.is_null())
        .filter(account_link::COLUMN.expires_at.gt(now))
        .exec(tx.connection())
        .await?;
    Ok(used.rows_affected == 1)
}

/// Revokes the links of an account, of this kind or of all. Mails with them go first:
/// [`crate::outbox::cancel_with_links`].
pub async fn revoke(
    tx: &Tx,
    account_id: AccountId,
    kind: Option<AccountLinkKind>,
) -> Result<(), StoreError> {
    let mut delete = account_link::Entity::delete_many()
        .filter(account_link::COLUMN.account_id.eq(account_id.as_uuid()));
    if let Some(kind) = kind {
        delete = delete.filter(account_link::COLUMN.kind.eq(kind_name(kind)));
    }
    delete.exec(tx.connection()).await?;
    Ok(())
}

/// Takes back what an admin issued and nobody has used: it ends with their power to issue it.
pub async fn withdraw(tx: &Tx, issuer: AccountId) -> Result<(), StoreError> {
    account_link::Entity::delete_many()
        .filter(account_link::COLUMN.issued_by.eq(issuer.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Forgets the links whose time is over.
pub async fn forget_expired(tx: &Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    account_link::Entity::delete_many()
        .filter(account_link::COLUMN.expires_at.lte(now))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// The ids of an account's links, of this kind or of all.
pub(crate) fn ids(account_id: AccountId, kind: Option<AccountLinkKind>) -> SelectStatement {
    let of_kind = kind.map(|kind| Expr::col(account_link::Column::Kind).eq(kind_name(kind)));
    Query::select()
        .column(account_link::Column::Id)
        .from(account_link::Entity)
        .and_where(Expr::col(account_link::Column::AccountId).eq(account_id.as_uuid()))
        .and_where_option(of_kind)
        .take()
}

impl TryFrom<account_link::Model> for AccountLink {
    type Error = StoreError;

    fn try_from(row: account_link::Model) -> Result<Self, Self::Error> {
        let corrupt = |detail: &str| StoreError::corrupt("account_link", detail);
        let new_email = row.new_email.as_deref().map(Email::parse).transpose();
        Ok(Self {
            id: AccountLinkId::from_uuid(row.id),
            account_id: AccountId::from_uuid(row.account_id),
            kind: match row.kind.as_str() {
                "verify_email" => AccountLinkKind::VerifyEmail,
                "change_email" => AccountLinkKind::ChangeEmail,
                "reset_password" => AccountLinkKind::ResetPassword,
                _ => return Err(corrupt("no link does that")),
            },
            new_email: new_email.map_err(|error| StoreError::corrupt("account_link", error))?,
            issuer: row
                .issued_by
                .map_or(Issuer::Mail, |id| Issuer::Admin(AccountId::from_uuid(id))),
            expires_at: row.expires_at,
            used_at: row.used_at,
        })
    }
}

const fn kind_name(kind: AccountLinkKind) -> &'static str {
    match kind {
        AccountLinkKind::VerifyEmail => "verify_email",
        AccountLinkKind::ChangeEmail => "change_email",
        AccountLinkKind::ResetPassword => "reset_password",
    }
}
