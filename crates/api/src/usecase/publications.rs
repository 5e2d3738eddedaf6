//! How an event shows itself to strangers, and whether it takes place: changed by those who run it.

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Deed, Details},
    event::Event,
    id::EventId,
    permission::Reason as Refusal,
    publication::{Publication, PublicationPatch},
    text::Reason,
};
use gather_persistence::{StoreError, Tx, hosts, publications, settings};

use super::{
    hosting::Changed,
    owning::{Owning, OwningError, event_as_target},
    turn::detail,
};
use crate::{account::SignedIn, context::Context};

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublicationError {
    /// The caller has nothing to do with this event.
    #[error(transparent)]
    Owning(#[from] OwningError),
    /// It is not theirs to do.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It has changed since the caller read it.
    #[error("the gathering has changed since you saw it")]
    VersionMismatch,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether an event takes place.
#[derive(Debug)]
pub(crate) enum Fate {
    /// It does not, and why.
    Cancelled(Option<Reason>),
    /// It does after all.
    Restored,
}

/// Changes how an event shows itself: the one of the version `if_match`, if that is said. What changes
/// nothing is no change.
#[tracing::instrument(name = "publications.edit", skip_all)]
pub(crate) async fn edit(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    patch: PublicationPatch,
    if_match: Option<i64>,
) -> Result<Changed, PublicationError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let owning = take(tx, by, event_id, if_match, now).await?;
            // Whoever may not do one of them hears so, even if nothing would change.
            if patch.is_published.is_some() {
                owning.rights().may_publish()?;
            }
            if patch.visibility.is_some() || patch.cohosts_can_invite.is_some() {
                owning.rights().may_set_terms()?;
            }
            let (mut event, publication) =
                (owning.event.clone(), owning.publication.patched(patch));
            if publication == owning.publication {
                tx.take_back();
            } else {
                publications::update(tx, event_id, &publication, now).await?;
                record(tx, &owning, &publication, now).await?;
                event.version += 1;
            }
            answer(tx, owning, event, publication, now).await
        })
        .await
}

/// Cancels an event, or restores one: the one of the version `if_match`, if that is said. Where that
/// is so already, nothing changes.
#[tracing::instrument(name = "publications.decide", skip_all)]
pub(crate) async fn decide(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    fate: Fate,
    if_match: Option<i64>,
) -> Result<Changed, PublicationError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let owning = take(tx, by, event_id, if_match, now).await?;
            owning.rights().may_cancel()?;
            let (deed, details, since, has_changed) = match fate {
                Fate::Cancelled(reason) => {
                    let why = reason.map(|it| detail("reason", it)).unwrap_or_default();
                    let has_changed = publications::cancel(tx, event_id, now).await?;
                    (Deed::Cancelled, why, Some(now), has_changed)
                }
                Fate::Restored => {
                    let has_changed = publications::restore(tx, event_id, now).await?;
                    (Deed::Restored, Details::new(), None, has_changed)
                }
            };
            let mut event = owning.event.clone();
            if has_changed {
                owning.record(tx, &deed, event_as_target(&event), details, now).await?;
                event.cancelled_at = since;
                event.version += 1;
            } else {
                tx.take_back();
            }
            let publication = owning.publication.clone();
            answer(tx, owning, event, publication, now).await
        })
        .await
}

/// The event, in a turn of the caller's own, if it is as they saw it.
async fn take(
    tx: &Tx,
    by: &SignedIn,
    event_id: EventId,
    if_match: Option<i64>,
    now: DateTime<Utc>,
) -> Result<Owning, PublicationError> {
    let owning = Owning::take(tx, by, event_id, now).await?;
    if if_match.is_some_and(|version| version != owning.event.version) {
        return Err(PublicationError::VersionMismatch);
    }
    Ok(owning)
}

/// Remembers what changed: that it is known or not any more, and what its primary host decides.
async fn record(
    tx: &Tx,
    owning: &Owning,
    new: &Publication,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let event = || event_as_target(&owning.event);
    if new.is_published != owning.publication.is_published {
        let deed = if new.is_published { Deed::Published } else { Deed::Unpublished };
        owning.record(tx, &deed, event(), Details::new(), now).await?;
    }
    let differences = owning.publication.differences(new);
    if differences.is_empty() {
        return Ok(());
    }
    owning.record(tx, &Deed::TermsChanged, event(), differences, now).await
}

/// The event as the caller sees it from now on.
async fn answer(
    tx: &Tx,
    mut owning: Owning,
    event: Event,
    publication: Publication,
    now: DateTime<Utc>,
) -> Result<Changed, PublicationError> {
    let hosts = hosts::of_event(tx, event.id).await?;
    (owning.event, owning.publication) = (event, publication);
    let (you, rights) = (owning.account.id, owning.rights());
    let Owning { event, publication, .. } = owning;
    let settings = settings::read(tx).await?;
    Ok(Changed { event, publication, hosts, you, rights, settings, now })
}
