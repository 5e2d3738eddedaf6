//! People, and their places in the plan of an event.

use std::cmp::Ordering;

use chrono::{DateTime, Utc};
use gather_domain::{
    contact::Contact,
    id::{AccountId, EventId, PersonId, TeamId},
    permission::Permit,
    person::{Person, PersonFacts, Place, Role},
    text::Name,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    prelude::Uuid,
    sea_query::{Expr, Func, Query, SelectStatement, UnionType},
};

use crate::{
    batch,
    entity::{access_token, assignment, event, event_host, membership, person, team},
    error::StoreError,
    rows,
    statements::{Cells, Template},
    store::{Source, Tx, private::Connected as _},
};

/// Somebody in the plan of an event, and how far they have come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// Who.
    pub person: Person,
    /// What they are at this event.
    pub role: Role,
    /// The team that they are in; a host need not have one.
    pub team_id: Option<TeamId>,
    /// Whether they lead it; a host may, too.
    pub leads: bool,
    /// When they first opened their link.
    pub opened_at: Option<DateTime<Utc>>,
    /// How many things they bring.
    pub assigned: u64,
    /// How many of these they have confirmed.
    pub acknowledged: u64,
    /// How many of these they have declined.
    pub declined: u64,
}

/// The member of a team with this id.
pub async fn find_member(
    source: &impl Source,
    event_id: EventId,
    team_id: TeamId,
    id: PersonId,
) -> Result<Option<Person>, StoreError> {
    let member = Query::select()
        .column(membership::Column::PersonId)
        .from(membership::Entity)
        .and_where(Expr::col(membership::Column::EventId).eq(event_id.as_uuid()))
        .and_where(Expr::col(membership::Column::TeamId).eq(team_id.as_uuid()))
        .take();
    person::Entity::find_by_id(id.as_uuid())
        .filter(person::Column::Id.in_subquery(member))
        .one(source.connection())
        .await?
        .map(|row| {
            Ok(Person {
                id: PersonId::from_uuid(row.id),
                name: rows::text("person", Name::stored, &row.name)?,
            })
        })
        .transpose()
}

/// Everybody in the plan of an event, by name: its members, and its hosts on a team or not.
pub async fn of_event(
    source: &impl Source,
    event_id: EventId,
) -> Result<Vec<Participation>, StoreError> {
    static OF_EVENT: Template<1> = Template::new(|[event_id]| everybody(&event_id));
    let rows = OF_EVENT.all(source, [event_id.as_uuid().into()]).await?;
    let everybody = rows.iter().map(|row| participation(&mut Cells::of(row)));
    let mut everybody = everybody.collect::<Result<Vec<_>, _>>()?;
    everybody.sort_by(|a, b| by_name(&a.person, &b.person));
    Ok(everybody)
}

/// By name; of the same name, who was planned first.
pub(crate) fn by_name(a: &Person, b: &Person) -> Ordering {
    (a.name.sort_key(), a.id).cmp(&(b.name.sort_key(), b.id))
}

/// Joins the place of a query's person at the query's event: their membership and its team, if they
/// have one.
pub(crate) fn join_place(query: &mut SelectStatement) {
    query
        .left_join(
            membership::Entity,
            Expr::col((membership::Entity, membership::Column::EventId))
                .equals((event::Entity, event::Column::Id))
                .and(
                    Expr::col((membership::Entity, membership::Column::PersonId))
                        .equals((person::Entity, person::Column::Id)),
                ),
        )
        .left_join(
            team::Entity,
            Expr::col((team::Entity, team::Column::Id))
                .equals((membership::Entity, membership::Column::TeamId)),
        );
}

/// How many cells [`participation`] reads.
pub(crate) const CELLS: usize = 9;

/// Selects everybody in the plan of an event, to be read by [`participation`].
pub(crate) fn everybody(event_id: &Expr) -> SelectStatement {
    let somebody = "somebody";
    let work = "work";
    Query::select()
        .column((person::Entity, person::Column::Id))
        .column((person::Entity, person::Column::Name))
        .column((membership::Entity, membership::Column::TeamId))
        .column((team::Entity, team::Column::CoordinatorId))
        .column((event_host::Entity, event_host::Column::Id))
        .column((access_token::Entity, access_token::Column::OpenedAt))
        .expr(Func::coalesce([Expr::col((work, "assigned")), Expr::val(0_i64)]))
        .expr(Func::coalesce([Expr::col((work, "acknowledged")), Expr::val(0_i64)]))
        .expr(Func::coalesce([Expr::col((work, "declined")), Expr::val(0_i64)]))
        .from_subquery(ids_of_event(event_id), somebody)
        .inner_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::Id)).equals((somebody, "person_id")),
        )
        .left_join(
            membership::Entity,
            Expr::col((membership::Entity, membership::Column::PersonId))
                .equals((person::Entity, person::Column::Id))
                .and(
                    Expr::col((membership::Entity, membership::Column::EventId))
                        .eq(event_id.clone()),
                ),
        )
        .left_join(
            team::Entity,
            Expr::col((team::Entity, team::Column::Id))
                .equals((membership::Entity, membership::Column::TeamId)),
        )
        .left_join(
            event_host::Entity,
            Expr::col((event_host::Entity, event_host::Column::AccountId))
                .equals((person::Entity, person::Column::AccountId))
                .and(is_accepted_host_of(event_id)),
        )
        .left_join(
            access_token::Entity,
            Expr::col((access_token::Entity, access_token::Column::PersonId))
                .equals((person::Entity, person::Column::Id))
                .and(
                    Expr::col((access_token::Entity, access_token::Column::EventId))
                        .eq(event_id.clone()),
                ),
        )
        .join_subquery(
            sea_orm::JoinType::LeftJoin,
            work_of_event(event_id),
            work,
            Expr::col((work, "person_id")).equals((person::Entity, person::Column::Id)),
        )
        .take()
}

/// A new person, and the account that they stand for.
#[derive(Debug)]
pub struct NewPerson<'a> {
    /// Who.
    pub person: &'a Person,
    /// How to reach them.
    pub contact: Contact,
    /// The account that they stand for.
    pub account_id: Option<AccountId>,
}

/// New people.
pub async fn insert(
    tx: &Tx,
    _permit: &Permit,
    people: impl IntoIterator<Item = NewPerson<'_>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows: Vec<_> = people
        .into_iter()
        .map(|new| person::ActiveModel {
            id: Set(new.person.id.as_uuid()),
            name: Set(new.person.name.to_string()),
            email: Set(new.contact.email.as_ref().map(ToString::to_string)),
            phone: Set(new.contact.phone.as_ref().map(ToString::to_string)),
            account_id: Set(new.account_id.map(AccountId::as_uuid)),
            version: Set(1),
            created_at: Set(now),
        })
        .collect();
    batch::insert(tx, rows).await
}

/// Gives people their places in the teams of an event.
pub async fn join_teams(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    places: impl IntoIterator<Item = (PersonId, TeamId)>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = places.into_iter().map(|(person_id, team_id)| membership::ActiveModel {
        id: Set(Uuid::now_v7()),
        event_id: Set(event_id.as_uuid()),
        team_id: Set(team_id.as_uuid()),
        person_id: Set(person_id.as_uuid()),
        created_at: Set(now),
    });
    batch::insert(tx, rows).await
}

/// Replaces somebody's name and contact, wherever they are, if this is still the version.
pub async fn update(
    tx: &Tx,
    _permit: &Permit,
    id: PersonId,
    version: i64,
    facts: &PersonFacts,
) -> Result<bool, StoreError> {
    use person::Column as C;

    let text = |value: Option<String>| Expr::value(value);
    let contact = &facts.contact;
    let updated = person::Entity::update_many()
        .col_expr(C::Name, Expr::value(facts.name.to_string()))
        .col_expr(C::Email, text(contact.email.as_ref().map(ToString::to_string)))
        .col_expr(C::Phone, text(contact.phone.as_ref().map(ToString::to_string)))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(person::COLUMN.id.eq(id.as_uuid()))
        .filter(person::COLUMN.version.eq(version))
        .exec(tx.connection())
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Takes somebody's place in the plan of an event. What they had there is somebody else's already.
pub async fn leave(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    id: PersonId,
) -> Result<(), StoreError> {
    membership::Entity::delete_many()
        .filter(membership::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(membership::COLUMN.person_id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Gives a member of an event a place in another team of it. What they had is somebody else's
/// already.
pub async fn change_team(
    tx: &Tx,
    _permit: &Permit,
    event_id: EventId,
    id: PersonId,
    team_id: TeamId,
) -> Result<(), StoreError> {
    membership::Entity::update_many()
        .col_expr(membership::Column::TeamId, Expr::value(team_id.as_uuid()))
        .filter(membership::COLUMN.event_id.eq(event_id.as_uuid()))
        .filter(membership::COLUMN.person_id.eq(id.as_uuid()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// The events in whose plans somebody is, as a member or as a host, in the order in which they are
/// locked.
pub async fn events_of(source: &impl Source, id: PersonId) -> Result<Vec<EventId>, StoreError> {
    let hosted = Query::select()
        .column((event_host::Entity, event_host::Column::EventId))
        .from(person::Entity)
        .inner_join(
            event_host::Entity,
            Expr::col((event_host::Entity, event_host::Column::AccountId))
                .equals((person::Entity, person::Column::AccountId)),
        )
        .and_where(Expr::col((person::Entity, person::Column::Id)).eq(id.as_uuid()))
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::InvitationStatus)).eq("accepted"),
        )
        .take();
    let all = Query::select()
        .column(membership::Column::EventId)
        .from(membership::Entity)
        .and_where(Expr::col(membership::Column::PersonId).eq(id.as_uuid()))
        .union(UnionType::Distinct, hosted)
        .take();
    let rows = source.connection().query_all(&all).await?;
    let ids = rows.iter().map(|row| Cells::of(row).take().map(EventId::from_uuid));
    let mut ids = ids.collect::<Result<Vec<_>, _>>()?;
    ids.sort_unstable();
    Ok(ids)
}

/// The ids of the members, and of the people who stand for an accepted host.
pub(crate) fn ids_of_event(event_id: &Expr) -> SelectStatement {
    let hosts = Query::select()
        .column((person::Entity, person::Column::Id))
        .from(event_host::Entity)
        .inner_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::AccountId))
                .equals((event_host::Entity, event_host::Column::AccountId)),
        )
        .and_where(is_accepted_host_of(event_id))
        .take();
    Query::select()
        .column(membership::Column::PersonId)
        .from(membership::Entity)
        .and_where(Expr::col(membership::Column::EventId).eq(event_id.clone()))
        .union(UnionType::Distinct, hosts)
        .take()
}

fn is_accepted_host_of(event_id: &Expr) -> Expr {
    Expr::col((event_host::Entity, event_host::Column::EventId))
        .eq(event_id.clone())
        .and(Expr::col((event_host::Entity, event_host::Column::InvitationStatus)).eq("accepted"))
}

/// How many things each person brings, and how many they have confirmed or declined.
fn work_of_event(event_id: &Expr) -> SelectStatement {
    Query::select()
        .column(assignment::Column::PersonId)
        .expr_as(Expr::col(assignment::Column::Id).count(), "assigned")
        .expr_as(Expr::col(assignment::Column::AcknowledgedAt).count(), "acknowledged")
        .expr_as(Expr::col(assignment::Column::DeclinedAt).count(), "declined")
        .from(assignment::Entity)
        .and_where(Expr::col(assignment::Column::EventId).eq(event_id.clone()))
        .group_by_col(assignment::Column::PersonId)
        .take()
}

/// Whom [`everybody`] selected.
pub(crate) fn participation(cells: &mut Cells<'_>) -> Result<Participation, StoreError> {
    let (id, name): (Uuid, String) = (cells.take()?, cells.take()?);
    let (team_id, coordinator_id): (Option<Uuid>, Option<Uuid>) = (cells.take()?, cells.take()?);
    let host_id: Option<Uuid> = cells.take()?;
    let opened_at = cells.take()?;
    let (assigned, acknowledged) = (cells.take()?, cells.take()?);
    let declined = cells.take()?;
    let place = Place {
        hosts: host_id.is_some(),
        team_id: team_id.map(TeamId::from_uuid),
        leads: coordinator_id == Some(id),
    };
    let role = place
        .role()
        .ok_or_else(|| StoreError::corrupt("membership", "somebody is listed who is not there"))?;
    Ok(Participation {
        person: Person {
            id: PersonId::from_uuid(id),
            name: rows::text("person", Name::stored, &name)?,
        },
        role,
        team_id: place.team_id,
        leads: place.leads,
        opened_at,
        assigned: rows::count("assignment", assigned)?,
        acknowledged: rows::count("assignment", acknowledged)?,
        declined: rows::count("assignment", declined)?,
    })
}
