//! Mails, written in the transaction of what they tell of, and sent after it.
//!
//! Whoever sends one leases it first, by one guarded statement that moves its next attempt behind
//! the end of the lease: no other sender sees it until then. A sender that dies leaves a mail that
//! becomes due again by itself. What a mail says is sealed, and erased as soon as it is of no use.

use chrono::{DateTime, TimeDelta, Utc};
use gather_domain::{
    account_link::AccountLinkKind,
    email::Email,
    id::{AccountId, AccountLinkId, MailId},
    mail::{LEASE, MailStatus, Template},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, PaginatorTrait,
    QueryFilter,
    prelude::Uuid,
    sea_query::{Expr, LockBehavior, LockType, Query, SelectStatement, SimpleExpr},
};

use crate::{
    account_links, batch,
    entity::email_outbox,
    error::StoreError,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// How long it is remembered that there was a mail, once what it said is erased.
const REMEMBERED: TimeDelta = TimeDelta::days(30);

/// A mail about to be written down.
#[derive(Debug)]
pub struct NewMail {
    /// Its id.
    pub id: MailId,
    /// What it is about.
    pub template: Template,
    /// To whom, in the form in which addresses are compared.
    pub to: String,
    /// What it says, sealed. `None`: there is nobody to send it to.
    pub sealed: Option<Vec<u8>>,
    /// Whether it waits to be sent, is held, or goes nowhere.
    pub status: MailStatus,
    /// The link to an account that it carries.
    pub link: Option<AccountLinkId>,
    /// The instant from which it is of no more use.
    pub expires_at: Option<DateTime<Utc>>,
}

/// A mail that is ours to send for as long as the lease lasts.
#[derive(Debug)]
pub struct Leased {
    /// Its id.
    pub id: MailId,
    /// What it says, sealed.
    pub sealed: Vec<u8>,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// Writes a mail down.
pub async fn insert(tx: &Tx, mail: NewMail, now: DateTime<Utc>) -> Result<(), StoreError> {
    insert_all(tx, [mail], now).await
}

/// Writes mails down.
pub async fn insert_all(
    tx: &Tx,
    mails: impl IntoIterator<Item = NewMail>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = mails.into_iter().map(|mail| email_outbox::ActiveModel {
        purged_at: Set(mail.sealed.is_none().then_some(now)),
        id: Set(mail.id.as_uuid()),
        template: Set(mail.template.as_str().to_owned()),
        to_norm: Set(mail.to),
        payload_sealed: Set(mail.sealed),
        status: Set(mail.status.as_str().to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(now),
        last_error_code: Set(None),
        created_at: Set(now),
        account_link_id: Set(mail.link.map(AccountLinkId::as_uuid)),
        expires_at: Set(mail.expires_at),
    });
    batch::insert(tx, rows).await
}

/// Cancels the mails with an account's links, of this kind or of all, that have not left yet.
pub async fn cancel_with_links(
    tx: &Tx,
    account_id: AccountId,
    kind: Option<AccountLinkKind>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let links = account_links::ids(account_id, kind);
    let cancelled = MailStatus::Cancelled;
    erase(tx, email_outbox::Column::AccountLinkId.in_subquery(links), cancelled, now).await?;
    Ok(())
}

/// Cancels a mail, if it has not left yet.
pub async fn cancel(tx: &Tx, id: MailId, now: DateTime<Utc>) -> Result<(), StoreError> {
    erase(tx, email_outbox::COLUMN.id.eq(id.as_uuid()), MailStatus::Cancelled, now).await?;
    Ok(())
}

/// Cancels the mails to an address that have not left yet, but for invites: whoever has it next may
/// want these.
pub async fn cancel_to(tx: &Tx, to: &Email, now: DateTime<Utc>) -> Result<(), StoreError> {
    let theirs = email_outbox::COLUMN.to_norm.eq(to.as_normal());
    let theirs = theirs.and(email_outbox::COLUMN.template.ne(Template::Invitation.as_str()));
    erase(tx, theirs, MailStatus::Cancelled, now).await?;
    Ok(())
}

/// Cancels these mails, as far as they have not left yet.
pub(crate) async fn cancel_all(
    tx: &Tx,
    ids: SelectStatement,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let these = email_outbox::Column::Id.in_subquery(ids);
    erase(tx, these, MailStatus::Cancelled, now).await?;
    Ok(())
}

/// Whether a mail waits to be sent now.
pub async fn is_any_due(source: &impl Source, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let due = email_outbox::Entity::find().filter(is_due(now)).count(source.connection()).await?;
    Ok(due > 0)
}

/// Takes the mail that waits for longest, for as long as a [`LEASE`].
pub async fn lease(tx: &Tx, now: DateTime<Utc>) -> Result<Option<Leased>, StoreError> {
    use email_outbox::Column as C;

    // Of two senders on PostgreSQL the second takes the next; SQLite has one writer at a time.
    let next = Query::select()
        .column(C::Id)
        .from(email_outbox::Entity)
        .cond_where(is_due(now))
        .order_by(C::NextAttemptAt, Order::Asc)
        .order_by(C::Id, Order::Asc)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .take();
    let update = Query::update()
        .table(email_outbox::Entity)
        .value(C::Attempts, Expr::col(C::Attempts).add(1))
        .value(C::NextAttemptAt, Expr::value(now + LEASE))
        // Not `IN`: PostgreSQL may run that once a row, and each time lock the next.
        .and_where(Expr::col(C::Id).eq(Expr::SubQuery(None, Box::new(next.into()))))
        .cond_where(is_due(now))
        .returning(Query::returning().columns([C::Id, C::PayloadSealed, C::Attempts]))
        .take();
    let Some(row) = tx.connection().query_one(&update).await? else { return Ok(None) };
    let mut cells = Cells::of(&row);
    let (id, sealed): (Uuid, Option<Vec<u8>>) = (cells.take()?, cells.take()?);
    let sealed = sealed
        .ok_or_else(|| StoreError::corrupt("email_outbox", "a mail that waits says nothing"))?;
    Ok(Some(Leased { id: MailId::from_uuid(id), sealed, attempts: cells.take()? }))
}

/// Notes that another server has taken charge of a mail, whoever leased it since; or somebody who
/// passed it on by hand. `false`: that was noted before, or it was cancelled under way.
pub async fn mark_sent(tx: &Tx, id: MailId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let this = email_outbox::COLUMN.id.eq(id.as_uuid());
    Ok(erase(tx, this, MailStatus::Sent, now).await? == 1)
}

/// Lets a mail that did not leave wait to be sent, as if it had never been tried.
pub async fn queue_again(tx: &Tx, id: MailId, now: DateTime<Utc>) -> Result<(), StoreError> {
    use email_outbox::Column as C;

    email_outbox::Entity::update_many()
        .col_expr(C::Status, Expr::value(MailStatus::Queued.as_str()))
        .col_expr(C::Attempts, Expr::value(0_i64))
        .col_expr(C::NextAttemptAt, Expr::value(now))
        .col_expr(C::LastErrorCode, Expr::value(None::<String>))
        .filter(email_outbox::COLUMN.id.eq(id.as_uuid()))
        .filter(C::PurgedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Lets a mail wait until then for another attempt.
pub async fn postpone(
    tx: &Tx,
    mail: &Leased,
    until: DateTime<Utc>,
    why: &str,
) -> Result<(), StoreError> {
    let next = [(email_outbox::Column::NextAttemptAt, Expr::value(until))];
    give_back(tx, mail, MailStatus::Queued, why, next).await?;
    Ok(())
}

/// Gives a mail up. What it says is kept for an admin until it is of no more use. `false`: it is
/// somebody else's, or cancelled.
pub async fn mark_failed(tx: &Tx, mail: &Leased, why: &str) -> Result<bool, StoreError> {
    give_back(tx, mail, MailStatus::Failed, why, []).await
}

/// Erases what mails say whose links do not work any more, and forgets those that are long done.
pub async fn forget_expired(tx: &Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    let expired = email_outbox::COLUMN.expires_at.lte(now);
    erase(tx, expired, MailStatus::Cancelled, now).await?;
    // A note without a link never expires. Where no mail leaves, it is of no use for ever.
    let undelivered = [MailStatus::Held, MailStatus::Failed].map(MailStatus::as_str);
    let stale = email_outbox::COLUMN
        .status
        .is_in(undelivered)
        .and(email_outbox::COLUMN.created_at.lte(now - REMEMBERED));
    erase(tx, stale, MailStatus::Cancelled, now).await?;
    email_outbox::Entity::delete_many()
        .filter(email_outbox::COLUMN.purged_at.lte(now - REMEMBERED))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Whether a mail waits to be sent now, and is still of use.
fn is_due(now: DateTime<Utc>) -> Condition {
    use email_outbox::Column as C;

    Condition::all()
        .add(C::Status.eq(MailStatus::Queued.as_str()))
        .add(C::NextAttemptAt.lte(now))
        .add(C::ExpiresAt.is_null().or(C::ExpiresAt.gt(now)))
}

/// Erases what these mails say, where it is not erased yet, and says how they fared. Of how many.
async fn erase(
    tx: &Tx,
    which: SimpleExpr,
    status: MailStatus,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    use email_outbox::Column as C;

    let erased = email_outbox::Entity::update_many()
        .col_expr(C::Status, Expr::value(status.as_str()))
        .col_expr(C::PayloadSealed, Expr::value(None::<Vec<u8>>))
        .col_expr(C::PurgedAt, Expr::value(now))
        .filter(which)
        .filter(C::PurgedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(erased.rows_affected)
}

/// Ends a lease. `false`: it ended before, and the mail is somebody else's, or of no more use.
async fn give_back(
    tx: &Tx,
    mail: &Leased,
    status: MailStatus,
    why: &str,
    more: impl IntoIterator<Item = (email_outbox::Column, SimpleExpr)>,
) -> Result<bool, StoreError> {
    use email_outbox::Column as C;

    let mut update = email_outbox::Entity::update_many()
        .col_expr(C::Status, Expr::value(status.as_str()))
        .col_expr(C::LastErrorCode, Expr::value(why));
    for (column, value) in more {
        update = update.col_expr(column, value);
    }
    let given_back = update
        .filter(email_outbox::COLUMN.id.eq(mail.id.as_uuid()))
        .filter(C::Status.eq(MailStatus::Queued.as_str()))
        .filter(C::Attempts.eq(mail.attempts))
        .exec(tx.connection())
        .await?;
    Ok(given_back.rows_affected == 1)
}
