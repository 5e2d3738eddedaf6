//! What the owner of a session is at one event.

use gather_domain::{
    account::{Account, Session},
    event::Event,
    hosting::{HostRole, Hosting},
    id::{AccountId, EventId, PersonId},
    person::Person,
    secret::SecretHash,
    standing::{CameBy, Standing},
    text::Name,
};
use sea_orm::{
    ConnectionTrait, Order,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use crate::{
    accounts,
    entity::{account, event, event_host, person, session},
    error::StoreError,
    events::{self, Revision},
    people, rows, sessions,
    statements::{Cells, Template},
    store::Source,
    teams,
};

/// A session, whose it is, and what they are at an event.
#[derive(Debug)]
pub struct Found {
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub account: Account,
    /// What they are at the event; `None` where they do not run it, or it is not there.
    pub host: Option<FoundHost>,
}

/// What the owner of a session is at the event that they run.
#[derive(Debug)]
pub struct FoundHost {
    /// Their place in it.
    pub standing: Standing,
    /// How they host it.
    pub hosting: Hosting,
    /// The state of the event in which this was so.
    pub revision: Revision,
}

/// What stands behind the session with this hash, for one event: all of it in one statement.
pub async fn find(
    source: &impl Source,
    hash: &SecretHash,
    event_id: EventId,
) -> Result<Option<Found>, StoreError> {
    static FOUND: Template<2> = Template::new(|[hash, event_id]| behind_session(hash, event_id));
    let given = [hash.as_bytes().to_vec().into(), event_id.as_uuid().into()];
    let Some(row) = FOUND.one(source, given).await? else { return Ok(None) };
    let mut cells = Cells::of(&row);
    let session = sessions::read(&mut cells)?;
    let account = accounts::read(&mut cells)?;
    let role: Option<String> = cells.take()?;
    let primary: Option<Uuid> = cells.take()?;
    let Some(role) = role else {
        return Ok(Some(Found { session, account, host: None }));
    };
    let hosting = hosting(&role, account.id, primary)?;
    let (person_id, name): (Option<Uuid>, Option<String>) = (cells.take()?, cells.take()?);
    let (Some(person_id), Some(name)) = (person_id, name) else {
        return Err(StoreError::corrupt("event_host", "nobody stands for its account"));
    };
    let person = Person {
        id: PersonId::from_uuid(person_id),
        name: rows::text("person", Name::stored, &name)?,
    };
    let event = events::read(&mut cells)?;
    let team = teams::read(&mut cells)?;
    let revision = Revision::new(cells.take()?);
    let standing = Standing { came_by: CameBy::Session(account.id), event, person, team };
    Ok(Some(Found { session, account, host: Some(FoundHost { standing, hosting, revision }) }))
}

/// The events that an account runs, latest first.
pub async fn of_account(
    source: &impl Source,
    account_id: AccountId,
) -> Result<Vec<(Event, Hosting)>, StoreError> {
    let mut query = Query::select();
    query
        .column((event_host::Entity, event_host::Column::Role))
        .column((event::Entity, event::Column::HostId));
    events::select(&mut query);
    query
        .from(event_host::Entity)
        .inner_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id))
                .equals((event_host::Entity, event_host::Column::EventId)),
        )
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::AccountId)).eq(account_id.as_uuid()),
        )
        .and_where(
            Expr::col((event_host::Entity, event_host::Column::InvitationStatus)).eq("accepted"),
        )
        .and_where(events::is_there())
        .order_by((event::Entity, event::Column::Id), Order::Desc);
    let rows = source.connection().query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let mut cells = Cells::of(row);
            let role: String = cells.take()?;
            let hosting = hosting(&role, account_id, cells.take()?)?;
            Ok((events::read(&mut cells)?, hosting))
        })
        .collect()
}

fn hosting(
    role: &str,
    account_id: AccountId,
    primary: Option<Uuid>,
) -> Result<Hosting, StoreError> {
    let role = match role {
        "host" => HostRole::Host,
        "cohost" => HostRole::Cohost,
        _ => return Err(StoreError::corrupt("event_host", "nobody hosts as that")),
    };
    Ok(Hosting { role, is_primary: primary == Some(account_id.as_uuid()) })
}

fn behind_session(hash: Expr, event_id: Expr) -> SelectStatement {
    let mut query = Query::select();
    sessions::select(&mut query);
    accounts::select(&mut query);
    query
        .column((event_host::Entity, event_host::Column::Role))
        .column((event::Entity, event::Column::HostId))
        .column((person::Entity, person::Column::Id))
        .column((person::Entity, person::Column::Name));
    events::select(&mut query);
    teams::select(&mut query);
    query.column((event::Entity, event::Column::Revision));
    sessions::from(&mut query, hash);
    query
        .left_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id)).eq(event_id).and(events::is_there()),
        )
        .left_join(
            event_host::Entity,
            Expr::col((event_host::Entity, event_host::Column::AccountId))
                .equals((session::Entity, session::Column::AccountId))
                .and(
                    Expr::col((event_host::Entity, event_host::Column::EventId))
                        .equals((event::Entity, event::Column::Id)),
                )
                .and(
                    Expr::col((event_host::Entity, event_host::Column::InvitationStatus))
                        .eq("accepted"),
                ),
        )
        .left_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::AccountId))
                .equals((account::Entity, account::Column::Id)),
        );
    people::join_place(&mut query);
    teams::join(&mut query);
    query
}
