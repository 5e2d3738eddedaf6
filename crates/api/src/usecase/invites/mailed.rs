//! What becomes of the mail with an invite's link, remembered of the invite as well: that outlives
//! the mail.

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Actor, Deed, Details},
    id::MailId,
    invite::Invite,
};
use gather_persistence::{StoreError, Tx, audit, events, invites};

use super::target;
use crate::usecase::{owning::entry, turn::detail};

/// The invite whose link a mail carries, if it does. Its event is held from then on, before the mail
/// is: in this order for everybody.
pub(crate) async fn hold(tx: &Tx, mail: MailId) -> Result<Option<Invite>, StoreError> {
    let Some(found) = invites::find_by_mail(tx, mail).await? else { return Ok(None) };
    // It may be deleted since: what was under way arrives all the same.
    events::lock_all(tx, &[found.event_id]).await?;
    invites::find_by_mail(tx, mail).await
}

/// Another server has taken charge of the mail; or somebody has, by hand.
pub(crate) async fn note_sent(
    tx: &Tx,
    invite: &Invite,
    by: Actor,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    invites::mark_mailed(tx, invite.id, now).await?;
    let deed = Deed::InviteSent;
    audit::record(tx, entry(invite.event_id, by, &deed, target(invite), Details::new(), now)).await
}

/// The mail was given up.
pub(crate) async fn note_failed(
    tx: &Tx,
    invite: &Invite,
    code: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (by, deed, why) = (Actor::gather(), Deed::InviteSendFailed, detail("code", code));
    audit::record(tx, entry(invite.event_id, by, &deed, target(invite), why, now)).await
}
