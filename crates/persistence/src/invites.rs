//! Invites to run an event. A row holds everything but the secret.

use chrono::{DateTime, Utc};
use gather_domain::{
    email::Email,
    hosting::HostRole,
    id::{AccountId, EventId, InviteId, MailId},
    invite::{Invite, InviteStatus, Origin},
    mail::MailStatus,
    secret::SecretHash,
    text::{Name, Reason},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef,
    prelude::Uuid,
    sea_query::{Expr, Func, LikeExpr},
};

use crate::{
    entity::{account, email_outbox, event, event_invite},
    error::StoreError,
    rows,
    store::{Source, Tx, private::Connected as _},
};

/// An invite, and what is told of it beside.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The invite.
    pub invite: Invite,
    /// What its event is called.
    pub event_name: Name,
    /// What whoever accepted it is called now, if their account is still there.
    pub accepted_by: Option<Name>,
    /// How the mail with its link fares, if there is one and it is not long done.
    pub mail: Option<MailStatus>,
}

/// Which invites.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// To this event.
    pub event_id: Option<EventId>,
    /// Made by this account.
    pub created_by: Option<AccountId>,
    /// This one.
    pub id: Option<InviteId>,
    /// That fare so.
    pub status: Option<InviteStatus>,
    /// With this in their address or label, in upper or lower case.
    pub text: Option<String>,
    /// Older than this one.
    pub before: Option<InviteId>,
}

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
    };
    event_invite::Entity::insert(row).exec_without_returning(tx.connection()).await?;
    Ok(())
}

/// The invite with this hash.
pub async fn find_by_hash(
    source: &impl Source,
    hash: &SecretHash,
) -> Result<Option<Invite>, StoreError> {
    let row = event_invite::Entity::find()
        .filter(event_invite::COLUMN.token_hash.eq(hash.as_bytes().to_vec()))
        .one(source.connection())
        .await?;
    row.map(Invite::try_from).transpose()
}

/// Invites, latest first, at most so many.
pub async fn list(
    source: &impl Source,
    filter: Filter,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Listed>, StoreError> {
    use event_invite::Column as C;

    let column = event_invite::COLUMN;
    let rows = event_invite::Entity::find()
        .join(JoinType::InnerJoin, to(event::Entity, C::EventId, event::Column::Id))
        .join(JoinType::LeftJoin, to(account::Entity, C::AcceptedBy, account::Column::Id))
        .join(JoinType::LeftJoin, to(email_outbox::Entity, C::MailId, email_outbox::Column::Id))
        .column_as(event::Column::Name, "event_name")
        .column_as(account::Column::DisplayName, "accepted_by_name")
        .column_as(email_outbox::Column::Status, "mail_status")
        .apply_if(filter.event_id, |query, id| query.filter(column.event_id.eq(id.as_uuid())))
        .apply_if(filter.created_by, |query, id| query.filter(column.created_by.eq(id.as_uuid())))
        .apply_if(filter.id, |query, id| query.filter(column.id.eq(id.as_uuid())))
        .apply_if(filter.before, |query, id| query.filter(column.id.lt(id.as_uuid())))
        .apply_if(filter.status, |query, status| query.filter(fares(status, now)))
        .apply_if(filter.text, |query, text| query.filter(mentions(&text)))
        .order_by_desc(C::Id)
        .limit(limit)
        .into_model::<Row>()
        .all(source.connection())
        .await?;
    rows.into_iter().map(Listed::try_from).collect()
}

/// How many invites to an event can be accepted at this moment: all, and those to this address.
pub async fn count_open(
    source: &impl Source,
    event_id: EventId,
    email: Option<&Email>,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let count = event_invite::Entity::find()
        .filter(event_invite::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(fares(InviteStatus::Pending, now))
        .apply_if(email, |query, email| {
            query.filter(event_invite::COLUMN.email_norm.eq(email.as_normal()))
        })
        .count(source.connection())
        .await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// An open invite to this event for this address and role.
pub async fn find_open_like(
    source: &impl Source,
    event_id: EventId,
    email: &Email,
    role: HostRole,
    now: DateTime<Utc>,
) -> Result<Option<InviteId>, StoreError> {
    let row = event_invite::Entity::find()
        .filter(event_invite::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(event_invite::COLUMN.email_norm.eq(email.as_normal()))
        .filter(event_invite::COLUMN.role.eq(role.as_str()))
        .filter(fares(InviteStatus::Pending, now))
        .order_by_desc(event_invite::Column::Id)
        .one(source.connection())
        .await?;
    Ok(row.map(|row| InviteId::from_uuid(row.id)))
}

/// Uses an invite up. `false`: it cannot be accepted any more.
pub async fn accept(
    tx: &Tx,
    id: InviteId,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use event_invite::Column as C;

    let accepted = event_invite::Entity::update_many()
        .col_expr(C::AcceptedAt, Expr::value(now))
        .col_expr(C::AcceptedBy, Expr::value(by.as_uuid()))
        .filter(event_invite::COLUMN.id.eq(id.as_uuid()))
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

/// Takes back what somebody made for events that they do not run any more, where it is still open;
/// or for all events.
pub async fn revoke_of_creator(
    tx: &Tx,
    creator: AccountId,
    event_id: Option<EventId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use event_invite::Column as C;

    event_invite::Entity::update_many()
        .col_expr(C::RevokedAt, Expr::value(now))
        .col_expr(C::RevokedReason, Expr::value("creator_left"))
        .filter(event_invite::COLUMN.created_by.eq(creator.as_uuid()))
        .filter(event_invite::COLUMN.created_via.eq(origin_name(Origin::Host)))
        .filter(
            Condition::all()
                .add_option(event_id.map(|id| event_invite::COLUMN.event_id.eq(id.as_uuid()))),
        )
        .filter(fares(InviteStatus::Pending, now))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Gives an invite a new secret and a new life, with or without a mail; it is open again.
pub async fn renew(
    tx: &Tx,
    id: InviteId,
    hash: &SecretHash,
    expires_at: DateTime<Utc>,
    mail: Option<MailId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use event_invite::Column as C;

    let never = || Expr::value(None::<DateTime<Utc>>);
    event_invite::Entity::update_many()
        .col_expr(C::TokenHash, Expr::value(hash.as_bytes().to_vec()))
        .col_expr(C::ExpiresAt, Expr::value(expires_at))
        .col_expr(C::ResendCount, Expr::col(C::ResendCount).add(1))
        .col_expr(C::LastSentAt, Expr::value(now))
        .col_expr(C::MailId, Expr::value(mail.map(MailId::as_uuid)))
        .col_expr(C::OpenedAt, never())
        .col_expr(C::DeclinedAt, never())
        .col_expr(C::RevokedAt, never())
        .col_expr(C::RevokedBy, Expr::value(None::<Uuid>))
        .col_expr(C::RevokedReason, Expr::value(None::<String>))
        .filter(event_invite::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Replaces an invite's time, label and note.
pub async fn update(tx: &Tx, invite: &Invite) -> Result<(), StoreError> {
    use event_invite::Column as C;

    event_invite::Entity::update_many()
        .col_expr(C::ExpiresAt, Expr::value(invite.expires_at))
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

/// Notes when the holder of an expired link asked for a new one.
pub async fn mark_requested(tx: &Tx, id: InviteId, now: DateTime<Utc>) -> Result<(), StoreError> {
    event_invite::Entity::update_many()
        .col_expr(event_invite::Column::LastRequestedAt, Expr::value(now))
        .filter(event_invite::COLUMN.id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// The hash by which an invite is known.
pub async fn hash(source: &impl Source, id: InviteId) -> Result<Option<Vec<u8>>, StoreError> {
    let found = event_invite::Entity::find_by_id(id.as_uuid()).one(source.connection()).await?;
    Ok(found.map(|row| row.token_hash))
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    invite: event_invite::Model,
    event_name: String,
    accepted_by_name: Option<String>,
    mail_status: Option<String>,
}

impl TryFrom<Row> for Listed {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let status = row.mail_status.as_deref().map(|name| {
            let corrupt = || StoreError::corrupt("email_outbox", "no mail fares so");
            MailStatus::of_name(name).ok_or_else(corrupt)
        });
        let accepted_by = row.accepted_by_name.as_deref();
        Ok(Self {
            invite: Invite::try_from(row.invite)?,
            event_name: rows::text("event", Name::parse, &row.event_name)?,
            accepted_by: accepted_by
                .map(|it| rows::text("account", Name::parse, it))
                .transpose()?,
            mail: status.transpose()?,
        })
    }
}

impl TryFrom<event_invite::Model> for Invite {
    type Error = StoreError;

    fn try_from(row: event_invite::Model) -> Result<Self, StoreError> {
        let corrupt = |detail: &str| StoreError::corrupt("event_invite", detail);
        let email = row.email.as_deref().map(Email::parse).transpose();
        let reason = |text: Option<String>| {
            text.map(|it| rows::text("event_invite", Reason::parse, &it)).transpose()
        };
        let label = row.label.map(|it| rows::text("event_invite", Name::parse, &it));
        Ok(Self {
            id: InviteId::from_uuid(row.id),
            event_id: EventId::from_uuid(row.event_id),
            email: email.map_err(|error| StoreError::corrupt("event_invite", error))?,
            role: HostRole::of_name(&row.role).ok_or_else(|| corrupt("nobody hosts as that"))?,
            created_by: row.created_by.map(AccountId::from_uuid),
            creator_name: rows::text("event_invite", Name::parse, &row.creator_name)?,
            created_via: match row.created_via.as_str() {
                "admin" => Origin::Admin,
                "host" => Origin::Host,
                _ => return Err(corrupt("nobody makes an invite as that")),
            },
            created_at: row.created_at,
            expires_at: row.expires_at,
            opened_at: row.opened_at,
            accepted_at: row.accepted_at,
            accepted_by: row.accepted_by.map(AccountId::from_uuid),
            declined_at: row.declined_at,
            revoked_at: row.revoked_at,
            revoked_reason: reason(row.revoked_reason)?,
            label: label.transpose()?,
            note: reason(row.note)?,
            resend_count: row.resend_count,
            last_sent_at: row.last_sent_at,
            last_requested_at: row.last_requested_at,
            mail_id: row.mail_id.map(MailId::from_uuid),
        })
    }
}

/// From a column of an invite to the row that it names.
fn to<E: EntityTrait>(other: E, from: event_invite::Column, id: E::Column) -> RelationDef {
    event_invite::Entity::belongs_to(other).from(from).to(id).into()
}

const fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Admin => "admin",
        Origin::Host => "host",
    }
}

/// The same as [`Invite::status`], for the database.
fn fares(status: InviteStatus, now: DateTime<Utc>) -> Condition {
    use event_invite::Column as C;

    let open = || {
        Condition::all()
            .add(C::RevokedAt.is_null())
            .add(C::AcceptedAt.is_null())
            .add(C::DeclinedAt.is_null())
    };
    match status {
        InviteStatus::Revoked => Condition::all().add(C::RevokedAt.is_not_null()),
        InviteStatus::Accepted => Condition::all().add(C::AcceptedAt.is_not_null()),
        InviteStatus::Declined => {
            Condition::all().add(C::DeclinedAt.is_not_null()).add(C::RevokedAt.is_null())
        }
        InviteStatus::Expired => open().add(C::ExpiresAt.lte(now)),
        InviteStatus::Pending => open().add(C::ExpiresAt.gt(now)),
    }
}

/// Whether an invite has this in its address or its label.
fn mentions(text: &str) -> Condition {
    use event_invite::Column as C;

    let escaped = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let like = || LikeExpr::new(format!("%{escaped}%")).escape('\\');
    let lower = |column: C| Func::lower(Expr::col((event_invite::Entity, column)));
    Condition::any()
        .add(Expr::expr(lower(C::EmailNorm)).like(like()))
        .add(Expr::expr(lower(C::Label)).like(like()))
}
