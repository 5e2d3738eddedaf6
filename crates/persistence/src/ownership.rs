//! In whose hands events are, for admins.

use chrono::{DateTime, Utc};
use gather_domain::{event::Event, hosting::Ownership, id::EventId, publication::Publication};
use sea_orm::{
    ConnectionTrait, ExprTrait, Order,
    sea_query::{Expr, Func, LikeExpr, Query, SelectStatement},
};

use crate::{
    entity::{account, event, event_host, event_invite},
    error::StoreError,
    events, publications,
    statements::Cells,
    store::Source,
};

/// An event, and in whose hands it is.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The event.
    pub event: Event,
    /// Whether it is in somebody's hands.
    pub ownership: Ownership,
    /// What its primary host is called.
    pub primary_name: Option<String>,
    /// How many run it.
    pub hosts: i64,
    /// How many invites to it can be accepted.
    pub open_invites: i64,
    /// Whom to ask about it.
    pub contact_email: Option<String>,
    /// How it shows itself.
    pub publication: Publication,
}

/// Which events.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In such hands.
    pub ownership: Option<Ownership>,
    /// With this in their name, in upper or lower case.
    pub name: Option<String>,
    /// Older than this one.
    pub before: Option<EventId>,
}

/// Events, latest first, at most so many.
pub async fn list(
    source: &impl Source,
    filter: Filter,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Listed>, StoreError> {
    let id = || Expr::col((event::Entity, event::Column::Id));
    let host_id = || Expr::col((event::Entity, event::Column::HostId));
    let mut query = Query::select();
    events::select(&mut query);
    publications::select(&mut query);
    query
        .column((event::Entity, event::Column::ContactEmail))
        .column((account::Entity, account::Column::DisplayName))
        .expr(count(hosts()))
        .expr(count(open_invites(now)))
        .from(event::Entity)
        .left_join(
            account::Entity,
            Expr::col((account::Entity, account::Column::Id))
                .equals((event::Entity, event::Column::HostId)),
        )
        .order_by((event::Entity, event::Column::Id), Order::Desc)
        .limit(limit);
    match filter.ownership {
        None => {}
        Some(Ownership::Hosted) => {
            query.and_where(host_id().is_not_null());
        }
        Some(Ownership::NeedsPrimary) => {
            query.and_where(host_id().is_null()).and_where(count(hosts()).gt(0));
        }
        Some(Ownership::Unhosted) => {
            query.and_where(host_id().is_null()).and_where(count(hosts()).eq(0));
        }
    }
    if let Some(before) = filter.before {
        query.and_where(id().lt(before.as_uuid()));
    }
    if let Some(name) = filter.name {
        let escaped = name.to_lowercase().replace('\\', "\\\\");
        let escaped = escaped.replace('%', "\\%").replace('_', "\\_");
        let lower = Func::lower(Expr::col((event::Entity, event::Column::Name)));
        query.and_where(Expr::expr(lower).like(LikeExpr::new(format!("%{escaped}%")).escape('\\')));
    }
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let mut cells = Cells::of(row);
            let (event, publication) = (events::read(&mut cells)?, publications::read(&mut cells)?);
            let contact_email = cells.take()?;
            let primary_name: Option<String> = cells.take()?;
            let (hosts, open_invites): (i64, i64) = (cells.take()?, cells.take()?);
            let ownership = match (&primary_name, hosts) {
                (Some(_), _) => Ownership::Hosted,
                (None, 0) => Ownership::Unhosted,
                (None, _) => Ownership::NeedsPrimary,
            };
            Ok(Listed {
                event,
                ownership,
                primary_name,
                hosts,
                open_invites,
                contact_email,
                publication,
            })
        })
        .collect()
}

fn count(of: SelectStatement) -> Expr {
    Expr::SubQuery(None, Box::new(of.into()))
}

/// How many run the event of the row outside.
fn hosts() -> SelectStatement {
    Query::select()
        .expr(Expr::col((event_host::Entity, event_host::Column::Id)).count())
        .from(event_host::Entity)
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::EventId))
                .equals((event::Entity, event::Column::Id)),
        )
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::InvitationStatus)).eq("accepted"),
        )
        .take()
}

/// How many invites to that event can be accepted.
fn open_invites(now: DateTime<Utc>) -> SelectStatement {
    use event_invite::Column as C;

    let column = |column: C| Expr::col((event_invite::Entity, column));
    Query::select()
        .expr(column(C::Id).count())
        .from(event_invite::Entity)
        .and_where(column(C::EventId).equals((event::Entity, event::Column::Id)))
        .and_where(column(C::RevokedAt).is_null())
        .and_where(column(C::AcceptedAt).is_null())
        .and_where(column(C::DeclinedAt).is_null())
        .and_where(column(C::ExpiresAt).gt(now))
        .take()
}
