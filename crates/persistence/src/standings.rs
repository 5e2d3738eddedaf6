//! Who a caller is: what stands behind a link, and what an admin is where they run nothing.

use gather_domain::{
    account::Account,
    id::{EventId, PersonId},
    person::{Person, Place},
    secret::SecretHash,
    standing::{CameBy, Standing},
    team::Team,
    text::Name,
};
use sea_orm::{
    ConnectionTrait,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use crate::{
    entity::{access_token, account, event, event_host, membership, person, team},
    error::StoreError,
    events::{self, Revision},
    links, rows,
    statements::{Cells, Template},
    store::Source,
    teams,
};

/// What stands behind a link.
#[derive(Debug)]
pub struct Found {
    /// Who holds it, and of which event.
    pub standing: Standing,
    /// The place in the plan that they have now. Whether the link still lets them in is for
    /// [`Link::open_at`](gather_domain::link::Link::open_at) to say.
    pub place: Place,
    /// The state of the event in which this was so.
    pub revision: Revision,
}

/// What stands behind the link with this hash.
pub async fn of_link(source: &impl Source, hash: &SecretHash) -> Result<Option<Found>, StoreError> {
    static OF_LINK: Template<1> = Template::new(|[hash]| behind_link(hash));
    let Some(row) = OF_LINK.one(source, [hash.as_bytes().to_vec().into()]).await? else {
        return Ok(None);
    };
    let mut cells = Cells::of(&row);
    let link = links::read(&mut cells)?;
    let event = events::read(&mut cells)?;
    let team = teams::read(&mut cells)?;
    let name: String = cells.take()?;
    let host_id: Option<Uuid> = cells.take()?;
    let revision = Revision::new(cells.take()?);

    let person = Person { id: link.person_id, name: rows::text("person", Name::stored, &name)? };
    let leads = |team: &Team| team.coordinator.as_ref().is_some_and(|(id, _)| *id == person.id);
    let place = Place {
        hosts: host_id.is_some(),
        team_id: team.as_ref().map(|team| team.id),
        leads: team.as_ref().is_some_and(leads),
    };
    let standing = Standing { came_by: CameBy::Link(link), event, person, team };
    Ok(Some(Found { standing, place, revision }))
}

/// What an admin is at an event that they do not run, and its state; `None`: there is none.
pub async fn of_admin(
    source: &impl Source,
    admin: &Account,
    event_id: EventId,
) -> Result<Option<(Standing, Revision)>, StoreError> {
    let mut query = Query::select();
    events::select(&mut query);
    query
        .column((event::Entity, event::Column::Revision))
        .from(event::Entity)
        .and_where(Expr::col((event::Entity, event::Column::Id)).eq(event_id.as_uuid()))
        .and_where(events::is_there());
    let Some(row) = source.connection().query_one(&query).await? else { return Ok(None) };
    let mut cells = Cells::of(&row);
    let event = events::read(&mut cells)?;
    let id = PersonId::from_uuid(admin.id.as_uuid());
    let person = Person { id, name: admin.display_name.clone() };
    let standing = Standing { came_by: CameBy::Admin(admin.id), event, person, team: None };
    Ok(Some((standing, Revision::new(cells.take()?))))
}

/// Selects a link with its event, person and team, and whether the person's account hosts the event.
fn behind_link(hash: Expr) -> SelectStatement {
    // As a host they are kept out while their account is: a host's link shows everybody's links.
    let suspended = Query::select()
        .expr(Expr::val(1))
        .from(account::Entity)
        .and_where(
            Expr::col((account::Entity, account::Column::Id))
                .equals((event_host::Entity, event_host::Column::AccountId)),
        )
        .and_where(Expr::col((account::Entity, account::Column::SuspendedAt)).is_not_null())
        .take();
    let mut query = Query::select();
    links::select(&mut query);
    events::select(&mut query);
    teams::select(&mut query);
    query
        .column((person::Entity, person::Column::Name))
        .column((event_host::Entity, event_host::Column::Id))
        .column((event::Entity, event::Column::Revision))
        .from(access_token::Entity)
        .inner_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::Id))
                .equals((access_token::Entity, access_token::Column::EventId)),
        )
        .inner_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::Id))
                .equals((access_token::Entity, access_token::Column::PersonId)),
        )
        .left_join(
            membership::Entity,
            Expr::col((membership::Entity, membership::Column::EventId))
                .equals((access_token::Entity, access_token::Column::EventId))
                .and(
                    Expr::col((membership::Entity, membership::Column::PersonId))
                        .equals((access_token::Entity, access_token::Column::PersonId)),
                ),
        )
        .left_join(
            team::Entity,
            Expr::col((team::Entity, team::Column::Id))
                .equals((membership::Entity, membership::Column::TeamId)),
        )
        .left_join(
            event_host::Entity,
            Expr::col((event_host::Entity, event_host::Column::EventId))
                .equals((event::Entity, event::Column::Id))
                .and(
                    Expr::col((event_host::Entity, event_host::Column::AccountId))
                        .equals((person::Entity, person::Column::AccountId)),
                )
                .and(
                    Expr::col((event_host::Entity, event_host::Column::InvitationStatus))
                        .eq("accepted"),
                )
                .and(Expr::exists(suspended).not()),
        )
        .and_where(Expr::col((access_token::Entity, access_token::Column::TokenHash)).eq(hash))
        .and_where(events::is_there());

    teams::join(&mut query);
    query
}
