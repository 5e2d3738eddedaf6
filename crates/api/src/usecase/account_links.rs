//! Links to accounts: sent, and used once.
//!
//! Whoever asks for one learns nothing about who has an account: the answer and the work are the
//! same for every address.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountClosed},
    account_link::{AccountLink, AccountLinkKind, Issuer},
    audit::Details,
    email::Email,
    id::{AccountId, AccountLinkId},
    password::Password,
    redirect::Redirect,
    registry::{AccountDeed, AccountEntry},
    token::Token,
};
use gather_persistence::{
    StoreError, Tx, account_links, accounts, audit, outbox as mails, sessions,
};

use super::{
    guards::{self, GuardError, Guarded},
    outbox::{self, Recipient},
    signing_in::{Entered, Place, enter},
};
use crate::{
    account::{NotSignedIn, SignedIn},
    context::Context,
    keys,
    mail::Matter,
    password::HashError,
};

/// Why a link was not sent, or did nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AccountLinkError {
    /// It is unknown, was used or replaced, or its time is over: nobody is told which.
    #[error("this link does not work any more")]
    Closed,
    /// The password is not the account's.
    #[error("the password is not right")]
    WrongPassword,
    /// An admin keeps the account's owner out.
    #[error("this account is suspended")]
    Suspended,
    /// Another account has the address by now.
    #[error("there is an account with this address already")]
    EmailTaken,
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

/// Why the wish for another address was not heard.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeEmailError {
    /// The caller is not let in any more.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// They could not say their present password.
    #[error("is not your present password")]
    WrongPassword,
    /// It is the one that they have.
    #[error("is your address already")]
    Same,
    /// It was tried too often.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// A password could not be compared.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody may ask to be sent without saying more than an address.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted {
    /// Another link to confirm the address.
    Confirmation,
    /// A link to choose a new password.
    Reset,
}

/// Sends a link to this address, if it has an account that can use it; `redirect` is where its owner
/// comes back to then.
#[tracing::instrument(name = "account_links.send", skip_all)]
pub(crate) async fn send(
    ctx: &Context,
    wanted: Wanted,
    email: &Email,
    redirect: Option<&Redirect>,
) -> Result<(), AccountLinkError> {
    let (guarded, kind) = match wanted {
        Wanted::Confirmation => (Guarded::Resend, AccountLinkKind::VerifyEmail),
        Wanted::Reset => (Guarded::Reset, AccountLinkKind::ResetPassword),
    };
    guards::count_email(ctx, guarded, email).await?;
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let found = accounts::lock_by_email(tx, email).await?.map(|it| it.account);
            let has_use = |account: &Account| match wanted {
                Wanted::Confirmation => account.email_verified_at.is_none(),
                Wanted::Reset => true,
            };
            let to = found.filter(has_use);
            mail_link(ctx, tx, to.as_ref(), kind, redirect, now).await
        })
        .await?;
    ctx.mail.announce();
    Ok(())
}

/// Shows that an address is its account's owner's, who knows the password; lets them in.
///
/// The password is asked for so that nobody who merely reads the mail, or to whom it was sent by
/// mistake, gets an account that somebody else made.
#[tracing::instrument(name = "account_links.verify", skip_all)]
pub(crate) async fn verify(
    ctx: &Context,
    token: &Token,
    password: Password,
    place: Place,
) -> Result<Entered, AccountLinkError> {
    let now = ctx.clock.now();
    let link = find(ctx, token, now).await?;
    let found = accounts::find(&ctx.store, link.account_id).await?;
    let found = found.ok_or(AccountLinkError::Closed)?;
    guards::count_email(ctx, Guarded::Password, &found.account.email).await?;
    if !ctx.passwords.verify(password, found.password.clone()).await? {
        return Err(AccountLinkError::WrongPassword);
    }
    let entered = ctx
        .store
        .write(async |tx| {
            let held = accounts::lock(tx, link.account_id).await?;
            let held = held.ok_or(AccountLinkError::Closed)?;
            // To compare took its time: it may be another's password by now.
            if held.password != found.password {
                return Err(AccountLinkError::WrongPassword);
            }
            if !account_links::use_up(tx, link.id, now).await? {
                return Err(AccountLinkError::Closed);
            }
            let old = held.account;
            guards::forgive_email(tx, Guarded::Password, &old.email).await?;
            let account = if let Some(new) = &link.new_email {
                change_to(ctx, tx, old, new, now).await?
            } else {
                accounts::activate(tx, old.id, Some(now), now).await?;
                record_entry(tx, &old, Some(now), now).await?;
                Account {
                    activated_at: old.activated_at.or(Some(now)),
                    email_verified_at: old.email_verified_at.or(Some(now)),
                    ..old
                }
            };
            account.is_open().map_err(|closed| match closed {
                AccountClosed::Inactive => AccountLinkError::Closed,
                AccountClosed::Suspended => AccountLinkError::Suspended,
            })?;
            Ok(enter(tx, account, &place, now).await?)
        })
        .await?;
    ctx.mail.announce();
    Ok(entered)
}

/// Sets a new password. Every session of the account ends; its owner signs in anew.
#[tracing::instrument(name = "account_links.reset", skip_all)]
pub(crate) async fn reset(
    ctx: &Context,
    token: &Token,
    new: Password,
) -> Result<(), AccountLinkError> {
    let now = ctx.clock.now();
    let link = find(ctx, token, now).await?;
    let new = ctx.passwords.hash(new).await?;
    ctx.store
        .write(async |tx| {
            let held = accounts::lock(tx, link.account_id).await?;
            let account = held.ok_or(AccountLinkError::Closed)?.account;
            if !account_links::use_up(tx, link.id, now).await? {
                return Err(AccountLinkError::Closed);
            }
            // Whoever got it by mail reads mails to this address; an admin vouches for no address.
            let verified_at = (link.issuer == Issuer::Mail).then_some(now);
            accounts::set_password(tx, account.id, &new).await?;
            accounts::activate(tx, account.id, verified_at, now).await?;
            record_entry(tx, &account, verified_at, now).await?;
            guards::forgive_email(tx, Guarded::Password, &account.email).await?;
            sessions::end_all(tx, account.id, None).await?;
            let kind = Some(AccountLinkKind::ResetPassword);
            revoke(tx, account.id, kind, now).await?;
            Ok(outbox::write(ctx, tx, owner(&account), Matter::PasswordChanged, None, now).await?)
        })
        .await?;
    ctx.mail.announce();
    Ok(())
}

/// Sends a link to the address that the caller wants to have. Until it is used, nothing changes.
#[tracing::instrument(name = "account_links.change_email", skip_all)]
pub(crate) async fn change_email(
    ctx: &Context,
    by: &SignedIn,
    new: Email,
    present: Password,
) -> Result<(), ChangeEmailError> {
    guards::count_email(ctx, Guarded::Password, &by.account().email).await?;
    let stored = accounts::find(&ctx.store, by.account().id).await?.and_then(|it| it.password);
    if !ctx.passwords.verify(present, stored.clone()).await? {
        return Err(ChangeEmailError::WrongPassword);
    }
    guards::count_email(ctx, Guarded::Resend, &new).await?;
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let held = by.hold(tx, now).await?;
            if held.password != stored {
                return Err(ChangeEmailError::WrongPassword);
            }
            let account = held.account;
            if new.as_typed() == account.email.as_typed() {
                return Err(ChangeEmailError::Same);
            }
            guards::forgive_email(tx, Guarded::Password, &account.email).await?;
            let kind = AccountLinkKind::ChangeEmail;
            revoke(tx, account.id, Some(kind), now).await?;
            let known = accounts::find_by_email(tx, &new).await?.map(|it| it.account);
            // Somebody else's, and not merely claimed: its owner is told, the caller learns nothing.
            let other = known.filter(|it| it.id != account.id && it.activated_at.is_some());
            let whose = if other.is_some() { AccountId::new() } else { account.id };
            let (link, secret) = issue(tx, whose, kind, Some(new.clone()), now).await?;
            if let Some(other) = other {
                outbox::write(ctx, tx, owner(&other), Matter::AddressTaken, None, now).await?;
                return Ok(());
            }
            let to = Recipient { email: &new, name: &account.display_name };
            let matter = Matter::ConfirmNewAddress { token: secret.expose().to_owned() };
            Ok(outbox::write(ctx, tx, to, matter, Some(link), now).await?)
        })
        .await?;
    ctx.mail.announce();
    Ok(())
}

/// Mails a link of this kind to an account, in place of those before; `redirect` is where its owner
/// comes back to then. Without an account it is as much work, and nobody is mailed.
pub(crate) async fn mail_link(
    ctx: &Context,
    tx: &Tx,
    to: Option<&Account>,
    kind: AccountLinkKind,
    redirect: Option<&Redirect>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let redirect = redirect.map(|it| it.as_str().to_owned());
    let id = to.map_or_else(AccountId::new, |account| account.id);
    revoke(tx, id, Some(kind), now).await?;
    let (link, token) = issue(tx, id, kind, None, now).await?;
    let token = token.expose().to_owned();
    let matter = match kind {
        AccountLinkKind::VerifyEmail => Matter::ConfirmAddress { token, redirect },
        AccountLinkKind::ChangeEmail => Matter::ConfirmNewAddress { token },
        AccountLinkKind::ResetPassword => Matter::ResetPassword { token, redirect },
    };
    match to {
        Some(account) => outbox::write(ctx, tx, owner(account), matter, Some(link), now).await,
        None => outbox::write_to_nobody(tx, matter.template(), now).await,
    }
}

/// Tells the owner of an account that somebody wanted one with its address: as much work as
/// [`mail_link`].
pub(crate) async fn tell_owner(
    ctx: &Context,
    tx: &Tx,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (nobody, kind) = (AccountId::new(), AccountLinkKind::VerifyEmail);
    revoke(tx, nobody, Some(kind), now).await?;
    issue(tx, nobody, kind, None, now).await?;
    outbox::write(ctx, tx, owner(account), Matter::AddressTaken, None, now).await
}

/// Revokes an account's links of this kind, or all, and cancels the mails with them.
pub(crate) async fn revoke(
    tx: &Tx,
    id: AccountId,
    kind: Option<AccountLinkKind>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    mails::cancel_with_links(tx, id, kind, now).await?;
    account_links::revoke(tx, id, kind).await
}

/// The owner of an account, to whom a mail goes.
pub(crate) fn owner(account: &Account) -> Recipient<'_> {
    Recipient { email: &account.email, name: &account.display_name }
}

/// Makes a link that is mailed.
async fn issue(
    tx: &Tx,
    account_id: AccountId,
    kind: AccountLinkKind,
    new_email: Option<Email>,
    now: DateTime<Utc>,
) -> Result<((AccountLinkId, DateTime<Utc>), Token), StoreError> {
    issue_by(tx, account_id, kind, new_email, Issuer::Mail, now).await
}

/// Makes a link to an account, if it is there.
pub(crate) async fn issue_by(
    tx: &Tx,
    account_id: AccountId,
    kind: AccountLinkKind,
    new_email: Option<Email>,
    issuer: Issuer,
    now: DateTime<Utc>,
) -> Result<((AccountLinkId, DateTime<Utc>), Token), StoreError> {
    let id = AccountLinkId::new();
    let expires_at = now + kind.lifetime(issuer);
    let link = AccountLink { id, account_id, kind, new_email, issuer, expires_at, used_at: None };
    let token = keys::token(kind.token());
    account_links::insert(tx, &link, &token.hash(), now).await?;
    Ok(((id, expires_at), token))
}

/// Remembers that an account's owner was let in for the first time, or that their address was shown
/// to be theirs, where it was not so before.
async fn record_entry(
    tx: &Tx,
    before: &Account,
    verified_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let created = before.activated_at.is_none().then_some(AccountDeed::Created);
    let is_new = before.email_verified_at.is_none() && verified_at.is_some();
    let verified = is_new.then_some(AccountDeed::Verified);
    let deeds = created.into_iter().chain(verified);
    let entry = |deed| AccountEntry::new(before, deed, before, Details::new(), now);
    audit::record_accounts(tx, deeds.map(entry)).await
}

/// The link with this secret, if it still works.
async fn find(
    ctx: &Context,
    token: &Token,
    now: DateTime<Utc>,
) -> Result<AccountLink, AccountLinkError> {
    let link = account_links::find(&ctx.store, &token.hash()).await?;
    link.filter(|it| it.is_open(now)).ok_or(AccountLinkError::Closed)
}

/// Gives an account another address, which was shown to be its owner's. Both addresses are told.
async fn change_to(
    ctx: &Context,
    tx: &Tx,
    old: Account,
    new: &Email,
    now: DateTime<Utc>,
) -> Result<Account, AccountLinkError> {
    accounts::delete_unconfirmed(tx, new).await?;
    if !accounts::set_email(tx, old.id, new, Some(now)).await? {
        return Err(AccountLinkError::EmailTaken);
    }
    // A link that went to the old address opens nothing any more.
    revoke(tx, old.id, None, now).await?;
    let name = &old.display_name;
    outbox::write(ctx, tx, owner(&old), Matter::AddressChanged, None, now).await?;
    if new != &old.email {
        let to = Recipient { email: new, name };
        outbox::write(ctx, tx, to, Matter::AddressChanged, None, now).await?;
    }
    Ok(Account { email: new.clone(), email_verified_at: Some(now), ..old })
}
