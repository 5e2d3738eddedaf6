//! Accounts: who can sign in.

use chrono::{DateTime, Utc};
use gather_domain::{id::AccountId, text::Name};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{
    entity::account,
    error::StoreError,
    store::{Tx, private::Connected as _},
};

/// A new account without a password: nobody can sign in to it.
pub async fn insert_without_password(
    tx: &Tx,
    id: AccountId,
    email: &str,
    name: &Name,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = account::ActiveModel {
        id: Set(id.as_uuid()),
        email: Set(email.to_owned()),
        email_norm: Set(email.to_lowercase()),
        email_verified_at: Set(None),
        display_name: Set(name.to_string()),
        password_hash: Set(None),
        role: Set("member".to_owned()),
        activated_at: Set(Some(now)),
        suspended_at: Set(None),
        accepts_invitations: Set(true),
        created_at: Set(now),
    };
    account::Entity::insert(row).exec_without_returning(tx.connection()).await?;
    Ok(())
}
