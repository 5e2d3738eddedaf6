//! Invites that are taken back.

use gather_domain::{
    audit::Deed,
    id::{EventId, InviteId},
    invite::InviteStatus,
    text::Reason,
};
use gather_persistence::{accounts, invites, outbox as mails};

use super::{InviteError, hold, target};
use crate::{
    account::SignedIn,
    context::Context,
    mail::Matter,
    news::{News, What},
    usecase::{
        notifications,
        outbox::{self, Recipient},
        turn::detail,
    },
};

/// Takes an invite back. Its mail, if it has not left yet, does not leave.
#[tracing::instrument(name = "invites.revoke", skip_all)]
pub(crate) async fn revoke(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    id: InviteId,
    reason: Option<Reason>,
) -> Result<(), InviteError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let (owning, listed) = hold(tx, by, event_id, id, now).await?;
            let invite = &listed.invite;
            if !invites::revoke(tx, id, owning.account.id, reason.as_ref(), now).await? {
                return Err(match invite.status(now) {
                    InviteStatus::Accepted => InviteError::Accepted,
                    _ => InviteError::Revoked,
                });
            }
            if let Some(mail) = invite.mail_id {
                mails::cancel(tx, mail, now).await?;
            }
            // Also a link that was replaced since: whoever has it waits for nothing.
            if let (Some(email), Some(_)) = (&invite.email, invite.mailed_at) {
                let matter = Matter::InviteRevoked { event: owning.event.name.to_string() };
                let to = Recipient { email, name: &invite.creator_name };
                outbox::write(ctx, tx, to, matter, None, now).await?;
                let known = accounts::find_by_email(tx, email).await?.map(|it| it.account);
                let known = known.filter(|it| it.email_verified_at.is_some());
                let whom = known.map(|it| it.id).filter(|id| *id != owning.account.id);
                let news = News::of(&owning.event, What::InviteRevoked);
                notifications::tell(ctx, tx, whom, &news, now).await?;
            }
            let why = reason.map(|it| detail("reason", it)).unwrap_or_default();
            Ok(owning.record(tx, &Deed::InviteRevoked, target(invite), why, now).await?)
        })
        .await?;
    ctx.mail.announce();
    Ok(())
}
