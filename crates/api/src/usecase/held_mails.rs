//! Mails that did not leave, and what an admin does about them. All of it is remembered.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::Account,
    audit::{Actor, Details},
    id::MailId,
    invite::Invite,
    mail::{MailStatus, Template},
    registry::{AccountEntry, ServerDeed},
};
use gather_persistence::{
    StoreError, Tx, audit, outbox,
    registry::{self, Mail},
};

use super::{
    admin::{AdminError, hold_admin},
    invites::mailed,
};
use crate::{
    account::SignedIn,
    context::Context,
    mail::{Seal, Words},
};

/// Why nothing was done about a mail.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HeldMailError {
    /// The caller is no admin, or not any more.
    #[error(transparent)]
    Admin(#[from] AdminError),
    /// There is no such mail.
    #[error("there is no such mail")]
    Unknown,
    /// It left, waits to leave, or is of no more use.
    #[error("this mail is neither held nor failed: there is nothing to be done about it")]
    Settled,
    /// It was sealed with another server key.
    #[error("this mail was written with another server key: nobody can read it any more")]
    Unreadable,
    /// Mails do not leave here.
    #[error("no mail leaves this server: pass it on by hand")]
    NoMail,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a mail says, and to whom.
pub(crate) struct Opened {
    /// The mail.
    pub(crate) mail: Mail,
    /// What it says, links included.
    pub(crate) words: Words,
}

/// A mail that did not leave, in an admin's hands.
struct Held {
    mail: Mail,
    /// What it says.
    sealed: Vec<u8>,
    /// The invite whose link it carries.
    invite: Option<Invite>,
    admin: Account,
    now: DateTime<Utc>,
}

/// Reads a mail, links included, to pass it on.
#[tracing::instrument(name = "held_mails.open", skip_all)]
pub(crate) async fn open(
    ctx: &Context,
    by: &SignedIn,
    id: MailId,
) -> Result<Opened, HeldMailError> {
    act(ctx, by, id, ServerDeed::MailOpened, async |_tx, held| {
        let letter = Seal::of(&ctx.key).open(id, &held.sealed);
        let letter = letter.map_err(|_broken| HeldMailError::Unreadable)?;
        Ok(Opened { mail: held.mail, words: letter.words(&ctx.public_url) })
    })
    .await
}

/// Has a mail sent that was not: one that failed, or one from the time when no mail left.
#[tracing::instrument(name = "held_mails.retry", skip_all)]
pub(crate) async fn retry(ctx: &Context, by: &SignedIn, id: MailId) -> Result<Mail, HeldMailError> {
    let retried = act(ctx, by, id, ServerDeed::MailRetried, async |tx, held| {
        if !ctx.mail.works() {
            return Err(HeldMailError::NoMail);
        }
        let (status, now) = (MailStatus::Queued, held.now);
        outbox::queue_again(tx, id, now).await?;
        Ok(Mail { status, attempts: 0, next_attempt_at: now, last_error: None, ..held.mail })
    })
    .await?;
    ctx.mail.announce();
    Ok(retried)
}

/// Notes that an admin passed a mail on by hand; of the invite with whose link, too. What it says is
/// erased.
#[tracing::instrument(name = "held_mails.pass_on", skip_all)]
pub(crate) async fn pass_on(
    ctx: &Context,
    by: &SignedIn,
    id: MailId,
) -> Result<Mail, HeldMailError> {
    act(ctx, by, id, ServerDeed::MailPassedOn, async |tx, held| {
        outbox::mark_sent(tx, id, held.now).await?;
        if let Some(invite) = &held.invite {
            mailed::note_sent(tx, invite, Actor::admin(&held.admin), held.now).await?;
        }
        Ok(Mail { status: MailStatus::Sent, ..held.mail })
    })
    .await
}

/// Does something about a mail that did not leave and is still of use, and remembers it.
async fn act<T>(
    ctx: &Context,
    by: &SignedIn,
    id: MailId,
    deed: fn(MailId, Template) -> ServerDeed,
    work: impl AsyncFnOnce(&Tx, Held) -> Result<T, HeldMailError>,
) -> Result<T, HeldMailError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let invite = mailed::hold(tx, id).await?;
            let admin = hold_admin(tx, by, now).await?;
            let (mail, sealed) =
                registry::lock_mail(tx, id).await?.ok_or(HeldMailError::Unknown)?;
            let is_open = matches!(mail.status, MailStatus::Held | MailStatus::Failed)
                && mail.expires_at.is_none_or(|end| now < end);
            let sealed = sealed.filter(|_| is_open).ok_or(HeldMailError::Settled)?;
            let deed = deed(id, mail.template);
            let entry = AccountEntry::of_server(&admin, deed, Details::new(), now);
            let done = work(tx, Held { mail, sealed, invite, admin, now }).await?;
            audit::record_accounts(tx, [entry]).await?;
            Ok(done)
        })
        .await
}
