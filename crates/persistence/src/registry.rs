//! Accounts, as admins see and treat them.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountRole},
    email::Email,
    id::{AccountId, MailId},
    mail::{MailStatus, Template},
    text::folded,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    prelude::Uuid,
    sea_query::{Expr, LockType},
};

use crate::{
    accounts,
    entity::{account, email_outbox},
    error::StoreError,
    matching::{contains, mentions},
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

/// Which accounts.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The one of this address.
    pub email: Option<Email>,
    /// With this in their name or address, in upper or lower case.
    pub text: Option<String>,
    /// With this role.
    pub role: Option<AccountRole>,
    /// Whose owners are kept out; `false`: are not.
    pub is_suspended: Option<bool>,
    /// Before this one.
    pub before: Option<AccountId>,
}

/// Accounts, latest first, at most so many.
pub async fn list(
    source: &impl Source,
    filter: Filter,
    limit: u64,
) -> Result<Vec<Account>, StoreError> {
    use account::Column as C;

    account::Entity::find()
        .apply_if(filter.email, |query, email| {
            query.filter(account::COLUMN.email_norm.eq(email.as_normal()))
        })
        .apply_if(filter.text, |query, text| query.filter(is_called(&text)))
        .apply_if(filter.role, |query, role| query.filter(account::COLUMN.role.eq(role.as_str())))
        .apply_if(filter.is_suspended, |query, is| {
            query.filter(if is { C::SuspendedAt.is_not_null() } else { C::SuspendedAt.is_null() })
        })
        .apply_if(filter.before, |query, id| query.filter(account::COLUMN.id.lt(id.as_uuid())))
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

/// Whether an account has this in its name or its address.
fn is_called(text: &str) -> Condition {
    let of = |column| Expr::col((account::Entity, column));
    Condition::any()
        .add(contains(of(account::Column::NameFolded), &folded(text)))
        .add(mentions(of(account::Column::EmailNorm), text))
}

/// Makes somebody an admin, or one no more.
pub async fn set_role(tx: &Tx, id: AccountId, role: AccountRole) -> Result<(), StoreError> {
    account::Entity::update_many()
        .col_expr(account::Column::Role, Expr::value(role.as_str()))
        .filter(account::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
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
        .filter(account::COLUMN.role.eq(AccountRole::Admin.as_str()))
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

/// Holds a mail until the transaction ends: what it is, and what it says, sealed, unless that is
/// erased.
pub async fn lock_mail(tx: &Tx, id: MailId) -> Result<Option<(Mail, Option<Vec<u8>>)>, StoreError> {
    let row = email_outbox::Entity::find_by_id(id.as_uuid())
        .lock_exclusive()
        .one(tx.connection())
        .await?;
    row.map(|mut row| {
        let sealed = row.payload_sealed.take();
        Ok((Mail::try_from(row)?, sealed))
    })
    .transpose()
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
