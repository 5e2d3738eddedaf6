//! People of a plan as its hosts know them: how to reach them, how far they have come, their link.

use gather_domain::{
    contact::{Contact, ContactError, Email, Phone},
    id::{EventId, LinkId, PersonId},
    person::{PersonFacts, Place, Role},
    text::Name,
};
use sea_orm::{
    ConnectionTrait, ExprTrait, Order, QueryResult,
    prelude::Uuid,
    sea_query::{Expr, SelectStatement},
};

use crate::{
    entity::{access_token, person, team},
    error::StoreError,
    people::{self, Participation},
    rows,
    statements::Cells,
    store::Source,
};

/// Somebody in the plan of an event, as its hosts know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Who, what they are there, and how far they have come.
    pub participation: Participation,
    /// How to reach them.
    pub contact: Contact,
    /// What their team is called.
    pub team: Option<Name>,
    /// Their link, and as what it lets them in.
    pub link: Option<(LinkId, Role)>,
    /// Rises with every change of their name or contact, at whichever event.
    pub version: i64,
}

impl Profile {
    /// What is known of the person wherever they are.
    pub fn facts(&self) -> PersonFacts {
        let name = self.participation.person.name.clone();
        PersonFacts { name, contact: self.contact.clone() }
    }

    /// From what their role follows.
    pub fn place(&self) -> Place {
        Place {
            hosts: self.participation.role == Role::Host,
            team_id: self.participation.team_id,
            leads: self.participation.leads,
        }
    }
}

/// Somebody in the plan of an event.
pub async fn find(
    source: &impl Source,
    event_id: EventId,
    id: PersonId,
) -> Result<Option<Profile>, StoreError> {
    Ok(of_people(source, event_id, &[id]).await?.pop())
}

/// Those of these people who are in the plan of an event.
pub async fn of_people(
    source: &impl Source,
    event_id: EventId,
    ids: &[PersonId],
) -> Result<Vec<Profile>, StoreError> {
    let ids = ids.iter().map(|id| id.as_uuid());
    let query = select(event_id)
        .and_where(Expr::col((person::Entity, person::Column::Id)).is_in(ids))
        .take();
    all(source, &query).await
}

/// Everybody in the plan of an event, in the order of their ids.
pub async fn of_event(source: &impl Source, event_id: EventId) -> Result<Vec<Profile>, StoreError> {
    let id = (person::Entity, person::Column::Id);
    all(source, &select(event_id).order_by(id, Order::Asc).take()).await
}

/// Everybody in the plan of an event, in the order of their ids: those after this one, at most so
/// many.
pub async fn page(
    source: &impl Source,
    event_id: EventId,
    after: Option<PersonId>,
    limit: u64,
) -> Result<Vec<Profile>, StoreError> {
    let id = (person::Entity, person::Column::Id);
    let query = select(event_id)
        .and_where_option(after.map(|after| Expr::col(id).gt(after.as_uuid())))
        .clear_order_by()
        .order_by(id, Order::Asc)
        .limit(limit)
        .take();
    all(source, &query).await
}

fn select(event_id: EventId) -> SelectStatement {
    people::everybody(&Expr::val(event_id.as_uuid()))
        .column((person::Entity, person::Column::Email))
        .column((person::Entity, person::Column::Phone))
        .column((person::Entity, person::Column::Version))
        .column((team::Entity, team::Column::Name))
        .column((access_token::Entity, access_token::Column::Id))
        .column((access_token::Entity, access_token::Column::Scope))
        .column((access_token::Entity, access_token::Column::TeamId))
        .take()
}

async fn all(source: &impl Source, query: &SelectStatement) -> Result<Vec<Profile>, StoreError> {
    let rows = source.connection().query_all(query).await?;
    rows.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<Profile, StoreError> {
    let mut cells = Cells::of(row);
    let participation = people::participation(&mut cells)?;
    let (email, phone): (Option<String>, Option<String>) = (cells.take()?, cells.take()?);
    let version = cells.take()?;
    let team: Option<String> = cells.take()?;
    let link_id: Option<Uuid> = cells.take()?;
    let scope: Option<access_token::Scope> = cells.take()?;
    let team_id: Option<Uuid> = cells.take()?;
    let link = match (link_id, scope) {
        (Some(id), Some(scope)) => {
            Some((LinkId::from_uuid(id), crate::links::role(scope, team_id)?))
        }
        _ => None,
    };
    Ok(Profile {
        participation,
        contact: Contact {
            email: way(Email::parse, email.as_deref())?,
            phone: way(Phone::parse, phone.as_deref())?,
        },
        team: rows::optional_text("team", Name::stored, team.as_deref())?,
        link,
        version,
    })
}

/// A way to reach somebody: it was parsed before it was stored.
fn way<T>(
    parse: fn(&str) -> Result<T, ContactError>,
    stored: Option<&str>,
) -> Result<Option<T>, StoreError> {
    stored.map(parse).transpose().map_err(|error| StoreError::corrupt("person", error))
}
