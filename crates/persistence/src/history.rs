//! Who ran an event once: what is remembered when somebody stops.

use chrono::{DateTime, Utc};
use gather_domain::{
    id::{AccountId, EventHostId, EventId},
    text::Reason,
};
use sea_orm::{
    ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, Query},
};

use crate::{
    entity::{event, event_host, event_host_history},
    error::StoreError,
    offers::Offers,
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
        Ending::Account(_) => "account_deleted",
        Ending::Event(_) | Ending::Offers(Offers::To(_)) => "event_deleted",
        Ending::Part { removed: None, .. } => "left",
        Ending::Part { removed: Some(_), .. } | Ending::Suspended(_) => "removed",
        Ending::Invitation { is_declined: true, .. } => "declined",
        Ending::Invitation { is_declined: false, .. } | Ending::Offers(_) => "cancelled",
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
            Expr::val(reason),
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
        .filter(event_host_history::COLUMN.end_reason.eq("declined"))
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
        .filter(event_host_history::COLUMN.end_reason.eq("cancelled"));
    Ok(withdrawn.count(source.connection()).await? > 0)
}
