//! All that is remembered, of every event and of none, for admins.

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{ActorKind, Details},
    hosting::GrantMethod,
    id::{AccountId, AuditEntryId, EventId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, Order,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    audit::{parse_actor_kind, parse_details},
    entity::{audit_entry, event, person},
    error::StoreError,
    events,
    matching::{begins, contains, mentions},
    statements::Cells,
    store::Source,
};

/// One thing that happened, as it was written down. Names are as they were.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Its id.
    pub id: AuditEntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// As what somebody acted.
    pub actor_kind: ActorKind,
    /// Who, if it was a person of a plan or somebody with an account.
    pub actor_id: Option<Uuid>,
    /// What they were called.
    pub actor_name: String,
    /// What.
    pub action: String,
    /// To what type of thing.
    pub target_type: String,
    /// To which.
    pub target_id: Uuid,
    /// What that was called.
    pub target_name: String,
    /// What exactly.
    pub details: Details,
    /// The event that it belongs to.
    pub event_id: Option<EventId>,
    /// What that is called now, if it is still there.
    pub event_name: Option<String>,
}

/// Which entries. What is not said does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What this one did.
    pub actor: Option<Named>,
    /// What was done to this one, or belongs to this event.
    pub subject: Option<Named>,
    /// What is called so.
    pub action: Option<Actions>,
    /// By what somebody came to run an event.
    pub method: Option<GrantMethod>,
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// Only entries before this one.
    pub before: Option<AuditEntryId>,
}

/// Somebody or something, by its id or by its name.
#[derive(Debug, Clone)]
pub enum Named {
    /// The one with this id. An account is also the person that stands for it in plans.
    Id(Uuid),
    /// Those with this in their name, in upper or lower case.
    Name(String),
}

/// One action, or a family of them.
#[derive(Debug, Clone)]
pub enum Actions {
    /// The one of this name.
    One(String),
    /// All whose name begins so: `invite.` …
    Family(String),
}

/// What happened, latest first, at most so many.
pub async fn list(
    source: &impl Source,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<Recorded>, StoreError> {
    use audit_entry::Column as C;

    let column = |column: C| Expr::col((audit_entry::Entity, column));
    let mut query = Query::select();
    query
        .columns(
            [
                C::Id,
                C::At,
                C::ActorKind,
                C::ActorId,
                C::ActorName,
                C::Action,
                C::TargetType,
                C::TargetId,
                C::TargetName,
                C::Details,
                C::EventId,
            ]
            .map(|column| (audit_entry::Entity, column)),
        )
        .column((event::Entity, event::Column::Name))
        .from(audit_entry::Entity)
        .left_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id))
                .equals((audit_entry::Entity, C::EventId))
                .and(events::is_there()),
        )
        .cond_where(
            Condition::all()
                .add_option(filter.actor.as_ref().map(did))
                .add_option(filter.subject.as_ref().map(about))
                .add_option(filter.action.as_ref().map(called))
                .add_option(filter.method.map(by_method))
                .add_option(filter.from.map(|at| column(C::At).gte(at)))
                .add_option(filter.until.map(|at| column(C::At).lt(at)))
                .add_option(filter.before.map(|id| column(C::Id).lt(id.as_uuid()))),
        )
        .order_by((audit_entry::Entity, C::Id), Order::Desc)
        .limit(limit);
    let rows = source.connection().query_all(&query).await?;
    rows.iter().map(|row| read(&mut Cells::of(row))).collect()
}

/// The person of an account acts at events, the account itself elsewhere: both are meant.
fn did(who: &Named) -> Condition {
    use audit_entry::Column as C;

    match who {
        Named::Id(id) => Condition::any()
            .add(Expr::col((audit_entry::Entity, C::ActorId)).eq(*id))
            .add(C::ActorId.in_subquery(people_of(AccountId::from_uuid(*id)))),
        Named::Name(name) => {
            Condition::all().add(mentions(Expr::col((audit_entry::Entity, C::ActorName)), name))
        }
    }
}

fn about(what: &Named) -> Condition {
    use audit_entry::Column as C;

    match what {
        Named::Id(id) => Condition::any()
            .add(Expr::col((audit_entry::Entity, C::TargetId)).eq(*id))
            .add(Expr::col((audit_entry::Entity, C::EventId)).eq(*id))
            .add(C::TargetId.in_subquery(people_of(AccountId::from_uuid(*id)))),
        Named::Name(name) => {
            Condition::all().add(mentions(Expr::col((audit_entry::Entity, C::TargetName)), name))
        }
    }
}

fn called(action: &Actions) -> Condition {
    let column = Expr::col((audit_entry::Entity, audit_entry::Column::Action));
    Condition::all().add(match action {
        Actions::One(name) => column.eq(name),
        Actions::Family(name) => begins(column, name),
    })
}

/// Some deeds are of one method alone; others say theirs.
fn by_method(method: GrantMethod) -> Condition {
    use audit_entry::Column as C;

    let deed = match method {
        GrantMethod::Creator => Some("create_event"),
        GrantMethod::Admin => Some("membership.assigned"),
        GrantMethod::Transfer => Some("membership.transferred"),
        GrantMethod::Claim
        | GrantMethod::Invite
        | GrantMethod::MemberInvite
        | GrantMethod::Venue => None,
    };
    let action = || Expr::col((audit_entry::Entity, C::Action));
    // No text that somebody typed reads so: a quote in it would have a backslash before it.
    let said = format!("\"grant_method\":\"{}\"", method.as_str());
    let says = contains(Expr::col((audit_entry::Entity, C::Details)), &said);
    let joined = ["membership.accepted", "membership.promoted", "membership.invited"];
    Condition::any()
        .add_option(deed.map(|deed| action().eq(deed)))
        .add(Condition::all().add(action().is_in(joined)).add(says))
}

fn people_of(account: AccountId) -> SelectStatement {
    Query::select()
        .column(person::Column::Id)
        .from(person::Entity)
        .and_where(Expr::col(person::Column::AccountId).eq(account.as_uuid()))
        .take()
}

fn read(cells: &mut Cells<'_>) -> Result<Recorded, StoreError> {
    let (id, at): (Uuid, DateTime<Utc>) = (cells.take()?, cells.take()?);
    let actor_kind: String = cells.take()?;
    Ok(Recorded {
        id: AuditEntryId::from_uuid(id),
        at,
        actor_kind: parse_actor_kind(&actor_kind)?,
        actor_id: cells.take()?,
        actor_name: cells.take()?,
        action: cells.take()?,
        target_type: cells.take()?,
        target_id: cells.take()?,
        target_name: cells.take()?,
        details: parse_details(&cells.take::<String>()?)?,
        event_id: cells.take::<Option<Uuid>>()?.map(EventId::from_uuid),
        event_name: cells.take()?,
    })
}
