//! Mails: written in the transaction of what they tell of, sent afterwards.
//!
//! A mail that was committed is sent, whatever becomes of the process that wrote it; it is sent
//! twice only by a process that died, or lost its database for good, in the moment between.

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::Actor,
    email::Email,
    id::{AccountLinkId, MailId},
    mail::{MailStatus, Template, pause_after},
    text::Name,
};
use gather_persistence::{
    StoreError, Tx, account_links, accounts, idempotency,
    outbox::{self, Leased, NewMail},
    tombstones,
};

use super::invites::mailed;
use crate::{
    context::Context,
    mail::{Letter, Matter, Seal, SendError},
};

/// To whom a mail goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recipient<'a> {
    /// Where mails reach them.
    pub(crate) email: &'a Email,
    /// What they are called.
    pub(crate) name: &'a Name,
}

/// How it went with a mail.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// There was none to send.
    NoneDue,
    /// It was sent, or will be tried again, or was given up; all of that is written down.
    Made,
    /// Another server has taken charge of it, which is not written down yet: nobody may send it
    /// again, and [`note_sent`] is to be called until it succeeds.
    SentUnnoted(MailId),
}

/// Writes a mail down. It leaves after the transaction, if that is committed; who sends it is
/// told by [`Mail::announce`](crate::mail::Mail::announce).
pub(crate) async fn write(
    ctx: &Context,
    tx: &Tx,
    to: Recipient<'_>,
    matter: Matter,
    link: Option<(AccountLinkId, DateTime<Utc>)>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mail = sealed(ctx, to, matter);
    let (link, expires_at) = link.unzip();
    outbox::insert(tx, NewMail { link, expires_at, ..mail }, now).await
}

/// The same of a mail that is of no use from an instant on. Which it is.
pub(crate) async fn write_until(
    ctx: &Context,
    tx: &Tx,
    to: Recipient<'_>,
    matter: Matter,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<MailId, StoreError> {
    let mail = sealed(ctx, to, matter);
    let id = mail.id;
    outbox::insert(tx, NewMail { expires_at: Some(until), ..mail }, now).await?;
    Ok(id)
}

/// The same of many at once.
pub(crate) async fn write_all(
    ctx: &Context,
    tx: &Tx,
    mails: Vec<(Recipient<'_>, Matter)>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    outbox::insert_all(tx, mails.into_iter().map(|(to, it)| sealed(ctx, to, it)), now).await
}

fn sealed(ctx: &Context, to: Recipient<'_>, matter: Matter) -> NewMail {
    let (id, template) = (MailId::new(), matter.template());
    let letter = Letter { to: to.email.to_recipient(), name: to.name.to_string(), matter };
    NewMail {
        id,
        template,
        to: to.email.as_normal().to_owned(),
        sealed: Some(Seal::of(&ctx.key).seal(id, &letter)),
        status: if ctx.mail.works() { MailStatus::Queued } else { MailStatus::Held },
        link: None,
        expires_at: None,
    }
}

/// Writes down that there was nobody to send a mail to: to ask for one takes the same time, and says
/// the same, whoever asks.
pub(crate) async fn write_to_nobody(
    tx: &Tx,
    template: Template,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (id, status) = (MailId::new(), MailStatus::Suppressed);
    let mail = NewMail {
        id,
        template,
        to: String::new(),
        sealed: None,
        status,
        link: None,
        expires_at: None,
    };
    outbox::insert(tx, mail, now).await
}

/// Sends the mail that waits for longest.
#[tracing::instrument(name = "outbox.send_next", skip_all)]
pub(crate) async fn send_next(ctx: &Context) -> Result<Attempt, StoreError> {
    let now = ctx.clock.now();
    if !ctx.mail.works() || !outbox::is_any_due(&ctx.store, now).await? {
        return Ok(Attempt::NoneDue);
    }
    let leased = ctx.store.write(async |tx| outbox::lease(tx, now).await).await?;
    let Some(mail) = leased else { return Ok(Attempt::NoneDue) };
    let Ok(letter) = Seal::of(&ctx.key).open(mail.id, &mail.sealed) else {
        tracing::error!(mail = %mail.id, "what a mail says was sealed with another server key");
        give_up(ctx, &mail, "sealed_with_another_key").await?;
        return Ok(Attempt::Made);
    };
    match ctx.mail.send(mail.id, &letter, &ctx.public_url, now).await {
        Ok(()) => match note_sent(ctx, mail.id).await {
            Ok(()) => Ok(Attempt::Made),
            Err(cause) => {
                tracing::error!(mail = %mail.id, %cause, "a mail was sent, which is not noted yet");
                Ok(Attempt::SentUnnoted(mail.id))
            }
        },
        Err(error) => {
            tracing::warn!(mail = %mail.id, code = error.code(), "a mail was not sent");
            let pause = pause_after(mail.attempts);
            match (&error, pause) {
                (SendError::Away(code), Some(pause)) => {
                    let until = ctx.clock.now() + pause;
                    ctx.store
                        .write(async |tx| outbox::postpone(tx, &mail, until, code).await)
                        .await?;
                }
                (SendError::Refused(code) | SendError::Away(code), _) => {
                    give_up(ctx, &mail, code).await?;
                }
            }
            Ok(Attempt::Made)
        }
    }
}

/// Notes that another server has taken charge of a mail; of the invite with whose link, too.
pub(crate) async fn note_sent(ctx: &Context, id: MailId) -> Result<(), StoreError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let invite = mailed::hold(tx, id).await?;
            if !outbox::mark_sent(tx, id, now).await? {
                return Ok(());
            }
            let Some(invite) = invite else { return Ok(()) };
            mailed::note_sent(tx, &invite, Actor::gather(), now).await
        })
        .await
}

/// Forgets what is of no more use: mails, links, answers to creations, and who never confirmed.
#[tracing::instrument(name = "outbox.tidy", skip_all)]
pub(crate) async fn tidy(ctx: &Context) -> Result<(), StoreError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            outbox::forget_expired(tx, now).await?;
            account_links::forget_expired(tx, now).await?;
            idempotency::forget_expired(tx, now).await?;
            tombstones::forget_expired(tx, now).await?;
            accounts::forget_unconfirmed(tx, now).await
        })
        .await
}

async fn give_up(ctx: &Context, mail: &Leased, code: &str) -> Result<(), StoreError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let invite = mailed::hold(tx, mail.id).await?;
            if !outbox::mark_failed(tx, mail, code).await? {
                return Ok(());
            }
            let Some(invite) = invite else { return Ok(()) };
            mailed::note_failed(tx, &invite, code, now).await
        })
        .await
}
