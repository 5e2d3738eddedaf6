//! What is remembered of every change. There is no way to change or delete an entry.

use std::borrow::Cow;

use gather_domain::{
    audit::{Actor, ActorId, ActorKind, Deed, Details, Entry, Target, TargetId},
    id::{AccountId, AuditEntryId, DayId, EventId, InviteId, ItemId, LinkId, PersonId, TeamId},
    permission::Authority,
    registry::AccountEntry,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    prelude::Uuid,
};

use crate::{
    batch,
    entity::audit_entry,
    error::StoreError,
    store::{Source, Tx},
};

/// Remembers what happened, in the transaction in which it happens.
pub async fn record(tx: &Tx, entry: Entry) -> Result<(), StoreError> {
    record_all(tx, [entry]).await
}

/// The same of several things, in this order.
pub async fn record_all(
    tx: &Tx,
    entries: impl IntoIterator<Item = Entry>,
) -> Result<(), StoreError> {
    let rows = entries.into_iter().map(row).collect::<Result<Vec<_>, _>>()?;
    if !rows.is_empty() {
        tx.mark_recorded();
    }
    batch::insert(tx, rows).await
}

/// Remembers what happened to accounts and to the server, in this order. No event has such an entry.
pub async fn record_accounts(
    tx: &Tx,
    entries: impl IntoIterator<Item = AccountEntry>,
) -> Result<(), StoreError> {
    let rows = entries.into_iter().map(|entry| {
        let details = serde_json::to_string(&entry.details)
            .map_err(|error| StoreError::corrupt("audit_entry", error))?;
        let (target, target_name) = entry.target;
        Ok(audit_entry::ActiveModel {
            id: Set(entry.id.as_uuid()),
            event_id: Set(None),
            at: Set(entry.at),
            actor_kind: Set(entry.actor.kind.as_str().to_owned()),
            actor_id: Set(entry.actor.id.map(AccountId::as_uuid)),
            actor_name: Set(entry.actor.name),
            action: Set(entry.action.to_owned()),
            target_type: Set(target.kind().to_owned()),
            target_id: Set(target.as_uuid()),
            target_name: Set(target_name),
            details: Set(details),
        })
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    batch::insert(tx, rows).await
}

fn row(entry: Entry) -> Result<audit_entry::ActiveModel, StoreError> {
    let details = serde_json::to_string(&entry.details)
        .map_err(|error| StoreError::corrupt("audit_entry", error))?;
    Ok(audit_entry::ActiveModel {
        id: Set(entry.id.as_uuid()),
        event_id: Set(Some(entry.event_id.as_uuid())),
        at: Set(entry.at),
        actor_kind: Set(entry.actor.kind.as_str().to_owned()),
        actor_id: Set(entry.actor.id.map(ActorId::as_uuid)),
        actor_name: Set(entry.actor.name),
        action: Set(entry.action.into_owned()),
        target_type: Set(entry.target.id.kind().to_owned()),
        target_id: Set(entry.target.id.as_uuid()),
        target_name: Set(entry.target.name),
        details: Set(details),
    })
}

/// Which entries of an event to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this action.
    pub action: Option<String>,
    /// Only targets of this type.
    pub target_type: Option<String>,
    /// Only what was done to this thing.
    pub target_id: Option<Uuid>,
    /// Only what this person did.
    pub actor: Option<PersonId>,
    /// Only entries before this one.
    pub before: Option<AuditEntryId>,
}

/// The entries of an event, latest first, at most so many.
pub async fn list(
    source: &impl Source,
    event_id: EventId,
    filter: Filter,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    use audit_entry::Column as C;

    audit_entry::Entity::find()
        .filter(C::EventId.eq(event_id.as_uuid()))
        // What did not happen is for admins.
        .filter(C::Action.ne(Deed::RefuseInvite.name()))
        .apply_if(filter.action, |query, action| query.filter(C::Action.eq(action)))
        .apply_if(filter.target_type, |query, kind| query.filter(C::TargetType.eq(kind)))
        .apply_if(filter.target_id, |query, id| query.filter(C::TargetId.eq(id)))
        .apply_if(filter.actor, |query, id| {
            // Nobody finds out by the id of an account which admin that was.
            let of_accounts = [ActorKind::Admin, ActorKind::Member].map(ActorKind::as_str);
            query.filter(C::ActorId.eq(id.as_uuid())).filter(C::ActorKind.is_not_in(of_accounts))
        })
        .apply_if(filter.before, |query, id| query.filter(C::Id.lt(id.as_uuid())))
        .order_by_desc(C::Id)
        .limit(limit)
        .all(source.connection())
        .await?
        .into_iter()
        .map(Entry::try_from)
        .collect()
}

pub(crate) fn parse_actor_kind(stored: &str) -> Result<ActorKind, StoreError> {
    Ok(match stored {
        "host" => ActorKind::Person(Authority::Host),
        "coordinator" => ActorKind::Person(Authority::Coordinator),
        "participant" => ActorKind::Person(Authority::Participant),
        "admin" => ActorKind::Admin,
        "user" => ActorKind::Member,
        "system" => ActorKind::System,
        _ => return Err(StoreError::corrupt("audit_entry", "nobody acts as that")),
    })
}

pub(crate) fn parse_details(stored: &str) -> Result<Details, StoreError> {
    serde_json::from_str(stored).map_err(|error| StoreError::corrupt("audit_entry", error))
}

impl TryFrom<audit_entry::Model> for Entry {
    type Error = StoreError;

    fn try_from(row: audit_entry::Model) -> Result<Self, Self::Error> {
        let corrupt = |detail: &str| StoreError::corrupt("audit_entry", detail);
        let event_id = row.event_id.ok_or_else(|| corrupt("it belongs to no event"))?;
        let kind = parse_actor_kind(&row.actor_kind)?;
        let details = parse_details(&row.details)?;
        Ok(Self {
            id: AuditEntryId::from_uuid(row.id),
            event_id: EventId::from_uuid(event_id),
            at: row.at,
            actor: Actor {
                kind,
                id: row.actor_id.and_then(|id| kind.id(id)),
                name: row.actor_name,
            },
            action: Cow::Owned(row.action),
            target: Target {
                id: target_id(&row.target_type, row.target_id)
                    .ok_or_else(|| corrupt("there is no such type of target"))?,
                name: row.target_name,
            },
            details,
        })
    }
}

fn target_id(kind: &str, id: Uuid) -> Option<TargetId> {
    match kind {
        "event" => Some(TargetId::Event(EventId::from_uuid(id))),
        "day" => Some(TargetId::Day(DayId::from_uuid(id))),
        "team" => Some(TargetId::Team(TeamId::from_uuid(id))),
        "person" => Some(TargetId::Person(PersonId::from_uuid(id))),
        "item" => Some(TargetId::Item(ItemId::from_uuid(id))),
        "link" => Some(TargetId::Link(LinkId::from_uuid(id))),
        "invite" => Some(TargetId::Invite(InviteId::from_uuid(id))),
        "account" => Some(TargetId::Account(AccountId::from_uuid(id))),
        _ => None,
    }
}
