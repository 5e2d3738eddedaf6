use gather_domain::publication::{Publication, Visibility};
use gather_wire as wire;

use crate::usecase::public_events::{Found, Runs, Shown};

/// How an event shows itself.
pub(crate) fn publication(publication: &Publication) -> wire::Publication {
    wire::Publication {
        slug: publication.slug.to_string(),
        public_url: format!("/gatherings/{}", publication.slug),
        is_published: publication.is_published,
        visibility: match publication.visibility {
            Visibility::Public => wire::Visibility::Public,
            Visibility::InviteOnly => wire::Visibility::InviteOnly,
        },
        cohosts_can_invite: publication.cohosts_can_invite,
    }
}

pub(crate) const fn from_visibility(visibility: wire::Visibility) -> Visibility {
    match visibility {
        wire::Visibility::Public => Visibility::Public,
        wire::Visibility::InviteOnly => Visibility::InviteOnly,
    }
}

/// An event, as strangers see it: of people, nothing but what those are called who run it.
pub(crate) fn public_event(found: &Found) -> wire::PublicEvent {
    let Found { shown: Shown { event, publication, .. }, hosts, runs } = found;
    wire::PublicEvent {
        slug: publication.slug.to_string(),
        name: event.name.to_string(),
        description: event.description.as_ref().map(ToString::to_string),
        time_zone: event.time_zone.name().to_owned(),
        starts_on: event.dates.starts_on(),
        ends_on: event.dates.ends_on(),
        host_names: hosts.iter().map(|it| it.name.to_string()).collect(),
        is_unclaimed: !hosts.iter().any(|it| it.hosting.is_primary),
        cancelled: event.cancelled_at.is_some(),
        cancelled_at: event.cancelled_at,
        is_open_to_all: publication.is_open_to_all(),
        manage_url: runs.map(|runs| match runs {
            Runs::AsHost => format!("/events/{}", event.id),
            Runs::AsAdmin => format!("/events/{}/hosts", event.id),
        }),
    }
}

/// Events in the list of those that strangers may know of.
pub(crate) fn public_events(events: Vec<Shown>) -> Vec<wire::ListedPublicEvent> {
    let listed = |it: Shown| wire::ListedPublicEvent {
        slug: it.publication.slug.to_string(),
        name: it.event.name.to_string(),
        starts_on: it.event.dates.starts_on(),
        ends_on: it.event.dates.ends_on(),
        is_unclaimed: it.primary_name.is_none(),
        host_name: it.primary_name,
    };
    events.into_iter().map(listed).collect()
}
