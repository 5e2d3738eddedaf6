//! What strangers see of events.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use gather_domain::{account::AccountRole, hosting::EventHost, slug::Slug};
use gather_persistence::{StoreError, hosts, publications};

pub(crate) use gather_persistence::publications::{Filter, Shown};

use super::page::{cut, one_more};
use crate::{account::SignedIn, context::Context};

/// Why somebody does not see an event.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublicEventError {
    /// There is none of this name, or strangers are not to know of it.
    #[error("there is no such gathering, or it is not open to all")]
    Unknown,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An event, as the caller sees it.
#[derive(Debug)]
pub(crate) struct Found {
    /// The event.
    pub(crate) shown: Shown,
    /// Who runs it: the primary host first.
    pub(crate) hosts: Vec<EventHost>,
    /// As what the caller runs it, if they do.
    pub(crate) runs: Option<Runs>,
}

/// As what somebody may change an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runs {
    /// As one who runs it.
    AsHost,
    /// As an admin.
    AsAdmin,
}

/// The event of this slug. What is not published, or only for those who are invited, is there for
/// nobody but those who run it and admins.
#[tracing::instrument(name = "public_events.find", skip_all)]
pub(crate) async fn find(
    ctx: &Context,
    by: Option<&SignedIn>,
    slug: &Slug,
) -> Result<Found, PublicEventError> {
    let shown = publications::find_by_slug(&ctx.store, slug).await?;
    let shown = shown.ok_or(PublicEventError::Unknown)?;
    let hosts = hosts::of_event(&ctx.store, shown.event.id).await?;
    let runs = by.map(SignedIn::account).and_then(|account| {
        let is_host = hosts.iter().any(|it| it.account_id == account.id);
        let as_admin = (account.role == AccountRole::Admin).then_some(Runs::AsAdmin);
        if is_host { Some(Runs::AsHost) } else { as_admin }
    });
    if runs.is_none() && !shown.publication.is_open_to_all() {
        return Err(PublicEventError::Unknown);
    }
    Ok(Found { shown, hosts, runs })
}

/// The events that strangers may know of, the next one first, at most `limit`, and whether there are
/// more.
#[tracing::instrument(name = "public_events.list", skip_all)]
pub(crate) async fn list(
    ctx: &Context,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Shown>, bool), StoreError> {
    let found = publications::list(&ctx.store, filter, one_more(limit)).await?;
    Ok(cut(found, limit))
}

/// The date where it is earliest on earth: what is not over there is not over for somebody.
pub(crate) fn today(now: DateTime<Utc>) -> NaiveDate {
    (now - TimeDelta::hours(12)).date_naive()
}
