//! Accounts, as admins see and treat them.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::Account,
    email::Email,
    id::{AccountId, MailId},
    mail::{MailStatus, Template},
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    prelude::Uuid,
    sea_query::{Expr, LockType},
};

use crate::{
    accounts,
    entity::{account, email_outbox},
    error::StoreError,
    store::{Source, Tx, private::Connected as _},
};

/// A mail, without what it says.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// What it is about.
    pub template: Template,
    /// To whom, in the form in which addresses are compared.
    pub to: String,
    /// How it fares.
    pub status: MailStatus,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next, if it waits.
    pub next_attempt_at: DateTime<Utc>,
    /// What went wrong the last time.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// The instant from which it is of no more use.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Accounts, latest first, those before this one, at most so many; or the one of this address.
pub async fn list(
    source: &impl Source,
    email: Option<Email>,
    before: Option<AccountId>,
    limit: u64,
) -> Result<Vec<Account>, StoreError> {
    account::Entity::find()
        .apply_if(email, |query, email| {
            query.filter(account::COLUMN.email_norm.eq(email.as_normal()))
        })
        .apply_if(before, |query, id| query.filter(account::COLUMN.id.lt(id.as_uuid())))
        .order_by_desc(account::Column::Id)
        .limit(limit)
        .all(source.connection())
        .await?
        .into_iter()
        .map(|row| Ok(accounts::credentials(row)?.account))
        .collect()
}

/// Every admin who is let in.
pub async fn admins(source: &impl Source) -> Result<Vec<AccountId>, StoreError> {
    let ids = select_admins().into_tuple::<Uuid>().all(source.connection()).await?;
    Ok(ids.into_iter().map(AccountId::from_uuid).collect())
}

/// Holds every admin who is let in until the transaction ends, in the order of their ids: whoever
/// takes one away does so first. Who they are.
pub async fn lock_admins(tx: &Tx) -> Result<Vec<AccountId>, StoreError> {
    let ids = select_admins()
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<Uuid>()
        .all(tx.connection())
        .await?;
    Ok(ids.into_iter().map(AccountId::from_uuid).collect())
}

fn select_admins() -> Select<account::Entity> {
    use account::Column as C;

    account::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(account::COLUMN.role.eq("admin"))
        .filter(C::ActivatedAt.is_not_null())
        .filter(C::SuspendedAt.is_null())
        .order_by_asc(C::Id)
}

/// Keeps somebody out from then on; `None`: not any more.
pub async fn set_suspended(
    tx: &Tx,
    id: AccountId,
    since: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    account::Entity::update_many()
        .col_expr(account::Column::SuspendedAt, Expr::value(since))
        .filter(account::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Deletes an account. Its sessions and links go with it; what others did by it stays, and so does
/// the person in plans.
pub async fn delete(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    account::Entity::delete_by_id(id.as_uuid()).exec(tx.connection()).await?;
    Ok(())
}

/// Mails that fare so, latest first, those before this one, at most so many.
pub async fn mails(
    source: &impl Source,
    statuses: &[MailStatus],
    before: Option<MailId>,
    limit: u64,
) -> Result<Vec<Mail>, StoreError> {
    email_outbox::Entity::find()
        .filter(email_outbox::COLUMN.status.is_in(statuses.iter().map(|it| it.as_str())))
        .apply_if(before, |query, id| query.filter(email_outbox::COLUMN.id.lt(id.as_uuid())))
        .order_by_desc(email_outbox::Column::Id)
        .limit(limit)
        .all(source.connection())
        .await?
        .into_iter()
        .map(Mail::try_from)
        .collect()
}

impl TryFrom<email_outbox::Model> for Mail {
    type Error = StoreError;

    fn try_from(row: email_outbox::Model) -> Result<Self, Self::Error> {
        let corrupt = |detail: &str| StoreError::corrupt("email_outbox", detail);
        Ok(Self {
            id: MailId::from_uuid(row.id),
            template: Template::of_name(&row.template)
                .ok_or_else(|| corrupt("no mail is about that"))?,
            to: row.to_norm,
            status: MailStatus::of_name(&row.status).ok_or_else(|| corrupt("no mail fares so"))?,
            attempts: row.attempts,
            next_attempt_at: row.next_attempt_at,
            last_error: row.last_error_code,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    }
}
