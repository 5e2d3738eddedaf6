//! Who a caller is: what stands behind a link.

use gather_domain::{
    event::Event,
    id::PersonId,
    link::Link,
    person::{Person, Place},
    secret::SecretHash,
    standing::Standing,
    team::Team,
    text::Name,
};
use sea_orm::{
    ConnectionTrait, FromQueryResult,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Query},
};

use crate::{
    entity::{access_token, event, event_host, membership, person, team},
    error::StoreError,
    rows,
    store::Source,
    teams,
};

/// What else a link's row is joined with.
#[derive(FromQueryResult)]
struct Row {
    person_id: Uuid,
    person_name: String,
    hosts: Option<Uuid>,
}

/// The standing behind a link, and the place in the plan that its person has now. Whether the link
/// still lets them in is for [`Link::open_at`] to say.
pub async fn of_link(
    source: &impl Source,
    hash: &SecretHash,
) -> Result<Option<(Standing, Place)>, StoreError> {
    let mut query = Query::select();
    rows::select::<access_token::Entity>(&mut query, "link_");
    rows::select::<event::Entity>(&mut query, "event_");
    teams::select(&mut query);
    query
        .expr_as(Expr::col((person::Entity, person::Column::Id)), "person_id")
        .expr_as(Expr::col((person::Entity, person::Column::Name)), "person_name")
        .expr_as(Expr::col((event_host::Entity, event_host::Column::Id)), "hosts")
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
                ),
        )
        .and_where(
            Expr::col((access_token::Entity, access_token::Column::TokenHash))
                .eq(hash.as_bytes().to_vec()),
        );

    teams::join(&mut query);

    let Some(row) = source.connection().query_one(&query).await? else { return Ok(None) };
    let link = Link::try_from(rows::of::<access_token::Model>(&row, "link_")?)?;
    let event = Event::try_from(rows::of::<event::Model>(&row, "event_")?)?;
    let team = teams::of_row(&row)?;
    let row: Row = rows::of(&row, "")?;

    let person = Person {
        id: PersonId::from_uuid(row.person_id),
        name: rows::text("person", Name::parse, &row.person_name)?,
    };
    let leads = |team: &Team| team.coordinator.as_ref().is_some_and(|(id, _)| *id == person.id);
    let place = Place {
        hosts: row.hosts.is_some(),
        team_id: team.as_ref().map(|team| team.id),
        leads: team.as_ref().is_some_and(leads),
    };
    Ok(Some((Standing { link, event, person, team }, place)))
}
