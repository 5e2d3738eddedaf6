//! Invites, read.

use chrono::{DateTime, TimeDelta, Utc};
use gather_domain::{
    account::AccountRole,
    email::Email,
    hosting::HostRole,
    id::{AccountId, EventId, InviteId, MailId},
    invite::{Invite, InviteStatus, Origin},
    mail::MailStatus,
    secret::SecretHash,
    text::{Name, Reason},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationDef, Select,
    prelude::Uuid,
    sea_query::{Expr, Query},
};

use super::origin_name;
use crate::{
    entity::{account, email_outbox, event, event_invite},
    error::StoreError,
    events,
    matching::mentions,
    offers::Offers,
    rows,
    store::Source,
};

/// An invite, and what is told of it beside.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The invite.
    pub invite: Invite,
    /// What its event is called.
    pub event_name: Name,
    /// Whether that does not take place.
    pub is_cancelled: bool,
    /// What whoever accepted it is called now, if their account is still there.
    pub accepted_by: Option<Name>,
    /// How the mail with its link fares, if there is one and it is not long done.
    pub mail: Option<MailStatus>,
}

/// So many invites to an event for one address, or for whoever has the link.
#[derive(Debug)]
pub struct OpenCount {
    /// The event.
    pub event_id: EventId,
    /// The address, in the form in which addresses are compared.
    pub email: Option<String>,
    /// So many.
    pub count: usize,
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
    /// That an admin should look at for this.
    pub concern: Option<Concern>,
    /// That invite as this.
    pub role: Option<HostRole>,
    /// Made from this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Made before this instant.
    pub until: Option<DateTime<Utc>>,
    /// With this in their address, their label or their maker's name, in upper or lower case; or,
    /// where they are to whatever event, in its name.
    pub text: Option<String>,
    /// Older than this one.
    pub before: Option<InviteId>,
}

/// Why an admin should look at an invite that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// Its time is over soon.
    Expiring,
    /// Whoever made it as an admin is none any more.
    CreatorDemoted,
    /// No link of it was ever mailed.
    NeverSent,
    /// Its mail could not be sent.
    Failed,
}

/// How long before its end an invite's time is over soon.
const SOON: TimeDelta = TimeDelta::hours(48);

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

/// The invite whose link this mail carries.
pub async fn find_by_mail(source: &impl Source, id: MailId) -> Result<Option<Invite>, StoreError> {
    let row = event_invite::Entity::find()
        .filter(event_invite::COLUMN.mail_id.eq(id.as_uuid()))
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
    let column = event_invite::COLUMN;
    let names_event = filter.event_id.is_none();
    let rows = select()
        .apply_if(filter.event_id, |query, id| query.filter(column.event_id.eq(id.as_uuid())))
        .apply_if(filter.created_by, |query, id| query.filter(column.created_by.eq(id.as_uuid())))
        .apply_if(filter.id, |query, id| query.filter(column.id.eq(id.as_uuid())))
        .apply_if(filter.before, |query, id| query.filter(column.id.lt(id.as_uuid())))
        .apply_if(filter.status, |query, status| query.filter(fares(status, now)))
        .apply_if(filter.concern, |query, concern| query.filter(worries(concern, now)))
        .apply_if(filter.role, |query, role| query.filter(column.role.eq(role.as_str())))
        .apply_if(filter.from, |query, from| query.filter(column.created_at.gte(from)))
        .apply_if(filter.until, |query, until| query.filter(column.created_at.lt(until)))
        .apply_if(filter.text, |query, text| query.filter(is_known_by(&text, names_event)))
        .order_by_desc(event_invite::Column::Id)
        .limit(limit)
        .into_model::<Row>()
        .all(source.connection())
        .await?;
    rows.into_iter().map(Listed::try_from).collect()
}

/// Those of these offers, whether their time is over or not.
pub async fn unanswered(
    source: &impl Source,
    offers: Offers,
    now: DateTime<Utc>,
) -> Result<Vec<Listed>, StoreError> {
    let unanswered = Condition::any()
        .add(fares(InviteStatus::Pending, now))
        .add(fares(InviteStatus::Expired, now));
    let rows = select()
        .filter(offers.invites())
        .filter(unanswered)
        .order_by_asc(event_invite::Column::Id)
        .into_model::<Row>()
        .all(source.connection())
        .await?;
    rows.into_iter().map(Listed::try_from).collect()
}

/// Selects invites to events that are not deleted, and what is told of them beside.
fn select() -> Select<event_invite::Entity> {
    use event_invite::Column as C;

    event_invite::Entity::find()
        .join(JoinType::InnerJoin, to(event::Entity, C::EventId, event::Column::Id))
        .join(JoinType::LeftJoin, to(account::Entity, C::AcceptedBy, account::Column::Id))
        .join(JoinType::LeftJoin, to(email_outbox::Entity, C::MailId, email_outbox::Column::Id))
        .column_as(event::Column::Name, "event_name")
        .column_as(event::Column::CancelledAt, "event_cancelled_at")
        .column_as(account::Column::DisplayName, "accepted_by_name")
        .column_as(email_outbox::Column::Status, "mail_status")
        .filter(events::is_there())
}

/// How many invites to these events can be accepted at this moment, by event and address.
pub async fn count_open(
    source: &impl Source,
    events: impl IntoIterator<Item = EventId>,
    now: DateTime<Utc>,
) -> Result<Vec<OpenCount>, StoreError> {
    use event_invite::Column as C;

    let rows: Vec<(Uuid, Option<String>, i64)> = event_invite::Entity::find()
        .select_only()
        .columns([C::EventId, C::EmailNorm])
        .column_as(C::Id.count(), "open")
        .filter(C::EventId.is_in(events.into_iter().map(EventId::as_uuid)))
        .filter(fares(InviteStatus::Pending, now))
        .group_by(C::EventId)
        .group_by(C::EmailNorm)
        .into_tuple()
        .all(source.connection())
        .await?;
    let count = |(event_id, email, count)| OpenCount {
        event_id: EventId::from_uuid(event_id),
        email,
        count: usize::try_from(count).unwrap_or(usize::MAX),
    };
    Ok(rows.into_iter().map(count).collect())
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
    event_cancelled_at: Option<DateTime<Utc>>,
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
            event_name: rows::text("event", Name::stored, &row.event_name)?,
            is_cancelled: row.event_cancelled_at.is_some(),
            accepted_by: accepted_by
                .map(|it| rows::text("account", Name::stored, it))
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
            text.map(|it| rows::text("event_invite", Reason::stored, &it)).transpose()
        };
        let label = row.label.map(|it| rows::text("event_invite", Name::stored, &it));
        Ok(Self {
            id: InviteId::from_uuid(row.id),
            event_id: EventId::from_uuid(row.event_id),
            email: email.map_err(|error| StoreError::corrupt("event_invite", error))?,
            role: HostRole::of_name(&row.role).ok_or_else(|| corrupt("nobody hosts as that"))?,
            created_by: row.created_by.map(AccountId::from_uuid),
            creator_name: rows::text("event_invite", Name::stored, &row.creator_name)?,
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
            mailed_at: row.mailed_at,
            matched_unverified: row.matched_unverified,
        })
    }
}

/// From a column of an invite to the row that it names.
fn to<E: EntityTrait>(other: E, from: event_invite::Column, id: E::Column) -> RelationDef {
    event_invite::Entity::belongs_to(other).from(from).to(id).into()
}

/// The same as [`Invite::status`], for the database.
pub(super) fn fares(status: InviteStatus, now: DateTime<Utc>) -> Condition {
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

/// Whether an open invite is to be looked at for this.
pub(crate) fn worries(concern: Concern, now: DateTime<Utc>) -> Condition {
    use event_invite::Column as C;

    let open = fares(InviteStatus::Pending, now);
    match concern {
        Concern::Expiring => {
            open.add(Expr::col((event_invite::Entity, C::ExpiresAt)).lte(now + SOON))
        }
        Concern::CreatorDemoted => {
            let members = Query::select()
                .column(account::Column::Id)
                .from(account::Entity)
                .and_where(Expr::col(account::Column::Role).eq(AccountRole::Member.as_str()))
                .take();
            open.add(event_invite::COLUMN.created_via.eq(origin_name(Origin::Admin)))
                .add(C::CreatedBy.in_subquery(members))
        }
        Concern::NeverSent => open.add(C::MailedAt.is_null()),
        Concern::Failed => {
            let failed = Query::select()
                .column(email_outbox::Column::Id)
                .from(email_outbox::Entity)
                .and_where(Expr::col(email_outbox::Column::Status).eq(MailStatus::Failed.as_str()))
                .take();
            open.add(C::MailId.in_subquery(failed))
        }
    }
}

/// Whether an invite has this in its address, its label or its maker's name, or in its event's.
fn is_known_by(text: &str, or_event: bool) -> Condition {
    let of = |column| Expr::col((event_invite::Entity, column));
    let event = Expr::col((event::Entity, event::Column::Name));
    Condition::any()
        .add(mentions(of(event_invite::Column::EmailNorm), text))
        .add(mentions(of(event_invite::Column::Label), text))
        .add(mentions(of(event_invite::Column::CreatorName), text))
        .add_option(or_event.then(|| mentions(event, text)))
}
