//! Who ran an event once: what is remembered when somebody stops.

use chrono::{DateTime, Utc};
use gather_domain::id::{AccountId, EventId};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Expr, Query},
};

use crate::{
    entity::{event, event_host, event_host_history},
    error::StoreError,
    store::{Tx, private::Connected as _},
};

/// Whose part in running an event ends.
#[derive(Debug, Clone, Copy)]
pub enum Ending {
    /// All that this account runs: it is deleted.
    Account(AccountId),
    /// All who run this event: it is deleted.
    Event(EventId),
}

/// Remembers that somebody's part in running events ends: before it does, and before anybody else
/// takes them over.
pub async fn remember(
    tx: &Tx,
    ending: Ending,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use event_host_history::Column as H;

    let host = |column| Expr::col((event_host::Entity, column));
    let reason = match ending {
        Ending::Account(_) => "account_deleted",
        Ending::Event(_) => "event_deleted",
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
            Expr::val(by.as_uuid()),
        ])
        .from(event_host::Entity)
        .inner_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id))
                .equals((event_host::Entity, event_host::Column::EventId)),
        )
        .and_where(match ending {
            Ending::Account(id) => host(event_host::Column::AccountId).eq(id.as_uuid()),
            Ending::Event(id) => host(event_host::Column::EventId).eq(id.as_uuid()),
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
    ]);
    insert.select_from(rows).map_err(|error| StoreError::corrupt("event_host_history", error))?;
    tx.connection().execute(&insert).await?;
    Ok(())
}
