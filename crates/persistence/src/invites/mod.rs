//! Invites to run an event. A row holds everything but the secret.

mod expiry;
mod reading;

use chrono::{DateTime, Utc};
use gather_domain::{
    hosting::HostRole,
    id::{AccountId, EventId, InviteId, MailId},
    invite::{Invite, InviteStatus, Origin},
    secret::SecretHash,
    text::Reason,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    prelude::Uuid,
    sea_query::{CaseStatement, Expr},
};

use crate::{
    entity::event_invite,
    error::StoreError,
    offers::Offers,
    outbox,
    store::{Source, Tx, private::Connected as _},
};

pub use self::expiry::{find_expired, find_expiring, mark_told, mark_warned};
use self::reading::fares;
pub(crate) use self::reading::worries;
pub use self::reading::{
    Concern, Filter, Listed, OpenCount, count_open, find_by_hash, find_by_mail, find_open_like,
    hash, list, unanswered,
};

/// A new invite, known by this hash.
pub async fn insert(tx: &Tx, invite: &Invite, hash: &SecretHash) -> Result<(), StoreError> {
    let email = invite.email.as_ref();
    let row = event_invite::ActiveModel {
        id: Set(invite.id.as_uuid()),
        event_id: Set(invite.event_id.as_uuid()),
        token_hash: Set(hash.as_bytes().to_vec()),
        email: Set(email.map(|it| it.as_typed().to_owned())),
        email_norm: Set(email.map(|it| it.as_normal().to_owned())),
        role: Set(invite.role.as_str().to_owned()),
        created_by: Set(invite.created_by.map(AccountId::as_uuid)),
        creator_name: Set(invite.creator_name.to_string()),
        created_via: Set(origin_name(invite.created_via).to_owned()),
        expires_at: Set(invite.expires_at),
        opened_at: Set(invite.opened_at),
        accepted_at: Set(invite.accepted_at),
        accepted_by: Set(invite.accepted_by.map(AccountId::as_uuid)),
        declined_at: Set(invite.declined_at),
        revoked_at: Set(invite.revoked_at),
        revoked_by: Set(None),
        revoked_reason: Set(None),
        label: Set(invite.label.as_ref().map(ToString::to_string)),
        note: Set(invite.note.as_ref().map(ToString::to_string)),
        resend_count: Set(invite.resend_count),
        last_sent_at: Set(invite.last_sent_at),
        last_requested_at: Set(invite.last_requested_at),
        mail_id: Set(invite.mail_id.map(MailId::as_uuid)),
        created_at: Set(invite.created_at),
        warned_at: Set(None),
        told_expired_at: Set(None),
        mailed_at: Set(invite.mailed_at),
        matched_unverified: Set(invite.matched_unverified),
    };
    event_invite::Entity::insert(row).exec_without_returning(tx.connection()).await?;
    Ok(())
}

/// Uses an invite up. `false`: it cannot be accepted any more.
pub async fn accept(
    tx: &Tx,
    invite: &Invite,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use event_invite::Column as C;

    let accepted = event_invite::Entity::update_many()
        .col_expr(C::AcceptedAt, Expr::value(now))
        .col_expr(C::AcceptedBy, Expr::value(by.as_uuid()))
        .col_expr(C::MatchedUnverified, Expr::value(invite.matched_unverified))
        .filter(event_invite::COLUMN.id.eq(invite.id.as_uuid()))
        .filter(fares(InviteStatus::Pending, now))
        .exec(tx.connection())
        .await?;
    Ok(accepted.rows_affected == 1)
}

/// Notes that whom an invite was for said no. `false`: it cannot be declined any more.
pub async fn decline(tx: &Tx, id: InviteId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let declined = event_invite::Entity::update_many()
        .col_expr(event_invite::Column::DeclinedAt, Expr::value(now))
        .filter(event_invite::COLUMN.id.eq(id.as_uuid()))
        .filter(fares(InviteStatus::Pending, now))
        .exec(tx.connection())
        .await?;
    Ok(declined.rows_affected == 1)
}

/// Takes an invite back. `false`: it was accepted, or taken back before.
pub async fn revoke(
    tx: &Tx,
    id: InviteId,
    by: AccountId,
    reason: Option<&Reason>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use event_invite::Column as C;

    let revoked = event_invite::Entity::update_many()
        .col_expr(C::RevokedAt, Expr::value(now))
        .col_expr(C::RevokedBy, Expr::value(by.as_uuid()))
        .col_expr(C::RevokedReason, Expr::value(reason.map(ToString::to_string)))
        .filter(event_invite::COLUMN.id.eq(id.as_uuid()))
        .filter(C::AcceptedAt.is_null())
        .filter(C::RevokedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(revoked.rows_affected == 1)
}

/// Takes these invites back, for what ends such offers. Mails with them that have not left do not leave.
pub async fn revoke_all(
    tx: &Tx,
    ids: &[InviteId],
    offers: Offers,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use event_invite::Column as C;

    let these = event_invite::COLUMN.id.is_in(ids.iter().map(|id| id.as_uuid()));
    let mails = event_invite::Entity::find()
        .select_only()
        .column(C::MailId)
        .filter(these.clone())
        .filter(C::MailId.is_not_null())
        .into_query();
    outbox::cancel_all(tx, mails, now).await?;
    event_invite::Entity::update_many()
        .col_expr(C::RevokedAt, Expr::value(now))
        .col_expr(C::RevokedReason, Expr::value(offers.reason()))
        .filter(these)
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Gives an invite a new secret and a new life, with its mail, if there is one, and whoever answers for
/// it from then on; it is open again.
pub async fn renew(
    tx: &Tx,
    invite: &Invite,
    hash: &SecretHash,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use event_invite::Column as C;

    let never = || Expr::value(None::<DateTime<Utc>>);
    event_invite::Entity::update_many()
        .col_expr(C::TokenHash, Expr::value(hash.as_bytes().to_vec()))
        .col_expr(C::CreatedBy, Expr::value(invite.created_by.map(AccountId::as_uuid)))
        .col_expr(C::CreatorName, Expr::value(invite.creator_name.to_string()))
        .col_expr(C::CreatedVia, Expr::value(origin_name(invite.created_via)))
        .col_expr(C::ExpiresAt, Expr::value(invite.expires_at))
        .col_expr(C::ResendCount, Expr::col(C::ResendCount).add(1))
        .col_expr(C::LastSentAt, Expr::value(now))
        .col_expr(C::MailId, Expr::value(invite.mail_id.map(MailId::as_uuid)))
        .col_expr(C::OpenedAt, never())
        .col_expr(C::DeclinedAt, never())
        .col_expr(C::RevokedAt, never())
        .col_expr(C::RevokedBy, Expr::value(None::<Uuid>))
        .col_expr(C::RevokedReason, Expr::value(None::<String>))
        .col_expr(C::WarnedAt, never())
        .filter(event_invite::COLUMN.id.eq(invite.id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Replaces an invite's time, label and note.
pub async fn update(tx: &Tx, invite: &Invite) -> Result<(), StoreError> {
    use event_invite::Column as C;

    // With another end, whoever made it is warned of that one.
    let warned = CaseStatement::new()
        .case(Expr::col(C::ExpiresAt).eq(invite.expires_at), Expr::col(C::WarnedAt))
        .finally(Expr::value(None::<DateTime<Utc>>));
    event_invite::Entity::update_many()
        .col_expr(C::ExpiresAt, Expr::value(invite.expires_at))
        .col_expr(C::WarnedAt, warned.into())
        .col_expr(C::Label, Expr::value(invite.label.as_ref().map(ToString::to_string)))
        .col_expr(C::Note, Expr::value(invite.note.as_ref().map(ToString::to_string)))
        .filter(event_invite::COLUMN.id.eq(invite.id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Notes when somebody first opened an invite. `false`: somebody did before.
pub async fn mark_opened(tx: &Tx, id: InviteId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let opened = event_invite::Entity::update_many()
        .col_expr(event_invite::Column::OpenedAt, Expr::value(now))
        .filter(event_invite::COLUMN.id.eq(id.as_uuid()))
        .filter(event_invite::Column::OpenedAt.is_null())
        .exec(tx.connection())
        .await?;
    Ok(opened.rows_affected == 1)
}

/// Notes when a link of an invite was last mailed.
pub async fn mark_mailed(tx: &Tx, id: InviteId, now: DateTime<Utc>) -> Result<(), StoreError> {
    event_invite::Entity::update_many()
        .col_expr(event_invite::Column::MailedAt, Expr::value(now))
        .filter(event_invite::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Notes when the holder of an expired link asked for a new one.
pub async fn mark_requested(tx: &Tx, id: InviteId, now: DateTime<Utc>) -> Result<(), StoreError> {
    event_invite::Entity::update_many()
        .col_expr(event_invite::Column::LastRequestedAt, Expr::value(now))
        .filter(event_invite::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Who made the open invites of this role to an event, each once.
pub async fn makers_of_open(
    source: &impl Source,
    event_id: EventId,
    role: HostRole,
    now: DateTime<Utc>,
) -> Result<Vec<AccountId>, StoreError> {
    let ids: Vec<Option<Uuid>> = event_invite::Entity::find()
        .select_only()
        .column(event_invite::Column::CreatedBy)
        .distinct()
        .filter(event_invite::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(event_invite::COLUMN.role.eq(role.as_str()))
        .filter(fares(InviteStatus::Pending, now))
        .into_tuple()
        .all(source.connection())
        .await?;
    Ok(ids.into_iter().flatten().map(AccountId::from_uuid).collect())
}

pub(crate) const fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Admin => "admin",
        Origin::Host => "host",
    }
}
