//! In whose hands events are, for admins.

use chrono::{DateTime, Utc};
use gather_domain::{
    event::Event, hosting::Ownership, id::EventId, mail::MailStatus, publication::Publication,
};
use sea_orm::{
    Condition, ConnectionTrait, ExprTrait, Order,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    entity::{account, email_outbox, event, event_host, event_invite},
    error::StoreError,
    events,
    invites::{self, Concern},
    matching::mentions,
    publications,
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
        .and_where(events::is_there())
        .order_by((event::Entity, event::Column::Id), Order::Desc)
        .limit(limit);
    if let Some(ownership) = filter.ownership {
        query.cond_where(is(ownership));
    }
    if let Some(before) = filter.before {
        query.and_where(id().lt(before.as_uuid()));
    }
    if let Some(name) = filter.name {
        let column = Expr::col((event::Entity, event::Column::Name));
        query.and_where(mentions(column, &name));
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

/// What waits for an admin: how many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Events that nobody runs.
    pub unhosted: i64,
    /// Events that co-hosts run, none of whom is the primary host.
    pub needs_primary: i64,
    /// Open invites whose time is over soon.
    pub invites_expiring: i64,
    /// Open invites that somebody made as an admin who is none any more.
    pub invites_of_demoted: i64,
    /// Mails that could not be sent.
    pub mails_failed: i64,
    /// Mails that somebody has to pass on.
    pub mails_held: i64,
}

/// What waits for an admin, in one statement.
pub async fn waiting(source: &impl Source, now: DateTime<Utc>) -> Result<Waiting, StoreError> {
    let events = |ownership| {
        let id = Expr::col((event::Entity, event::Column::Id));
        let of = Query::select()
            .expr(id.count())
            .from(event::Entity)
            .and_where(events::is_there())
            .cond_where(is(ownership))
            .take();
        count(of)
    };
    let invites = |concern| {
        let id = Expr::col((event_invite::Entity, event_invite::Column::Id));
        let those = invites::worries(concern, now);
        let of =
            Query::select().expr(id.count()).from(event_invite::Entity).cond_where(those).take();
        count(of)
    };
    let mails = |status: MailStatus| {
        let of = Query::select()
            .expr(Expr::col(email_outbox::Column::Id).count())
            .from(email_outbox::Entity)
            .and_where(Expr::col(email_outbox::Column::Status).eq(status.as_str()))
            .take();
        count(of)
    };
    let query = Query::select()
        .expr(events(Ownership::Unhosted))
        .expr(events(Ownership::NeedsPrimary))
        .expr(invites(Concern::Expiring))
        .expr(invites(Concern::CreatorDemoted))
        .expr(mails(MailStatus::Failed))
        .expr(mails(MailStatus::Held))
        .take();
    let row = source.connection().query_one(&query).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("event", "nothing can be counted"))?;
    let mut cells = Cells::of(&row);
    Ok(Waiting {
        unhosted: cells.take()?,
        needs_primary: cells.take()?,
        invites_expiring: cells.take()?,
        invites_of_demoted: cells.take()?,
        mails_failed: cells.take()?,
        mails_held: cells.take()?,
    })
}

/// Whether the event of the row is in such hands.
fn is(ownership: Ownership) -> Condition {
    let host_id = Expr::col((event::Entity, event::Column::HostId));
    match ownership {
        Ownership::Hosted => Condition::all().add(host_id.is_not_null()),
        Ownership::NeedsPrimary => {
            Condition::all().add(host_id.is_null()).add(count(hosts()).gt(0))
        }
        Ownership::Unhosted => Condition::all().add(host_id.is_null()).add(count(hosts()).eq(0)),
    }
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
