//! What somebody does about their own account.

use gather_domain::{
    account::{Account, Session},
    account_link::AccountLinkKind,
    id::SessionId,
    password::Password,
    text::Name,
};
use gather_persistence::{StoreError, accounts, sessions};

use super::{
    account_links,
    guards::{self, GuardError, Guarded},
    outbox,
    signing_in::{Entered, Place, enter},
};
use crate::{
    account::{NotSignedIn, SignedIn},
    context::Context,
    mail::Matter,
    password::HashError,
};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeAccountError {
    /// The caller is not let in any more.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// They could not say their present password.
    #[error("is not your present password")]
    WrongPassword,
    /// They have no such session.
    #[error("there is no such session of yours")]
    UnknownSession,
    /// It was tried too often.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// A password could not be hashed or compared.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What changes about how others see somebody. `None` leaves it.
#[derive(Debug)]
pub(crate) struct EditProfile {
    /// What they are called.
    pub(crate) display_name: Option<Name>,
    /// Whether they can be found, to be invited.
    pub(crate) accepts_invitations: Option<bool>,
}

/// Changes how others see the caller.
#[tracing::instrument(name = "accounts.edit_profile", skip_all)]
pub(crate) async fn edit_profile(
    ctx: &Context,
    by: &SignedIn,
    command: EditProfile,
) -> Result<Account, ChangeAccountError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let account = by.hold(tx, now).await?.account;
            let changed = Account {
                display_name: command.display_name.unwrap_or_else(|| account.display_name.clone()),
                accepts_invitations: command
                    .accepts_invitations
                    .unwrap_or(account.accepts_invitations),
                ..account
            };
            accounts::set_profile(
                tx,
                changed.id,
                &changed.display_name,
                changed.accepts_invitations,
            )
            .await?;
            Ok(changed)
        })
        .await
}

/// Replaces the caller's password. Every session of theirs ends; they go on in a new one.
#[tracing::instrument(name = "accounts.change_password", skip_all)]
pub(crate) async fn change_password(
    ctx: &Context,
    by: &SignedIn,
    present: Password,
    new: Password,
    place: Place,
) -> Result<Entered, ChangeAccountError> {
    // Whoever sits down at an open browser may not guess faster than at the door.
    guards::count_email(ctx, Guarded::Password, &by.account().email).await?;
    let stored = accounts::find(&ctx.store, by.account().id).await?.and_then(|it| it.password);
    if !ctx.passwords.verify(present, stored.clone()).await? {
        return Err(ChangeAccountError::WrongPassword);
    }
    let new = ctx.passwords.hash(new).await?;
    let now = ctx.clock.now();
    let entered = ctx
        .store
        .write(async |tx| {
            let held = by.hold(tx, now).await?;
            // To hash took its time: somebody else may have changed it meanwhile.
            if held.password != stored {
                return Err(ChangeAccountError::WrongPassword);
            }
            accounts::set_password(tx, held.account.id, &new).await?;
            guards::forgive_email(tx, Guarded::Password, &held.account.email).await?;
            sessions::end_all(tx, held.account.id, None).await?;
            let reset = Some(AccountLinkKind::ResetPassword);
            account_links::revoke(tx, held.account.id, reset, now).await?;
            let to = account_links::owner(&held.account);
            outbox::write(ctx, tx, to, Matter::PasswordChanged, None, now).await?;
            Ok(enter(tx, held.account, &place, now).await?)
        })
        .await?;
    ctx.mail.announce();
    Ok(entered)
}

/// The caller's sessions, latest first.
#[tracing::instrument(name = "accounts.sessions", skip_all)]
pub(crate) async fn sessions(ctx: &Context, by: &SignedIn) -> Result<Vec<Session>, StoreError> {
    sessions::of_account(&ctx.store, by.account().id, ctx.clock.now()).await
}

/// Ends one of the caller's sessions.
#[tracing::instrument(name = "accounts.end_session", skip_all)]
pub(crate) async fn end_session(
    ctx: &Context,
    by: &SignedIn,
    id: SessionId,
) -> Result<(), ChangeAccountError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            by.hold(tx, now).await?;
            let ended = sessions::end(tx, by.account().id, id).await?;
            if ended { Ok(()) } else { Err(ChangeAccountError::UnknownSession) }
        })
        .await
}

/// Ends all of the caller's sessions but the one that they came by.
#[tracing::instrument(name = "accounts.end_other_sessions", skip_all)]
pub(crate) async fn end_other_sessions(
    ctx: &Context,
    by: &SignedIn,
) -> Result<(), ChangeAccountError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            by.hold(tx, now).await?;
            Ok(sessions::end_all(tx, by.account().id, Some(by.session().id)).await?)
        })
        .await
}
