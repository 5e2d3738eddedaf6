//! Signing up, in and out.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountClosed, AccountRole, Session},
    email::Email,
    id::AccountId,
    password::Password,
    secret::SecretHash,
    text::Name,
    token::{Token, TokenKind},
};
use gather_persistence::{StoreError, Tx, accounts, sessions};

use super::guards::{self, GuardError, Guarded};
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

/// Makes an account and signs its owner in at once.
#[tracing::instrument(name = "signing_in.sign_up", skip_all)]
pub(crate) async fn sign_up(
    ctx: &Context,
    command: SignUp,
    place: Place,
) -> Result<Entered, SignUpError> {
    guards::count_email(ctx, Guarded::SignUp, &command.email).await?;
    let password = ctx.passwords.hash(command.password).await?;
    let now = ctx.clock.now();
    let account = Account {
        id: AccountId::new(),
        email: command.email,
        email_verified_at: None,
        display_name: command.display_name,
        role: AccountRole::Member,
        activated_at: Some(now),
        suspended_at: None,
        accepts_invitations: true,
    };
    ctx.store
        .write(async |tx| {
            if !accounts::insert(tx, &account, Some(&password), now).await? {
                return Err(SignUpError::EmailTaken);
            }
            Ok(enter(tx, account.clone(), &place, now).await?)
        })
        .await
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
