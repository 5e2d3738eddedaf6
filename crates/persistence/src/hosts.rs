//! Who runs an event.

use chrono::{DateTime, Utc};
use gather_domain::{
    hosting::{EventHost, GrantMethod, HostRole, Hosting},
    id::{AccountId, EventId, PersonId},
    invitation::Ground,
    person::Person,
    text::Name,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryResult,
    prelude::Uuid,
    sea_query::{Expr, OnConflict, Query},
};

use crate::{
    entity::{account, event, event_host, person},
    error::StoreError,
    rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// Makes the one who created an event its host.
pub async fn insert_creator(
    tx: &Tx,
    event_id: EventId,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let grant = Grant { role: HostRole::Host, method: GrantMethod::Creator, ground: None };
    insert(tx, event_id, account_id, &grant, now).await
}

/// How somebody comes to run an event.
#[derive(Debug, Clone, Copy)]
pub struct Grant<'a> {
    /// As what.
    pub role: HostRole,
    /// How.
    pub method: GrantMethod,
    /// The invite or invitation that they accepted.
    pub ground: Option<Ground<'a>>,
}

/// Makes somebody a host or a co-host of an event that they do not run yet. An invitation to it that
/// they have not answered is for [`invitations::delete`](crate::invitations::delete) to settle before.
pub async fn insert(
    tx: &Tx,
    event_id: EventId,
    account_id: AccountId,
    grant: &Grant<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = event_host::ActiveModel {
        id: Set(Uuid::now_v7()),
        event_id: Set(event_id.as_uuid()),
        account_id: Set(account_id.as_uuid()),
        role: Set(grant.role.as_str().to_owned()),
        invitation_status: Set("accepted".to_owned()),
        grant_method: Set(grant.method.as_str().to_owned()),
        invited_by: Set(grant.ground.and_then(Ground::invited_by).map(AccountId::as_uuid)),
        invited_at: Set(grant.ground.map_or(now, Ground::invited_at)),
        responded_at: Set(Some(now)),
        accepted_at: Set(Some(now)),
        message: Set(None),
        created_at: Set(now),
        invite_id: Set(match grant.ground {
            Some(Ground::Invite(it)) => Some(it.id.as_uuid()),
            Some(Ground::Invitation(_)) | None => None,
        }),
    };
    event_host::Entity::insert(row).exec_without_returning(tx.connection()).await?;
    Ok(())
}

/// Makes a co-host a host, or a host a co-host.
pub async fn set_role(
    tx: &Tx,
    event_id: EventId,
    account_id: AccountId,
    role: HostRole,
) -> Result<(), StoreError> {
    event_host::Entity::update_many()
        .col_expr(event_host::Column::Role, Expr::value(role.as_str()))
        .filter(event_host::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(event_host::COLUMN.account_id.eq(account_id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Puts an event that is in nobody's hands into those of one of its hosts. `false`: it is in
/// somebody's.
pub async fn set_primary(
    tx: &Tx,
    event_id: EventId,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    put_into_hands(tx, event_id, account_id, None, now).await
}

/// The same, for one of its hosts who takes it in hand by themselves.
pub async fn step_up(
    tx: &Tx,
    event_id: EventId,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    put_into_hands(tx, event_id, account_id, Some(now), now).await
}

async fn put_into_hands(
    tx: &Tx,
    event_id: EventId,
    account_id: AccountId,
    stepped_up_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let set = event::Entity::update_many()
        .col_expr(event::Column::HostId, Expr::value(account_id.as_uuid()))
        .col_expr(event::Column::SteppedUpAt, Expr::value(stepped_up_at))
        .col_expr(event::Column::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(event_id.as_uuid()))
        .filter(event::Column::HostId.is_null())
        .exec(tx.connection())
        .await?;
    Ok(set.rows_affected == 1)
}

/// Takes an event out of somebody's hands and puts it into those of another of its hosts, or into
/// nobody's. `false`: it is not in theirs.
pub async fn replace_primary(
    tx: &Tx,
    event_id: EventId,
    from: AccountId,
    to: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let replaced = event::Entity::update_many()
        .col_expr(event::Column::HostId, Expr::value(to.map(AccountId::as_uuid)))
        .col_expr(event::Column::SteppedUpAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(event::Column::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.id.eq(event_id.as_uuid()))
        .filter(event::COLUMN.host_id.eq(from.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(replaced.rows_affected == 1)
}

/// Ends somebody's part in running an event. What is remembered of it is for
/// [`history::remember`](crate::history::remember) to write before.
pub async fn remove(tx: &Tx, event_id: EventId, account_id: AccountId) -> Result<(), StoreError> {
    event_host::Entity::delete_many()
        .filter(event_host::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(event_host::COLUMN.account_id.eq(account_id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Who runs an event: the primary host first, then hosts, then co-hosts, each by how long they are
/// there.
pub async fn of_event(
    source: &impl Source,
    event_id: EventId,
) -> Result<Vec<EventHost>, StoreError> {
    let query = Query::select()
        .column((event_host::Entity, event_host::Column::AccountId))
        .column((account::Entity, account::Column::DisplayName))
        .column((event_host::Entity, event_host::Column::Role))
        .column((event::Entity, event::Column::HostId))
        .column((event_host::Entity, event_host::Column::AcceptedAt))
        .column((event_host::Entity, event_host::Column::GrantMethod))
        .column((account::Entity, account::Column::SuspendedAt))
        .column((event::Entity, event::Column::SteppedUpAt))
        .from(event_host::Entity)
        .inner_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id))
                .equals((event_host::Entity, event_host::Column::EventId)),
        )
        .inner_join(
            account::Entity,
            Expr::col((account::Entity, account::Column::Id))
                .equals((event_host::Entity, event_host::Column::AccountId)),
        )
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::EventId)).eq(event_id.as_uuid()),
        )
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::InvitationStatus)).eq("accepted"),
        )
        .take();
    let rows = source.connection().query_all(&query).await?;
    let mut hosts = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    hosts.sort_by_key(|it| {
        let Hosting { role, is_primary } = it.hosting;
        (!is_primary, role == HostRole::Cohost, it.accepted_at, it.account_id)
    });
    Ok(hosts)
}

fn read(row: &QueryResult) -> Result<EventHost, StoreError> {
    let corrupt = |detail: &str| StoreError::corrupt("event_host", detail);
    let mut cells = Cells::of(row);
    let (account_id, name): (Uuid, String) = (cells.take()?, cells.take()?);
    let (role, primary): (String, Option<Uuid>) = (cells.take()?, cells.take()?);
    let accepted_at = cells.take()?;
    let method: String = cells.take()?;
    let suspended_at: Option<DateTime<Utc>> = cells.take()?;
    let stepped_up_at: Option<DateTime<Utc>> = cells.take()?;
    let is_primary = primary == Some(account_id);
    Ok(EventHost {
        account_id: AccountId::from_uuid(account_id),
        name: rows::text("account", Name::stored, &name)?,
        hosting: Hosting {
            role: HostRole::of_name(&role).ok_or_else(|| corrupt("nobody hosts as that"))?,
            is_primary,
        },
        accepted_at,
        method: GrantMethod::of_name(&method).ok_or_else(|| corrupt("nobody came so"))?,
        is_suspended: suspended_at.is_some(),
        stepped_up_at: stepped_up_at.filter(|_| is_primary),
    })
}

/// The person who stands for an account in plans: made with this name, if there is none yet.
pub async fn represent(
    tx: &Tx,
    account_id: AccountId,
    name: &Name,
    now: DateTime<Utc>,
) -> Result<Person, StoreError> {
    let row = person::ActiveModel {
        id: Set(Uuid::now_v7()),
        name: Set(name.to_string()),
        email: Set(None),
        phone: Set(None),
        account_id: Set(Some(account_id.as_uuid())),
        version: Set(1),
        created_at: Set(now),
    };
    person::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.connection())
        .await?;
    let row = person::Entity::find()
        .filter(person::COLUMN.account_id.eq(account_id.as_uuid()))
        .one(tx.connection())
        .await?
        .ok_or(DbErr::RecordNotInserted)?;
    Ok(Person {
        id: PersonId::from_uuid(row.id),
        name: rows::text("person", Name::stored, &row.name)?,
    })
}
