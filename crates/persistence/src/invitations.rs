//! Invitations of members, which they have not answered: rows of those who run events that count as
//! nothing yet.

use chrono::{DateTime, Utc};
use gather_domain::{
    email::Email,
    event::Event,
    hosting::HostRole,
    id::{AccountId, EventHostId, EventId},
    invitation::{Invitation, LIFETIME},
    text::{Name, Reason, folded},
};
use sea_orm::{
    ActiveValue::Set,
    Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter,
    prelude::Uuid,
    sea_query::{Alias, Expr, Query, SelectStatement},
};

use crate::{
    entity::{account, event, event_host},
    error::StoreError,
    events,
    matching::contains,
    offers::Offers,
    rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// An invitation, as those who run the event see it.
#[derive(Debug)]
pub struct Listed {
    /// The invitation.
    pub invitation: Invitation,
    /// What whoever is invited is called.
    pub name: Name,
    /// What whoever invited them is called.
    pub inviter: Option<Name>,
}

/// An invitation, as whoever is invited sees it.
#[derive(Debug)]
pub struct Received {
    /// The invitation.
    pub invitation: Invitation,
    /// To what.
    pub event: Event,
    /// Whether the event has a primary host.
    pub is_hosted: bool,
    /// What whoever invited them is called.
    pub inviter: Option<Name>,
}

/// A member who may be invited.
#[derive(Debug)]
pub struct FoundMember {
    /// Their account.
    pub account_id: AccountId,
    /// What they are called.
    pub name: Name,
    /// Whether they have an invitation that they can accept.
    pub is_invited: bool,
}

/// Invites somebody who neither runs the event nor is invited yet.
pub async fn insert(tx: &Tx, new: &Invitation) -> Result<(), StoreError> {
    let row = event_host::ActiveModel {
        id: Set(new.id.as_uuid()),
        event_id: Set(new.event_id.as_uuid()),
        account_id: Set(new.account_id.as_uuid()),
        role: Set(new.role.as_str().to_owned()),
        invitation_status: Set("pending".to_owned()),
        grant_method: Set("member_invite".to_owned()),
        invited_by: Set(new.invited_by.map(AccountId::as_uuid)),
        invited_at: Set(new.invited_at),
        responded_at: Set(None),
        accepted_at: Set(None),
        message: Set(new.message.as_ref().map(ToString::to_string)),
        created_at: Set(new.invited_at),
        invite_id: Set(None),
    };
    event_host::Entity::insert(row).exec_without_returning(tx.connection()).await?;
    Ok(())
}

/// The invitation with this id, open or not.
pub async fn find(source: &impl Source, id: EventHostId) -> Result<Option<Invitation>, StoreError> {
    let row = event_host::Entity::find_by_id(id.as_uuid())
        .filter(event_host::COLUMN.invitation_status.eq("pending"))
        .one(source.connection())
        .await?;
    row.map(invitation).transpose()
}

/// The invitation of this account to this event, open or not.
pub async fn find_of(
    source: &impl Source,
    event_id: EventId,
    account_id: AccountId,
) -> Result<Option<Invitation>, StoreError> {
    let row = event_host::Entity::find()
        .filter(event_host::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(event_host::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(event_host::COLUMN.invitation_status.eq("pending"))
        .one(source.connection())
        .await?;
    row.map(invitation).transpose()
}

/// Takes an invitation away. `false`: there was none.
pub async fn delete(tx: &Tx, event_id: EventId, account_id: AccountId) -> Result<bool, StoreError> {
    let deleted = event_host::Entity::delete_many()
        .filter(event_host::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(event_host::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(event_host::COLUMN.invitation_status.eq("pending"))
        .exec(tx.connection())
        .await?;
    Ok(deleted.rows_affected == 1)
}

/// An invitation that nobody answered.
#[derive(Debug, Clone)]
pub struct Unanswered {
    /// Whom it invites.
    pub account_id: AccountId,
    /// What they are called.
    pub name: Name,
    /// As what.
    pub role: HostRole,
    /// Since when.
    pub invited_at: DateTime<Utc>,
    /// To which event.
    pub event: Event,
}

impl Unanswered {
    /// Whether it can still be accepted.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        now < self.invited_at + LIFETIME
    }
}

/// Those of these offers, whether their time is over or not.
pub async fn unanswered(
    source: &impl Source,
    offers: Offers,
) -> Result<Vec<Unanswered>, StoreError> {
    let mut query = Query::select();
    query
        .column((event_host::Entity, event_host::Column::AccountId))
        .column((account::Entity, account::Column::DisplayName))
        .column((event_host::Entity, event_host::Column::Role))
        .column((event_host::Entity, event_host::Column::InvitedAt))
        .inner_join(
            account::Entity,
            Expr::col((account::Entity, account::Column::Id))
                .equals((event_host::Entity, event_host::Column::AccountId)),
        )
        .from(event_host::Entity)
        .inner_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id))
                .equals((event_host::Entity, event_host::Column::EventId)),
        )
        .and_where(offers.invitations());
    events::select(&mut query);
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let mut cells = Cells::of(row);
            let (account_id, name): (Uuid, String) = (cells.take()?, cells.take()?);
            let (role, invited_at): (String, _) = (cells.take()?, cells.take()?);
            Ok(Unanswered {
                account_id: AccountId::from_uuid(account_id),
                name: rows::text("account", Name::stored, &name)?,
                role: parse_role(&role)?,
                invited_at,
                event: events::read(&mut cells)?,
            })
        })
        .collect()
}

/// Takes them away.
pub async fn delete_all(tx: &Tx, offers: Offers) -> Result<(), StoreError> {
    event_host::Entity::delete_many().filter(offers.invitations()).exec(tx.connection()).await?;
    Ok(())
}

/// The open invitations to an event, latest first.
pub async fn of_event(
    source: &impl Source,
    event_id: EventId,
    now: DateTime<Utc>,
) -> Result<Vec<Listed>, StoreError> {
    let mut query = open(now);
    query
        .expr(Expr::col((Alias::new("invitee"), account::Column::DisplayName)))
        .join_as(
            sea_orm::JoinType::InnerJoin,
            account::Entity,
            "invitee",
            Expr::col((Alias::new("invitee"), account::Column::Id))
                .equals((event_host::Entity, event_host::Column::AccountId)),
        )
        .and_where(host(event_host::Column::EventId).eq(event_id.as_uuid()));
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let mut cells = Cells::of(row);
            let (invitation, inviter) = read(&mut cells)?;
            let name: String = cells.take()?;
            Ok(Listed { invitation, inviter, name: rows::text("account", Name::stored, &name)? })
        })
        .collect()
}

/// The open invitations of an account, latest first.
pub async fn of_account(
    source: &impl Source,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Received>, StoreError> {
    let mut query = open(now);
    query
        .expr(Expr::col((event::Entity, event::Column::HostId)))
        .inner_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id))
                .equals((event_host::Entity, event_host::Column::EventId)),
        )
        .and_where(host(event_host::Column::AccountId).eq(account_id.as_uuid()));
    events::select(&mut query);
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let mut cells = Cells::of(row);
            let (invitation, inviter) = read(&mut cells)?;
            let primary: Option<Uuid> = cells.take()?;
            let event = events::read(&mut cells)?;
            Ok(Received { invitation, inviter, is_hosted: primary.is_some(), event })
        })
        .collect()
}

/// How many open invitations an account has.
pub async fn count_of_account(
    source: &impl Source,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let open = event_host::Entity::find()
        .filter(event_host::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(event_host::COLUMN.invitation_status.eq("pending"))
        .filter(event_host::COLUMN.invited_at.gt(now - LIFETIME));
    Ok(open.count(source.connection()).await?)
}

/// Members with this in their names, or with this confirmed address, by name: at most so many. Those
/// who run the event, are kept out or want no invitations are not among them; nor is whoever asks.
pub async fn search(
    source: &impl Source,
    event_id: EventId,
    asker: AccountId,
    (text, email): (&str, Option<&Email>),
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<FoundMember>, StoreError> {
    let of = |column| Expr::col((account::Entity, column));
    let named = contains(of(account::Column::NameFolded), &folded(text));
    let addressed = email.map(|email| {
        let theirs = of(account::Column::EmailNorm).eq(email.as_normal());
        theirs.and(of(account::Column::EmailVerifiedAt).is_not_null())
    });
    let query = Query::select()
        .column((account::Entity, account::Column::Id))
        .column((account::Entity, account::Column::DisplayName))
        .column((event_host::Entity, event_host::Column::InvitedAt))
        .from(account::Entity)
        .left_join(
            event_host::Entity,
            Expr::col((account::Entity, account::Column::Id))
                .equals((event_host::Entity, event_host::Column::AccountId))
                .and(host(event_host::Column::EventId).eq(event_id.as_uuid())),
        )
        .cond_where(Condition::any().add(named).add_option(addressed))
        .and_where(of(account::Column::Id).ne(asker.as_uuid()))
        .and_where(of(account::Column::ActivatedAt).is_not_null())
        .and_where(of(account::Column::SuspendedAt).is_null())
        .and_where(of(account::Column::AcceptsInvitations).eq(true))
        .and_where(
            host(event_host::Column::Id)
                .is_null()
                .or(host(event_host::Column::InvitationStatus).eq("pending")),
        )
        .order_by((account::Entity, account::Column::NameFolded), Order::Asc)
        .order_by((account::Entity, account::Column::Id), Order::Asc)
        .limit(limit)
        .take();
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let mut cells = Cells::of(row);
            let (id, name): (Uuid, String) = (cells.take()?, cells.take()?);
            let invited_at: Option<DateTime<Utc>> = cells.take()?;
            Ok(FoundMember {
                account_id: AccountId::from_uuid(id),
                name: rows::text("account", Name::stored, &name)?,
                is_invited: invited_at.is_some_and(|at| now < at + LIFETIME),
            })
        })
        .collect()
}

/// Open invitations and what their inviters are called, latest first.
fn open(now: DateTime<Utc>) -> SelectStatement {
    use event_host::Column as C;

    let columns =
        [C::Id, C::EventId, C::AccountId, C::Role, C::InvitedBy, C::InvitedAt, C::Message];
    let mut query = Query::select();
    query
        .columns(columns.map(|column| (event_host::Entity, column)))
        .column((Alias::new("inviter"), account::Column::DisplayName))
        .from(event_host::Entity)
        .join_as(
            sea_orm::JoinType::LeftJoin,
            account::Entity,
            "inviter",
            Expr::col((Alias::new("inviter"), account::Column::Id))
                .equals((event_host::Entity, C::InvitedBy)),
        )
        .and_where(host(C::InvitationStatus).eq("pending"))
        .and_where(host(C::InvitedAt).gt(now - LIFETIME))
        .order_by((event_host::Entity, C::InvitedAt), Order::Desc)
        .order_by((event_host::Entity, C::Id), Order::Desc);
    query
}

fn read(cells: &mut Cells<'_>) -> Result<(Invitation, Option<Name>), StoreError> {
    let (id, event_id, account_id): (Uuid, Uuid, Uuid) =
        (cells.take()?, cells.take()?, cells.take()?);
    let role: String = cells.take()?;
    let inviter: Option<Uuid> = cells.take()?;
    let invited_at = cells.take()?;
    let message: Option<String> = cells.take()?;
    let name: Option<String> = cells.take()?;
    let invitation = Invitation {
        id: EventHostId::from_uuid(id),
        event_id: EventId::from_uuid(event_id),
        account_id: AccountId::from_uuid(account_id),
        role: parse_role(&role)?,
        invited_by: inviter.map(AccountId::from_uuid),
        invited_at,
        message: message.map(|it| rows::text("event_host", Reason::stored, &it)).transpose()?,
    };
    let name = name.map(|it| rows::text("account", Name::stored, &it)).transpose()?;
    Ok((invitation, name))
}

fn invitation(row: event_host::Model) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        id: EventHostId::from_uuid(row.id),
        event_id: EventId::from_uuid(row.event_id),
        account_id: AccountId::from_uuid(row.account_id),
        role: parse_role(&row.role)?,
        invited_by: row.invited_by.map(AccountId::from_uuid),
        invited_at: row.invited_at,
        message: row.message.map(|it| rows::text("event_host", Reason::stored, &it)).transpose()?,
    })
}

fn parse_role(role: &str) -> Result<HostRole, StoreError> {
    HostRole::of_name(role).ok_or_else(|| StoreError::corrupt("event_host", "nobody hosts as that"))
}

fn host(column: event_host::Column) -> Expr {
    Expr::col((event_host::Entity, column))
}
