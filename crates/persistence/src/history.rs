//! Who ran an event once: what is remembered when somebody stops.

use chrono::{DateTime, Utc};
use gather_domain::{
    former_host::{EndReason, FormerHost},
    hosting::{GrantMethod, HostRole},
    id::{AccountId, EventHostId, EventId},
    text::{Name, Reason},
};
use sea_orm::{
    Condition, ConnectionTrait, EntityTrait, ExprTrait, JoinType, Order, PaginatorTrait,
    QueryFilter, QueryResult,
    prelude::Uuid,
    sea_query::{Alias, Expr, Query},
};

use crate::{
    entity::{account, event, event_host, event_host_history},
    error::StoreError,
    offers::Offers,
    rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// Whose part in running an event ends.
#[derive(Debug, Clone, Copy)]
pub enum Ending<'a> {
    /// All that this account runs: it is deleted.
    Account(AccountId),
    /// All that this account runs: it was suspended for too long.
    Suspended(AccountId),
    /// All who run this event: it is deleted for good.
    Event(EventId),
    /// This one part: they left, or somebody else took it.
    Part {
        /// In running this event.
        event_id: EventId,
        /// This account's.
        account_id: AccountId,
        /// Why it was taken; `None`: they left.
        removed: Option<Removed<'a>>,
    },
    /// An invitation was not accepted.
    Invitation {
        /// To run this event.
        event_id: EventId,
        /// To this account.
        account_id: AccountId,
        /// Whether whoever was invited said no; otherwise it was withdrawn.
        is_declined: bool,
        /// Why, if that was said.
        reason: Option<&'a Reason>,
    },
    /// Invitations end that nobody answered.
    Offers(Offers),
}

/// Somebody else took somebody's part.
#[derive(Debug, Clone, Copy)]
pub struct Removed<'a> {
    /// Why, if that was said.
    pub reason: Option<&'a Reason>,
}

/// Remembers that somebody's part in running events ends: before it does, and before anybody else
/// takes them over. `by`: who ended it; `None`: Gather itself.
pub async fn remember(
    tx: &Tx,
    ending: Ending<'_>,
    by: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use event_host_history::Column as H;

    let host = |column| Expr::col((event_host::Entity, column));
    let reason = match ending {
        Ending::Account(_) => EndReason::AccountDeleted,
        Ending::Event(_) | Ending::Offers(Offers::To(_)) => EndReason::EventDeleted,
        Ending::Part { removed: None, .. } => EndReason::Left,
        Ending::Part { removed: Some(_), .. } | Ending::Suspended(_) => EndReason::Removed,
        Ending::Invitation { is_declined: true, .. } => EndReason::Declined,
        Ending::Invitation { is_declined: false, .. } | Ending::Offers(_) => EndReason::Cancelled,
    };
    let note = match ending {
        Ending::Part { removed, .. } => removed.and_then(|it| it.reason).map(ToString::to_string),
        Ending::Invitation { reason, .. } => reason.map(ToString::to_string),
        Ending::Suspended(_) => Some("suspended".to_owned()),
        Ending::Account(_) | Ending::Event(_) | Ending::Offers(_) => None,
    };
    let primary = Expr::col((event::Entity, event::Column::HostId));
    let is_primary = primary
        .clone()
        .is_not_null()
        .and(primary.equals((event_host::Entity, event_host::Column::AccountId)));
    let rows = Query::select()
        .exprs([
            host(event_host::Column::Id),
            host(event_host::Column::EventId),
            host(event_host::Column::AccountId),
            host(event_host::Column::Role),
            is_primary,
            host(event_host::Column::GrantMethod),
            host(event_host::Column::InvitedBy),
            host(event_host::Column::AcceptedAt),
            Expr::val(now),
            Expr::val(reason.as_str()),
            Expr::val(by.map(AccountId::as_uuid)),
            Expr::val(note),
        ])
        .from(event_host::Entity)
        .inner_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id))
                .equals((event_host::Entity, event_host::Column::EventId)),
        )
        .and_where(match ending {
            Ending::Account(id) | Ending::Suspended(id) => {
                host(event_host::Column::AccountId).eq(id.as_uuid())
            }
            Ending::Event(id) => host(event_host::Column::EventId).eq(id.as_uuid()),
            Ending::Part { event_id, account_id, .. }
            | Ending::Invitation { event_id, account_id, .. } => host(event_host::Column::EventId)
                .eq(event_id.as_uuid())
                .and(host(event_host::Column::AccountId).eq(account_id.as_uuid())),
            Ending::Offers(offers) => offers.invitations(),
        })
        .take();
    let mut insert = Query::insert();
    insert.into_table(event_host_history::Entity).columns([
        H::Id,
        H::EventId,
        H::AccountId,
        H::Role,
        H::WasPrimary,
        H::GrantMethod,
        H::InvitedBy,
        H::StartedAt,
        H::EndedAt,
        H::EndReason,
        H::EndedBy,
        H::Note,
    ]);
    insert.select_from(rows).map_err(|error| StoreError::corrupt("event_host_history", error))?;
    tx.connection().execute(&insert).await?;
    Ok(())
}

/// Whose part in running an event is over, latest first, at most so many; `before`: only after this one.
pub async fn of_event(
    source: &impl Source,
    event_id: EventId,
    before: Option<EventHostId>,
    limit: u64,
) -> Result<Vec<FormerHost>, StoreError> {
    use event_host_history::Column as H;

    let of = |column| Expr::col((event_host_history::Entity, column));
    let name = |whose: &'static str| (Alias::new(whose), account::Column::DisplayName);
    let columns = [
        H::Id,
        H::Role,
        H::WasPrimary,
        H::GrantMethod,
        H::StartedAt,
        H::EndedAt,
        H::EndReason,
        H::Note,
    ];
    let mut query = Query::select();
    query
        .columns(columns.map(|column| (event_host_history::Entity, column)))
        .column(name("former"))
        .column(name("ender"))
        .from(event_host_history::Entity)
        .and_where(of(H::EventId).eq(event_id.as_uuid()))
        .order_by((event_host_history::Entity, H::EndedAt), Order::Desc)
        .order_by((event_host_history::Entity, H::Id), Order::Desc)
        .limit(limit);
    for (whose, column) in [("former", H::AccountId), ("ender", H::EndedBy)] {
        query.join_as(
            JoinType::LeftJoin,
            account::Entity,
            whose,
            Expr::col((Alias::new(whose), account::Column::Id))
                .equals((event_host_history::Entity, column)),
        );
    }
    if let Some(before) = before {
        let last = || {
            let ended_at = Query::select()
                .column(H::EndedAt)
                .from_as(event_host_history::Entity, "last")
                .and_where(Expr::col((Alias::new("last"), H::Id)).eq(before.as_uuid()))
                .take();
            Expr::SubQuery(None, Box::new(ended_at.into()))
        };
        let at_once = of(H::EndedAt).eq(last()).and(of(H::Id).lt(before.as_uuid()));
        query.cond_where(Condition::any().add(of(H::EndedAt).lt(last())).add(at_once));
    }
    source.connection().query_all(&query).await?.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<FormerHost, StoreError> {
    let corrupt = |detail: &str| StoreError::corrupt("event_host_history", detail);
    let mut cells = Cells::of(row);
    let id: Uuid = cells.take()?;
    let (role, was_primary): (String, bool) = (cells.take()?, cells.take()?);
    let method: String = cells.take()?;
    let (started_at, ended_at) = (cells.take()?, cells.take()?);
    let (end, note): (String, Option<String>) = (cells.take()?, cells.take()?);
    let (name, ended_by): (Option<String>, Option<String>) = (cells.take()?, cells.take()?);
    Ok(FormerHost {
        id: EventHostId::from_uuid(id),
        name: rows::optional_text("account", Name::stored, name.as_deref())?,
        role: HostRole::of_name(&role).ok_or_else(|| corrupt("nobody hosts as that"))?,
        was_primary,
        method: GrantMethod::of_name(&method).ok_or_else(|| corrupt("nobody came so"))?,
        started_at,
        ended_at,
        end: EndReason::of_name(&end).ok_or_else(|| corrupt("nothing ends so"))?,
        note,
        ended_by: rows::optional_text("account", Name::stored, ended_by.as_deref())?,
    })
}

/// How often somebody declined to run an event since then.
pub async fn count_declined(
    source: &impl Source,
    event_id: EventId,
    account_id: AccountId,
    since: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let declined = event_host_history::Entity::find()
        .filter(event_host_history::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(event_host_history::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(event_host_history::COLUMN.end_reason.eq(EndReason::Declined.as_str()))
        .filter(event_host_history::COLUMN.ended_at.gt(since));
    Ok(declined.count(source.connection()).await?)
}

/// Whether an invitation to this account was withdrawn.
pub async fn was_withdrawn(
    source: &impl Source,
    id: EventHostId,
    account_id: AccountId,
) -> Result<bool, StoreError> {
    let withdrawn = event_host_history::Entity::find_by_id(id.as_uuid())
        .filter(event_host_history::COLUMN.account_id.eq(account_id.as_uuid()))
        .filter(event_host_history::COLUMN.end_reason.eq(EndReason::Cancelled.as_str()));
    Ok(withdrawn.count(source.connection()).await? > 0)
}
