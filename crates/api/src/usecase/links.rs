//! Links: made where they are missing, listed, rotated.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Deed, Details, Target, TargetId},
    event::EventStatus,
    id::{EventId, LinkId, PersonId},
    link::{self, Link},
    permission::Reason,
    person::{Person, Place, Role},
    secret::SecretHash,
    standing::{CameBy, Standing},
    team::Team,
    text::Name,
};
use gather_persistence::{
    StoreError, Tx, assignments, links, people, profiles::Profile, standings, teams,
};

use super::turn::{Turn, detail};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
    keys,
};

/// Why no link was handed out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LinkError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// Only hosts see links.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// Nobody of that id has a link here.
    #[error("there is nobody of that id with a link to this gathering")]
    UnknownPerson,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody's link, ready to hand out.
#[derive(Debug)]
pub(crate) struct HandedOut {
    /// Whose it is.
    pub(crate) person: Person,
    /// Their team.
    pub(crate) team: Option<Team>,
    /// The link's row.
    pub(crate) link: Link,
    /// Its address, secret included.
    pub(crate) url: String,
    /// What the person brings, soonest first.
    pub(crate) brings: Vec<Name>,
    /// How many of these they have confirmed.
    pub(crate) acknowledged: u64,
}

/// Every link of the event, whenever asked: hosts, coordinators, participants, each by name.
///
/// This makes none ([`ensure`] does), and leaves an entry in the audit: whoever reads the list could
/// act as anybody.
#[tracing::instrument(name = "links.list", skip_all)]
pub(crate) async fn list(ctx: &Context, caller: &Caller) -> Result<Vec<HandedOut>, LinkError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            only_hosts(&turn)?;
            let mut all = of_event(ctx, tx, turn.standing.event.id).await?;
            all.sort_by_key(|it| rank(it.link.role)); // Stable: names stay in order.
            turn.record(&Deed::ListLinks, turn.event_as_target(), detail("links", all.len()))
                .await?;
            Ok(all)
        })
        .await
}

/// Gives a person's link a new secret: the old one is dead at once.
#[tracing::instrument(name = "links.rotate", skip_all)]
pub(crate) async fn rotate(
    ctx: &Context,
    caller: &Caller,
    person_id: PersonId,
) -> Result<HandedOut, LinkError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let turn = Turn::take(tx, caller, now).await?;
            only_hosts(&turn)?;
            let event_id = turn.standing.event.id;
            let link =
                links::find(tx, event_id, person_id).await?.ok_or(LinkError::UnknownPerson)?;
            let nonce = keys::nonce();
            let hash = ctx.secret(link.id, link.role, nonce).hash();
            links::rotate(tx, link.id, nonce, &hash, now).await?;
            let rotated = behind(ctx, tx, &hash).await?.ok_or(LinkError::UnknownPerson)?;
            let target =
                Target { id: TargetId::Link(link.id), name: rotated.person.name.to_string() };
            turn.record(&Deed::RotateLink, target, Details::new()).await?;
            Ok(rotated)
        })
        .await
}

/// Makes the links of an event, whose plan stands so, fit its people: issues what is missing, revokes
/// what no longer fits.
pub(crate) async fn ensure(
    ctx: &Context,
    tx: &Tx,
    event_id: EventId,
    status: EventStatus,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let people = people::of_event(tx, event_id).await?;
    let people = people.into_iter().map(|it| (it.person.id, it.role));
    let people: Vec<_> = people.filter(|(_, role)| link::is_due(*role, status)).collect();
    let held = links::of_event(tx, event_id).await?;
    let held: Vec<_> = held.into_iter().map(|it| (it.id, it.person_id, it.role)).collect();

    let refit = link::refit(&people, &held);
    links::delete(tx, &refit.revoke).await?;
    issue(ctx, tx, event_id, refit.issue, now).await
}

/// Revokes the links of these people that will no longer fit, and says which will be missing: for a
/// change of their places, before it. A coordinator's link is tied to the team that they lead, so it
/// goes first; [`issue`] comes afterwards.
pub(crate) async fn revoke(
    turn: &Turn<'_>,
    people: &[(&Profile, Place)],
) -> Result<Vec<(PersonId, Role)>, StoreError> {
    let status = turn.standing.event.status;
    let due = people.iter().filter_map(|(profile, place)| {
        let role = place.role().filter(|role| link::is_due(*role, status))?;
        Some((profile.participation.person.id, role))
    });
    let held = people.iter().filter_map(|(profile, _)| {
        let (id, role) = profile.link?;
        Some((id, profile.participation.person.id, role))
    });
    let refit = link::refit(&due.collect::<Vec<_>>(), &held.collect::<Vec<_>>());
    links::delete(turn.tx, &refit.revoke).await?;
    Ok(refit.issue)
}

/// Gives these people a link each, for what they are.
pub(crate) async fn issue(
    ctx: &Context,
    tx: &Tx,
    event_id: EventId,
    missing: Vec<(PersonId, Role)>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let issued = missing.into_iter().map(|(person_id, role)| {
        let (id, nonce) = (LinkId::new(), keys::nonce());
        let hash = ctx.secret(id, role, nonce).hash();
        links::NewLink { id, person_id, role, nonce, hash }
    });
    links::insert(tx, event_id, issued, now).await
}

/// Every link of the event, by its person's name.
pub(crate) async fn of_event(
    ctx: &Context,
    tx: &Tx,
    event_id: EventId,
) -> Result<Vec<HandedOut>, StoreError> {
    let mut links: HashMap<PersonId, Link> =
        links::of_event(tx, event_id).await?.into_iter().map(|it| (it.person_id, it)).collect();
    let teams: HashMap<_, Team> =
        teams::of_event(tx, event_id).await?.into_iter().map(|it| (it.id, it)).collect();
    let mut brings: HashMap<PersonId, Vec<Name>> = HashMap::new();
    for (person_id, item) in links::burdens(tx, event_id).await? {
        brings.entry(person_id).or_default().push(item);
    }
    let people = people::of_event(tx, event_id).await?;
    let handed_out = people.into_iter().filter_map(|it| {
        let link = links.remove(&it.person.id)?;
        let secret = ctx.secret(link.id, link.role, link.nonce);
        Some(HandedOut {
            url: ctx.link_url(&secret),
            team: it.team_id.and_then(|id| teams.get(&id).cloned()),
            brings: brings.remove(&it.person.id).unwrap_or_default(),
            acknowledged: it.acknowledged,
            person: it.person,
            link,
        })
    });
    Ok(handed_out.collect())
}

/// The link with this hash.
async fn behind(
    ctx: &Context,
    tx: &Tx,
    hash: &SecretHash,
) -> Result<Option<HandedOut>, StoreError> {
    let Some(found) = standings::of_link(tx, hash).await? else { return Ok(None) };
    let Standing { came_by: CameBy::Link(link), event, person, team } = found.standing else {
        return Ok(None);
    };
    let brings = assignments::of_person(tx, event.id, person.id).await?;
    let secret = ctx.secret(link.id, link.role, link.nonce);
    Ok(Some(HandedOut {
        url: ctx.link_url(&secret),
        acknowledged: brings.iter().map(|item| u64::from(item.is_acknowledged())).sum(),
        brings: brings.into_iter().map(|item| item.facts.name).collect(),
        person,
        team,
        link,
    }))
}

fn only_hosts(turn: &Turn<'_>) -> Result<(), Reason> {
    if turn.standing.may_hold_links() { Ok(()) } else { Err(Reason::Forbidden) }
}

const fn rank(role: Role) -> u8 {
    match role {
        Role::Host => 0,
        Role::Coordinator { .. } => 1,
        Role::Participant => 2,
    }
}
