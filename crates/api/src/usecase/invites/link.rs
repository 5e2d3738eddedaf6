//! The link of an invite: mailed, or shown once.

use chrono::{DateTime, Utc};
use gather_domain::{id::MailId, invite::Invite, mail::MailStatus, token::Token};
use gather_persistence::{Tx, settings};

use super::{InviteError, Made, Warning};
use crate::{
    account::SignedIn,
    context::Context,
    mail::Matter,
    usecase::{
        guards::GuardError,
        invite_guards::{Handed, count_handed},
        outbox::{self, Recipient},
        owning::Owning,
    },
};

/// Writes the mail with an invite's link, if there is to be one.
pub(super) async fn mail(
    ctx: &Context,
    tx: &Tx,
    owning: &Owning,
    invite: &Invite,
    token: &Token,
    is_mailed: bool,
    now: DateTime<Utc>,
) -> Result<Option<MailId>, InviteError> {
    if !is_mailed {
        return Ok(None);
    }
    let email = invite.email.as_ref().ok_or(InviteError::NoAddress)?;
    let matter = Matter::Invitation {
        token: token.expose().to_owned(),
        event: owning.event.name.to_string(),
        inviter: owning.account.display_name.to_string(),
        role: invite.role.as_str().to_owned(),
        until: invite.expires_at,
    };
    let to = Recipient { email, name: &invite.creator_name };
    Ok(Some(outbox::write_until(ctx, tx, to, matter, invite.expires_at, now).await?))
}

/// Whether new links are made at all.
pub(super) async fn check_enabled(tx: &Tx) -> Result<(), InviteError> {
    if settings::read(tx).await?.invites_enabled { Ok(()) } else { Err(InviteError::Paused) }
}

/// Counts what guards a secret, and the mails that go to strangers.
pub(super) async fn count(ctx: &Context, by: &SignedIn, is_mailed: bool) -> Result<(), GuardError> {
    count_handed(ctx, Handed::Made, by.account()).await?;
    if is_mailed {
        count_handed(ctx, Handed::Mailed, by.account()).await?;
    }
    Ok(())
}

/// An invite with its link, which nobody sees a second time.
pub(super) fn made(
    ctx: &Context,
    owning: &Owning,
    invite: Invite,
    token: &Token,
    warnings: Vec<Warning>,
) -> Made {
    let waits = if ctx.mail.works() { MailStatus::Queued } else { MailStatus::Held };
    Made {
        event_name: owning.event.name.clone(),
        url: format!("{}/event-invite#{}", ctx.public_url, token.expose()),
        mail: invite.mail_id.map(|_| waits),
        warnings,
        invite,
    }
}
