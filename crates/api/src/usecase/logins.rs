//! Accounts made by whoever runs the server.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::{Account, AccountRole},
    email::Email,
    id::{AccountId, EventId},
    password::{Password, PasswordHash},
    registry::{AccountActor, AccountDeed, AccountEntry},
    text::Name,
};
use gather_persistence::{StoreError, Tx, accounts, audit, events, sessions};

use super::turn::detail;
use crate::{context::Context, keys, password::HashError};

/// Why there is no such account now.
#[derive(Debug, thiserror::Error)]
pub enum MakeAccountError {
    /// There is one of this address.
    #[error("there is an account with this address already")]
    EmailTaken,
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hash,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the demo's accounts are signed in to with.
#[derive(Debug)]
pub struct PrintedLogin {
    /// As what.
    pub role: &'static str,
    /// The address.
    pub email: &'static str,
    /// The password: for whoever started the demo, on their own terminal.
    pub password: Password,
}

/// The demo's addresses. No mail ever reaches one: the domain is kept free for examples.
const HOST: &str = "host@example.org";
const ADMIN: &str = "admin@example.org";

/// Makes an admin, whose address counts as verified: whoever runs the server vouches for it.
pub async fn create_admin(
    ctx: &Context,
    email: Email,
    display_name: Name,
    password: Password,
) -> Result<(), MakeAccountError> {
    let password = ctx.passwords.hash(password).await?;
    let admin = admin(ctx, email, display_name);
    let now = ctx.clock.now();
    let inserted = ctx
        .store
        .write(async |tx| {
            // Somebody may have signed up with the address who never could read its mails.
            accounts::delete_unconfirmed(tx, &admin.email).await?;
            insert_admin(tx, &admin, &password, now).await
        })
        .await?;
    if inserted { Ok(()) } else { Err(MakeAccountError::EmailTaken) }
}

/// Lets the demo's host and an admin sign in, each with a new password: nobody knows the old ones
/// any more.
#[expect(clippy::missing_panics_doc, reason = "it cannot: its addresses and its name are ours")]
pub async fn for_demo(
    ctx: &Context,
    event_id: EventId,
) -> Result<Vec<PrintedLogin>, MakeAccountError> {
    let (hosts, admins) = (keys::password(), keys::password());
    let hosts_hash = ctx.passwords.hash(hosts.clone()).await?;
    let admins_hash = ctx.passwords.hash(admins.clone()).await?;
    let now = ctx.clock.now();
    let admin = admin(ctx, address(ADMIN), Name::parse("Admin").expect("it is a name"));
    ctx.store
        .write(async |tx| {
            let host = events::find_primary(tx, event_id).await?;
            if let Some(host) = host {
                if !accounts::set_email(tx, host, &address(HOST), Some(now)).await? {
                    return Err(MakeAccountError::EmailTaken);
                }
                replace_password(tx, host, &hosts_hash).await?;
            }
            if let Some(known) = accounts::find_by_email(tx, &admin.email).await? {
                replace_password(tx, known.account.id, &admins_hash).await?;
            } else {
                insert_admin(tx, &admin, &admins_hash, now).await?;
            }
            Ok(())
        })
        .await?;
    Ok(vec![
        PrintedLogin { role: "host", email: HOST, password: hosts },
        PrintedLogin { role: "admin", email: ADMIN, password: admins },
    ])
}

/// Lets a new admin in, and remembers it. `false`: there is an account of this address.
async fn insert_admin(
    tx: &Tx,
    admin: &Account,
    password: &PasswordHash,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    if !accounts::insert(tx, admin, Some(password), now).await? {
        return Ok(false);
    }
    let (by, role) = (AccountActor::system(), detail("role", "admin"));
    let entry = AccountEntry::by(by, AccountDeed::Created, admin, role, now);
    audit::record_accounts(tx, [entry]).await?;
    Ok(true)
}

async fn replace_password(
    tx: &Tx,
    id: AccountId,
    password: &PasswordHash,
) -> Result<(), StoreError> {
    accounts::set_password(tx, id, password).await?;
    sessions::end_all(tx, id, None).await
}

fn admin(ctx: &Context, email: Email, display_name: Name) -> Account {
    let now = ctx.clock.now();
    Account {
        id: AccountId::new(),
        email,
        email_verified_at: Some(now),
        display_name,
        role: AccountRole::Admin,
        activated_at: Some(now),
        suspended_at: None,
        accepts_invitations: true,
    }
}

fn address(text: &str) -> Email {
    Email::parse(text).expect("it is an address")
}

impl From<HashError> for MakeAccountError {
    fn from(error: HashError) -> Self {
        match error {
            HashError::Busy | HashError::Failed => Self::Hash,
        }
    }
}
