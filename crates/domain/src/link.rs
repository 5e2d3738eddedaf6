//! Links: one person, one link per event, and it opens what they are there.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    event::EventStatus,
    id::{LinkId, PersonId},
    person::{Place, Role},
    secret::Nonce,
};

/// How long a link works after it was issued.
pub const LIFETIME: TimeDelta = TimeDelta::days(90);

/// A link as it is stored: everything but the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// Whose it is.
    pub person_id: PersonId,
    /// As what it lets them in.
    pub role: Role,
    /// The random part from which its secret is derived.
    pub nonce: Nonce,
    /// When it was first opened in a browser.
    pub opened_at: Option<DateTime<Utc>>,
    /// The instant from which it no longer works.
    pub expires_at: DateTime<Utc>,
}

/// Why a link lets nobody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkClosed {
    /// It was for what its person no longer is. Such links are revoked with the change itself; this
    /// is the net below.
    #[error("there is no such link")]
    Stale,
    /// Its time is over.
    #[error("the link has expired")]
    Expired,
}

impl Link {
    /// Whether the link still lets its person in, who now has this place in the plan. Expiry counts
    /// from the very instant.
    pub fn open_at(&self, place: Place, now: DateTime<Utc>) -> Result<(), LinkClosed> {
        if place.role() != Some(self.role) {
            return Err(LinkClosed::Stale);
        }
        if now >= self.expires_at {
            return Err(LinkClosed::Expired);
        }
        Ok(())
    }
}

/// Whether somebody of this role has a link while the plan stands so. In a draft only its hosts do:
/// nobody else is to see what may still change.
pub fn is_due(role: Role, status: EventStatus) -> bool {
    status != EventStatus::Draft || role == Role::Host
}

/// What has to happen so that exactly the right links exist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refit {
    /// Links that no longer fit: their person left, or is something else now.
    pub revoke: Vec<LinkId>,
    /// Links that are missing.
    pub issue: Vec<(PersonId, Role)>,
}

/// Compares the links that exist with the people of the plan.
pub fn refit(people: &[(PersonId, Role)], links: &[(LinkId, PersonId, Role)]) -> Refit {
    let mut missing: HashMap<PersonId, Role> = people.iter().copied().collect();
    let mut revoke = Vec::new();
    for (id, person_id, role) in links {
        if missing.get(person_id) == Some(role) {
            missing.remove(person_id);
        } else {
            revoke.push(*id);
        }
    }
    // In the order of the people, so that the same plan gives the same statements.
    let issue = people
        .iter()
        .filter(|(person_id, _)| missing.remove(person_id).is_some())
        .copied()
        .collect();
    Refit { revoke, issue }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::id::TeamId;

    fn role(n: u8) -> Role {
        match n {
            0 => Role::Host,
            1 | 2 => Role::Coordinator { team_id: TeamId::from_uuid(Uuid::from_u128(n.into())) },
            _ => Role::Participant,
        }
    }

    #[test]
    fn a_link_closes_when_it_expires_and_when_its_person_is_something_else() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let Role::Coordinator { team_id } = role(1) else { unreachable!() };
        let link = Link {
            id: LinkId::new(),
            person_id: PersonId::new(),
            role: role(1),
            nonce: Nonce::from_bytes([0; 16]),
            opened_at: None,
            expires_at: now + LIFETIME,
        };
        let leads = |leads| Place { hosts: false, team_id: Some(team_id), leads };

        assert_eq!(link.open_at(leads(true), now), Ok(()));
        assert_eq!(link.open_at(leads(true), now + LIFETIME), Err(LinkClosed::Expired));
        assert_eq!(link.open_at(leads(false), now), Err(LinkClosed::Stale));
    }

    #[test]
    fn a_coordinator_of_another_team_gets_another_link() {
        let (person, link) = (PersonId::new(), LinkId::new());
        let refit = refit(&[(person, role(1))], &[(link, person, role(2))]);
        assert_eq!(refit, Refit { revoke: vec![link], issue: vec![(person, role(1))] });
    }

    proptest! {
        #[test]
        fn afterwards_everybody_has_the_one_link_that_fits(
            people in prop::collection::btree_map(0_u128..20, 0_u8..4, 0..15),
            held in prop::collection::btree_map(0_u128..20, 0_u8..4, 0..15),
        ) {
            let person = |n: u128| PersonId::from_uuid(Uuid::from_u128(n));
            let people: Vec<_> = people.into_iter().map(|(n, r)| (person(n), role(r))).collect();
            let links: Vec<_> = held
                .into_iter()
                .map(|(n, r)| (LinkId::from_uuid(Uuid::from_u128(n)), person(n), role(r)))
                .collect();

            let refit = refit(&people, &links);

            let kept = links.iter().filter(|(id, ..)| !refit.revoke.contains(id));
            let after: Vec<_> =
                kept.map(|(_, person, role)| (*person, *role)).chain(refit.issue.clone()).collect();
            prop_assert_eq!(after.len(), people.len());
            prop_assert_eq!(
                after.into_iter().collect::<BTreeMap<_, _>>(),
                people.iter().copied().collect::<BTreeMap<_, _>>()
            );
        }
    }
}
