//! The events of one's own: made and listed.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::AccountRole,
    audit::{Actor, Deed, Details, Entry, Target, TargetId},
    email::Email,
    event::{Event, EventStatus},
    hosting::Hosting,
    id::{AuditEntryId, EventId},
    permission::{Authority, Reason},
    person::Person,
};
use gather_persistence::{StoreError, Tx, audit, events, hostings, hosts};

use super::creation::{self, Created, KeyReused, Request};
use crate::{
    account::{NotSignedIn, SignedIn},
    context::Context,
};

/// Why an event was not made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OwnEventError {
    /// The caller is not let in any more.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// It is not theirs to list.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One of the caller's events, and what they are to it.
#[derive(Debug, Clone)]
pub(crate) struct OwnEvent {
    /// The event.
    pub(crate) event: Event,
    /// What they are to it.
    pub(crate) hosting: Hosting,
}

/// Which of the caller's events.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    /// Whose plans stand here.
    pub(crate) status: Option<EventStatus>,
    /// Whose names have this in them, in upper or lower case.
    pub(crate) name: Option<String>,
    /// Older than this one.
    pub(crate) before: Option<EventId>,
}

/// Lists an event that somebody else is to run, as an admin: nobody does yet. `contact` is whom to
/// ask about it. `render` says how the answer reads, so that it can be given again.
#[tracing::instrument(name = "own_events.list_unowned", skip_all)]
pub(crate) async fn list_unowned(
    ctx: &Context,
    by: &SignedIn,
    event: Event,
    contact: Option<Email>,
    request: Option<Request>,
    render: impl FnOnce(&Event) -> String,
) -> Result<Created<Event>, OwnEventError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let account = by.hold(tx, now).await?.account;
            if account.role != AccountRole::Admin {
                return Err(Reason::Forbidden.into());
            }
            let insert = async || {
                events::insert_unowned(tx, &event, account.id, contact.as_ref(), now).await?;
                record(tx, &event, Actor::admin(&account), &Deed::ListEvent, now).await?;
                Ok(event)
            };
            creation::once(tx, now, request.as_ref(), render, insert).await
        })
        .await
}

/// Makes an event. Whoever makes it is its primary host, and the person who stands for them is the
/// first in its plan. `render` says how the answer reads, so that it can be given again.
#[tracing::instrument(name = "own_events.create", skip_all)]
pub(crate) async fn create(
    ctx: &Context,
    by: &SignedIn,
    event: Event,
    request: Option<Request>,
    render: impl FnOnce(&Event) -> String,
) -> Result<Created<Event>, OwnEventError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            // One at a time for each account: the same request twice at once has one effect.
            let account = by.hold(tx, now).await?.account;
            let insert = async || {
                events::insert(tx, &event, account.id, now).await?;
                hosts::insert_creator(tx, event.id, account.id, now).await?;
                let person = hosts::represent(tx, account.id, &account.display_name, now).await?;
                record(tx, &event, host(&person), &Deed::CreateEvent, now).await?;
                Ok(event)
            };
            creation::once(tx, now, request.as_ref(), render, insert).await
        })
        .await
}

/// The caller's events, latest first, at most `limit`, and whether there are more.
///
/// Whoever hosts hosts a handful: all of them are read, and told apart here, where upper and lower
/// case are the same on every database.
#[tracing::instrument(name = "own_events.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    by: &SignedIn,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<OwnEvent>, bool), StoreError> {
    let wanted = filter.name.map(|name| name.to_lowercase());
    let fits = |event: &Event| {
        filter.status.is_none_or(|status| event.status == status)
            && filter.before.is_none_or(|id| event.id < id)
            && wanted.as_ref().is_none_or(|it| event.name.as_str().to_lowercase().contains(it))
    };
    let all = hostings::of_account(&ctx.store, by.account().id).await?;
    let mut own = all.into_iter().filter(|(event, _)| fits(event));
    let page = own.by_ref().take(limit);
    let page = page.map(|(event, hosting)| OwnEvent { event, hosting }).collect();
    Ok((page, own.next().is_some()))
}

fn host(person: &Person) -> Actor {
    Actor::person(Authority::Host, person.id, &person.name)
}

async fn record(
    tx: &Tx,
    event: &Event,
    actor: Actor,
    deed: &Deed<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let entry = Entry {
        id: AuditEntryId::new(),
        event_id: event.id,
        at: now,
        actor,
        action: deed.name(),
        target: Target { id: TargetId::Event(event.id), name: event.name.to_string() },
        details: Details::new(),
    };
    audit::record(tx, entry).await
}
