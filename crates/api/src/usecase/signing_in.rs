//! Signing up, in and out.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountClosed, AccountRole, Session},
    account_link::AccountLinkKind,
    audit::Details,
    email::Email,
    id::AccountId,
    password::{Password, PasswordHash},
    redirect::Redirect,
    registry::{AccountDeed, AccountEntry},
    secret::SecretHash,
    text::Name,
    token::{Token, TokenKind},
};
use gather_persistence::{StoreError, Tx, accounts, audit, sessions};

use super::{
    account_links::{mail_link, tell_owner},
    guards::{self, GuardError, Guarded},
};
use crate::{
    account::{NotSignedIn, SignedIn},
    context::Context,
    keys,
    password::HashError,
};

/// Somebody who wants an account.
#[derive(Debug)]
pub(crate) struct SignUp {
    /// Where mails reach them.
    pub(crate) email: Email,
    /// What the others call them.
    pub(crate) display_name: Name,
    /// What they will sign in with.
    pub(crate) password: Password,
    /// Where they come back to by the mail that confirms their address.
    pub(crate) redirect: Option<Redirect>,
}

/// Why somebody got no account.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignUpError {
    /// There is one of this address.
    #[error("there is an account with this address already")]
    EmailTaken,
    /// It was tried too often.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// The password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How it went.
#[derive(Debug)]
pub(crate) enum SignedUp {
    /// They are signed in.
    Entered(Box<Entered>),
    /// There is a mail to whoever reads mails to the address.
    MailWritten,
}

/// Somebody who says that they have an account.
#[derive(Debug)]
pub(crate) struct LogIn {
    /// Its address; `None` where what they typed is none.
    pub(crate) email: Option<Email>,
    /// Its password.
    pub(crate) password: Password,
}

/// Why somebody was not signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LogInError {
    /// There is no such account, or its password is another, or its address was never confirmed:
    /// nobody is told which.
    #[error("the address or the password is not right, or the address was never confirmed")]
    InvalidCredentials,
    /// An admin keeps them out. Only who knows the password is told.
    #[error("this account is suspended")]
    Suspended,
    /// It was tried too often.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// The password could not be compared.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody who is signed in from now on.
#[derive(Debug)]
pub(crate) struct Entered {
    /// Who.
    pub(crate) account: Account,
    /// Their session.
    pub(crate) session: Session,
    /// Its secret, for their browser alone.
    pub(crate) token: Token,
}

/// Where somebody signs in, and in place of what.
#[derive(Debug)]
pub(crate) struct Place {
    /// A browser and a system, in a few words.
    pub(crate) device: String,
    /// The session that this browser had before: it ends with the new one's beginning.
    pub(crate) before: Option<SecretHash>,
}

/// Makes an account. While mails leave, its owner confirms the address before they are let in, and
/// nobody learns whether it had an account already; else they are signed in at once.
#[tracing::instrument(name = "signing_in.sign_up", skip_all)]
pub(crate) async fn sign_up(
    ctx: &Context,
    command: SignUp,
    place: Place,
) -> Result<SignedUp, SignUpError> {
    guards::count_email(ctx, Guarded::SignUp, &command.email).await?;
    let password = ctx.passwords.hash(command.password).await?;
    let now = ctx.clock.now();
    let redirect = command.redirect;
    let confirms = ctx.mail.works();
    let account = Account {
        id: AccountId::new(),
        email: command.email,
        email_verified_at: None,
        display_name: command.display_name,
        role: AccountRole::Member,
        activated_at: (!confirms).then_some(now),
        suspended_at: None,
        accepts_invitations: true,
    };
    let outcome = ctx
        .store
        .write(async |tx| {
            let taken = claim_address(tx, &account, &password, now).await?;
            if confirms {
                ask_to_confirm(ctx, tx, taken, redirect.as_ref(), now).await?;
                return Ok(SignedUp::MailWritten);
            }
            match taken {
                Claimed::Taken(_) => Err(SignUpError::EmailTaken),
                Claimed::Ours(account) => {
                    let created = AccountDeed::Created;
                    let entry = AccountEntry::new(&account, created, &account, Details::new(), now);
                    audit::record_accounts(tx, [entry]).await?;
                    Ok(SignedUp::Entered(Box::new(enter(tx, account, &place, now).await?)))
                }
            }
        })
        .await?;
    ctx.mail.announce();
    Ok(outcome)
}

/// Whose an address is.
enum Claimed {
    /// It was free, or nobody had confirmed it.
    Ours(Account),
    /// It is that of this account.
    Taken(Account),
}

/// Takes an address for a new account, unless another is let in by it. Whoever signed up before and
/// never confirmed it gives way.
async fn claim_address(
    tx: &Tx,
    account: &Account,
    password: &PasswordHash,
    now: DateTime<Utc>,
) -> Result<Claimed, StoreError> {
    accounts::insert(tx, account, Some(password), now).await?;
    let found = accounts::lock_by_email(tx, &account.email).await?;
    let id = found.as_ref().map_or(account.id, |it| it.account.id);
    let ours = Account { id, ..account.clone() };
    let replaced = accounts::replace_unconfirmed(tx, &ours, password, now).await?;
    match found {
        Some(it) if it.account.id != account.id && !replaced => Ok(Claimed::Taken(it.account)),
        _ => Ok(Claimed::Ours(ours)),
    }
}

/// Mails the link that confirms an address; to whoever has an account by it, a note. Either is as
/// much work.
async fn ask_to_confirm(
    ctx: &Context,
    tx: &Tx,
    claimed: Claimed,
    redirect: Option<&Redirect>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    match claimed {
        Claimed::Ours(account) => {
            let kind = AccountLinkKind::VerifyEmail;
            mail_link(ctx, tx, Some(&account), kind, redirect, now).await
        }
        Claimed::Taken(account) => tell_owner(ctx, tx, &account, now).await,
    }
}

/// Signs somebody in. Whatever is wrong, it takes as long to find out.
#[tracing::instrument(name = "signing_in.log_in", skip_all)]
pub(crate) async fn log_in(
    ctx: &Context,
    command: LogIn,
    place: Place,
) -> Result<Entered, LogInError> {
    let found = match &command.email {
        Some(email) => {
            guards::count_email(ctx, Guarded::Password, email).await?;
            accounts::find_by_email(&ctx.store, email).await?
        }
        None => None,
    };
    let stored = found.as_ref().and_then(|it| it.password.clone());
    let is_right = ctx.passwords.verify(command.password, stored.clone()).await?;
    let (Some(found), true) = (found, is_right) else {
        return Err(LogInError::InvalidCredentials);
    };
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            // What was compared took its time: it may be another's password by now.
            let Some(held) = accounts::lock(tx, found.account.id).await? else {
                return Err(LogInError::InvalidCredentials);
            };
            if held.password != stored {
                return Err(LogInError::InvalidCredentials);
            }
            held.account.is_open().map_err(|closed| match closed {
                AccountClosed::Inactive => LogInError::InvalidCredentials,
                AccountClosed::Suspended => LogInError::Suspended,
            })?;
            guards::forgive_email(tx, Guarded::Password, &held.account.email).await?;
            Ok(enter(tx, held.account, &place, now).await?)
        })
        .await
}

/// Ends the session that somebody came by.
#[tracing::instrument(name = "signing_in.log_out", skip_all)]
pub(crate) async fn log_out(ctx: &Context, by: &SignedIn) -> Result<(), StoreError> {
    ctx.store
        .write(async |tx| {
            sessions::end(tx, by.account().id, by.session().id).await?;
            Ok(())
        })
        .await
}

/// Lets the session last longer that somebody came by.
#[tracing::instrument(name = "signing_in.refresh", skip_all)]
pub(crate) async fn refresh(ctx: &Context, by: &SignedIn) -> Result<Session, NotSignedIn> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let slid = by.session().clone().slid(now);
            if sessions::slide(tx, &slid).await? { Ok(slid) } else { Err(NotSignedIn::SignedOut) }
        })
        .await
}

/// Begins a session, in place of the one that this browser had.
pub(crate) async fn enter(
    tx: &Tx,
    account: Account,
    place: &Place,
    now: DateTime<Utc>,
) -> Result<Entered, StoreError> {
    sessions::forget_expired(tx, account.id, now).await?;
    if let Some(before) = &place.before {
        sessions::end_known_by(tx, before).await?;
    }
    let session = Session::begin(account.id, place.device.clone(), now);
    let token = keys::token(TokenKind::Session);
    sessions::insert(tx, &session, &token.hash()).await?;
    Ok(Entered { account, session, token })
}
