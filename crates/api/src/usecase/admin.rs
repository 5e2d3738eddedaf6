//! What an admin sees of accounts and mails, and does to accounts. All that they do is remembered.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountRole},
    account_link::{AccountLinkKind, Issuer},
    audit::{Actor, Details},
    id::{AccountId, MailId},
    mail::MailStatus,
    registry::{AccountDeed, AccountEntry},
    text::Reason,
};
use gather_persistence::{
    StoreError, Tx, account_links as stored_links, accounts, audit, offers::Offers, registry,
    sessions,
};

pub(crate) use gather_persistence::registry::{Filter, Mail};

use super::{
    account_links,
    account_turn::{Held, in_turn},
    offers::Withdrawal,
    page::{cut, one_more},
    turn::detail,
};
use crate::{
    account::{NotSignedIn, SignedIn},
    context::Context,
};

/// Why an admin did nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AdminError {
    /// The caller is not let in any more.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// The caller is no admin, or not any more.
    #[error("only admins may do this")]
    NotAdmin,
    /// There is no such account.
    #[error("there is no such account")]
    UnknownAccount,
    /// Nobody is let in by that account.
    #[error("nobody is let in by this account: vouch for its address, or restore it, first")]
    Closed,
    /// Its events changed again and again meanwhile.
    #[error("much is going on in the gatherings of this account just now")]
    Busy,
    /// Nobody would look after this server.
    #[error("this is the last admin: make another one first")]
    LastAdmin,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A link for an admin to hand over. It is shown this once.
#[derive(Debug)]
pub(crate) struct HandedOver {
    /// Its address, secret included.
    pub(crate) url: String,
    /// The instant from which it no longer works.
    pub(crate) expires_at: DateTime<Utc>,
}

/// Accounts, latest first, at most `limit`, and whether there are more.
#[tracing::instrument(name = "admin.accounts", skip_all)]
pub(crate) async fn accounts(
    ctx: &Context,
    filter: Filter,
    limit: usize,
) -> Result<(Vec<Account>, bool), StoreError> {
    let found = registry::list(&ctx.store, filter, one_more(limit)).await?;
    Ok(cut(found, limit))
}

/// Mails that fare so, latest first, at most `limit`, and whether there are more. What they say is
/// not among it.
#[tracing::instrument(name = "admin.mails", skip_all)]
pub(crate) async fn mails(
    ctx: &Context,
    statuses: &[MailStatus],
    before: Option<MailId>,
    limit: usize,
) -> Result<(Vec<Mail>, bool), StoreError> {
    let found = registry::mails(&ctx.store, statuses, before, one_more(limit)).await?;
    Ok(cut(found, limit))
}

/// Makes a link that sets a new password, in place of those before.
#[tracing::instrument(name = "admin.issue_reset_link", skip_all)]
pub(crate) async fn issue_reset_link(
    ctx: &Context,
    by: &SignedIn,
    id: AccountId,
) -> Result<HandedOver, AdminError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let (admin, account) = hold(tx, by, id, now).await?;
            let kind = AccountLinkKind::ResetPassword;
            account_links::revoke(tx, id, Some(kind), now).await?;
            let issuer = Issuer::Admin(admin.id);
            let ((_, expires_at), token) =
                account_links::issue_by(tx, id, kind, None, issuer, now).await?;
            record(tx, &admin, AccountDeed::ResetIssued, &account, Details::new(), now).await?;
            let url = format!("{}{}#{}", ctx.public_url, kind.page(), token.expose());
            Ok(HandedOver { url, expires_at })
        })
        .await
}

/// Vouches for an address. Whoever never confirmed it is let in from now on.
#[tracing::instrument(name = "admin.verify", skip_all)]
pub(crate) async fn verify(
    ctx: &Context,
    by: &SignedIn,
    id: AccountId,
) -> Result<Account, AdminError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let (admin, account) = hold(tx, by, id, now).await?;
            if account.email_verified_at.is_some() && account.activated_at.is_some() {
                tx.take_back();
                return Ok(account);
            }
            accounts::activate(tx, id, Some(now), now).await?;
            let kind = Some(AccountLinkKind::VerifyEmail);
            account_links::revoke(tx, id, kind, now).await?;
            record(tx, &admin, AccountDeed::Verified, &account, Details::new(), now).await?;
            Ok(Account {
                email_verified_at: account.email_verified_at.or(Some(now)),
                activated_at: account.activated_at.or(Some(now)),
                ..account
            })
        })
        .await
}

/// Keeps somebody out. All their sessions end, and what they handed out and nobody answered is taken
/// back.
#[tracing::instrument(name = "admin.suspend", skip_all)]
pub(crate) async fn suspend(
    ctx: &Context,
    by: &SignedIn,
    id: AccountId,
    reason: Reason,
) -> Result<Account, AdminError> {
    let now = ctx.clock.now();
    let suspended = in_turn(ctx, id, async |tx, Held { admins, account }| {
        let admin = hold_admin(tx, by, now).await?;
        let account = account.ok_or(AdminError::UnknownAccount)?;
        if account.suspended_at.is_some() {
            tx.take_back();
            return Ok::<_, AdminError>(account);
        }
        may_go(&account, &admins)?;
        registry::set_suspended(tx, id, Some(now)).await?;
        sessions::end_all(tx, id, None).await?;
        stored_links::withdraw(tx, id).await?;
        let (by, actor) = (admin.id, &Actor::admin(&admin));
        Withdrawal { offers: Offers::By(id), by, actor }.settle(ctx, tx, now).await?;
        let why = detail("reason", &reason);
        record(tx, &admin, AccountDeed::Suspended, &account, why, now).await?;
        Ok(Account { suspended_at: Some(now), ..account })
    });
    suspended.await?.ok_or(AdminError::Busy)
}

/// Lets somebody in again.
#[tracing::instrument(name = "admin.restore", skip_all)]
pub(crate) async fn restore(
    ctx: &Context,
    by: &SignedIn,
    id: AccountId,
) -> Result<Account, AdminError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let (admin, account) = hold(tx, by, id, now).await?;
            if account.suspended_at.is_none() {
                tx.take_back();
                return Ok(account);
            }
            registry::set_suspended(tx, id, None).await?;
            record(tx, &admin, AccountDeed::Restored, &account, Details::new(), now).await?;
            Ok(Account { suspended_at: None, ..account })
        })
        .await
}

/// Makes somebody an admin, or one no more. All their sessions end: whoever may do more, or less, than
/// before signs in anew. What they handed out as an admin ends with their power to; invites that they
/// made stay.
#[tracing::instrument(name = "admin.change_role", skip_all)]
pub(crate) async fn change_role(
    ctx: &Context,
    by: &SignedIn,
    id: AccountId,
    role: AccountRole,
) -> Result<Account, AdminError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let admins = registry::lock_admins(tx).await?;
            let (admin, account) = hold(tx, by, id, now).await?;
            if account.role == role {
                tx.take_back();
                return Ok(account);
            }
            match role {
                // Whoever signs up with an address that nobody confirmed gets its account.
                AccountRole::Admin => account.is_open().map_err(|_closed| AdminError::Closed)?,
                AccountRole::Member => {
                    may_go(&account, &admins)?;
                    stored_links::withdraw(tx, id).await?;
                }
            }
            registry::set_role(tx, id, role).await?;
            sessions::end_all(tx, id, None).await?;
            let to = detail("role", role.as_str());
            record(tx, &admin, AccountDeed::RoleChanged, &account, to, now).await?;
            Ok(Account { role, ..account })
        })
        .await
}

/// Whether somebody may be kept out or deleted, or stop being an admin: not the last admin.
pub(crate) fn may_go(account: &Account, admins: &[AccountId]) -> Result<(), AdminError> {
    if admins == [account.id] { Err(AdminError::LastAdmin) } else { Ok(()) }
}

/// Remembers what somebody did to an account.
pub(crate) async fn record(
    tx: &Tx,
    by: &Account,
    deed: AccountDeed,
    account: &Account,
    details: Details,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    audit::record_accounts(tx, [AccountEntry::new(by, deed, account, details, now)]).await
}

/// Asks again whether the caller is an admin, and holds their account.
pub(crate) async fn hold_admin(
    tx: &Tx,
    by: &SignedIn,
    now: DateTime<Utc>,
) -> Result<Account, AdminError> {
    let admin = by.hold(tx, now).await?.account;
    if admin.role == AccountRole::Admin { Ok(admin) } else { Err(AdminError::NotAdmin) }
}

/// Asks again whether the caller is an admin, and holds the account that it is about. All admins are
/// held first: whoever locks accounts does so in this order, after events, so that nobody waits for
/// somebody who waits for them.
pub(crate) async fn hold(
    tx: &Tx,
    by: &SignedIn,
    id: AccountId,
    now: DateTime<Utc>,
) -> Result<(Account, Account), AdminError> {
    registry::lock_admins(tx).await?;
    let admin = hold_admin(tx, by, now).await?;
    let account = accounts::lock(tx, id).await?.map(|it| it.account);
    Ok((admin, account.ok_or(AdminError::UnknownAccount)?))
}
