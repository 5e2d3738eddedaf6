//! Who leaves the hosts of all their events at once, and who takes these over.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use gather_domain::{
    event::Event,
    hosting::{Candidate, HostRole},
    id::{AccountId, EventHostId, EventId, PersonId, TeamId},
    link,
    person::{Place, Role},
    text::Name,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    prelude::Uuid,
    sea_query::{Expr, Query, UnionType},
};

use crate::{
    entity::{access_token, account, event, event_host, event_invite, membership, person, team},
    error::StoreError,
    events,
    offers::Offers,
    people, rows,
    statements::Cells,
    store::{Source, Tx, private::Connected as _},
};

/// An event that somebody runs, and their place in its plan without that.
#[derive(Debug)]
pub struct Hosted {
    /// The event.
    pub event: Event,
    /// Whether it is in their hands first.
    pub is_primary: bool,
    /// The person who stands for them, and what they are called.
    pub person: (PersonId, Name),
    /// What they are in the plan, hosting aside.
    pub place: Place,
    /// Whether it is deleted, so that nobody is told of it.
    pub is_deleted: bool,
}

impl Hosted {
    /// The role for which they have a link once they host no more, if for any.
    pub fn remaining_role(&self) -> Option<Role> {
        self.place.role().filter(|role| link::is_due(*role, self.event.status))
    }
}

/// The events where something ends with an account, in the order in which they are locked: which it
/// runs or is invited to, to which it invited others who have not answered, and which it made: their
/// rows name it.
pub async fn ids_of_account(
    source: &impl Source,
    account_id: AccountId,
) -> Result<Vec<EventId>, StoreError> {
    use event_invite::Column as I;

    let id = account_id.as_uuid();
    let invited = Query::select()
        .column(event_host::Column::EventId)
        .from(event_host::Entity)
        .and_where(Offers::By(account_id).invitations())
        .take();
    let handed_out = Query::select()
        .column(I::EventId)
        .from(event_invite::Entity)
        .and_where(Expr::col(I::CreatedBy).eq(id))
        .and_where(Expr::col(I::AcceptedAt).is_null())
        .and_where(Expr::col(I::RevokedAt).is_null())
        .and_where(Expr::col(I::DeclinedAt).is_null())
        .take();
    let made = Query::select()
        .column(event::Column::Id)
        .from(event::Entity)
        .and_where(Expr::col(event::Column::CreatedBy).eq(id))
        .take();
    let query = Query::select()
        .column(event_host::Column::EventId)
        .from(event_host::Entity)
        .and_where(Expr::col(event_host::Column::AccountId).eq(id))
        .union(UnionType::Distinct, invited)
        .union(UnionType::Distinct, handed_out)
        .union(UnionType::Distinct, made)
        .take();
    let rows = source.connection().query_all(&query).await?;
    let ids = rows.iter().map(|row| Cells::of(row).take().map(EventId::from_uuid));
    let mut ids = ids.collect::<Result<Vec<_>, _>>()?;
    ids.sort_unstable();
    Ok(ids)
}

/// An account that has been suspended since then or longer, and that runs events.
pub async fn find_suspended(
    source: &impl Source,
    since: DateTime<Utc>,
) -> Result<Option<AccountId>, StoreError> {
    let hosting = Query::select()
        .column(event_host::Column::AccountId)
        .from(event_host::Entity)
        .and_where(is_accepted())
        .take();
    let row = account::Entity::find()
        .filter(account::COLUMN.suspended_at.lte(since))
        .filter(account::Column::Id.in_subquery(hosting))
        .order_by_asc(account::Column::SuspendedAt)
        .one(source.connection())
        .await?;
    Ok(row.map(|it| AccountId::from_uuid(it.id)))
}

/// The events that an account runs as an accepted host, with its person's place in each.
pub async fn of_account(
    source: &impl Source,
    account_id: AccountId,
) -> Result<Vec<Hosted>, StoreError> {
    let mut query = Query::select();
    query
        .column((event::Entity, event::Column::HostId))
        .column((person::Entity, person::Column::Id))
        .column((person::Entity, person::Column::Name))
        .column((membership::Entity, membership::Column::TeamId))
        .column((team::Entity, team::Column::CoordinatorId))
        .column((event::Entity, event::Column::DeletedAt));
    events::select(&mut query);
    query
        .from(event_host::Entity)
        .inner_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id))
                .equals((event_host::Entity, event_host::Column::EventId)),
        )
        .inner_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::AccountId))
                .equals((event_host::Entity, event_host::Column::AccountId)),
        )
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::AccountId)).eq(account_id.as_uuid()),
        )
        .and_where(is_accepted());
    people::join_place(&mut query);
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let mut cells = Cells::of(row);
            let primary: Option<Uuid> = cells.take()?;
            let (person_id, name): (Uuid, String) = (cells.take()?, cells.take()?);
            let (team_id, coordinator): (Option<Uuid>, Option<Uuid>) =
                (cells.take()?, cells.take()?);
            let deleted_at: Option<DateTime<Utc>> = cells.take()?;
            Ok(Hosted {
                is_deleted: deleted_at.is_some(),
                is_primary: primary == Some(account_id.as_uuid()),
                person: (
                    PersonId::from_uuid(person_id),
                    rows::text("person", Name::stored, &name)?,
                ),
                place: Place {
                    hosts: false,
                    team_id: team_id.map(TeamId::from_uuid),
                    leads: coordinator == Some(person_id),
                },
                event: events::read(&mut cells)?,
            })
        })
        .collect()
}

/// Who else runs the events that this account runs.
pub async fn others(
    source: &impl Source,
    account_id: AccountId,
) -> Result<Vec<Candidate>, StoreError> {
    let theirs = Query::select()
        .column(event_host::Column::EventId)
        .from(event_host::Entity)
        .and_where(Expr::col(event_host::Column::AccountId).eq(account_id.as_uuid()))
        .and_where(Expr::col(event_host::Column::InvitationStatus).eq("accepted"))
        .take();
    let query = Query::select()
        .column((event_host::Entity, event_host::Column::Id))
        .column((event_host::Entity, event_host::Column::EventId))
        .column((event_host::Entity, event_host::Column::AccountId))
        .column((account::Entity, account::Column::DisplayName))
        .column((event_host::Entity, event_host::Column::Role))
        .column((event_host::Entity, event_host::Column::AcceptedAt))
        .column((account::Entity, account::Column::SuspendedAt))
        .from(event_host::Entity)
        .inner_join(
            account::Entity,
            Expr::col((account::Entity, account::Column::Id))
                .equals((event_host::Entity, event_host::Column::AccountId)),
        )
        .and_where(Expr::col((event_host::Entity, event_host::Column::EventId)).in_subquery(theirs))
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::AccountId)).ne(account_id.as_uuid()),
        )
        .and_where(is_accepted())
        .take();
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let mut cells = Cells::of(row);
            let id: Uuid = cells.take()?;
            let (event_id, account_id): (Uuid, Uuid) = (cells.take()?, cells.take()?);
            let (name, role): (String, String) = (cells.take()?, cells.take()?);
            let (accepted_at, suspended_at): (_, Option<DateTime<Utc>>) =
                (cells.take()?, cells.take()?);
            Ok(Candidate {
                id: EventHostId::from_uuid(id),
                event_id: EventId::from_uuid(event_id),
                account_id: AccountId::from_uuid(account_id),
                name,
                role: if role == "host" { HostRole::Host } else { HostRole::Cohost },
                accepted_at,
                is_suspended: suspended_at.is_some(),
            })
        })
        .collect()
}

/// Puts every event that is in `from`'s hands first into those of its successor, who is a host of it
/// from then on; into nobody's, where there is none.
pub async fn hand_over(
    tx: &Tx,
    from: AccountId,
    successors: &BTreeMap<EventId, Candidate>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let heirs: Vec<_> = successors.values().map(|heir| heir.id.as_uuid()).collect();
    event_host::Entity::update_many()
        .col_expr(event_host::Column::Role, Expr::value("host"))
        .filter(event_host::COLUMN.id.is_in(heirs.clone()))
        .exec(tx.connection())
        .await?;
    let heir = Query::select()
        .column((event_host::Entity, event_host::Column::AccountId))
        .from(event_host::Entity)
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::EventId))
                .equals((event::Entity, event::Column::Id)),
        )
        .and_where(Expr::col((event_host::Entity, event_host::Column::Id)).is_in(heirs))
        .take();
    event::Entity::update_many()
        .col_expr(event::Column::HostId, Expr::SubQuery(None, Box::new(heir.into())))
        .col_expr(event::Column::SteppedUpAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(event::Column::UpdatedAt, Expr::value(now))
        .filter(event::COLUMN.host_id.eq(from.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Ends what an account is at all its events, and the host links of the person who stands for it.
pub async fn leave_all(
    tx: &Tx,
    account_id: AccountId,
    person_ids: &[PersonId],
) -> Result<(), StoreError> {
    event_host::Entity::delete_many()
        .filter(event_host::COLUMN.account_id.eq(account_id.as_uuid()))
        .exec(tx.connection())
        .await?;
    access_token::Entity::delete_many()
        .filter(access_token::COLUMN.person_id.is_in(person_ids.iter().map(|id| id.as_uuid())))
        .filter(access_token::COLUMN.scope.eq(access_token::Scope::Host))
        .exec(tx.connection())
        .await?;
    Ok(())
}

fn is_accepted() -> Expr {
    Expr::col((event_host::Entity, event_host::Column::InvitationStatus)).eq("accepted")
}
