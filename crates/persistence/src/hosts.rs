//! Who runs an event.

use chrono::{DateTime, Utc};
use gather_domain::id::{AccountId, EventId};
use sea_orm::{ActiveValue::Set, EntityTrait, prelude::Uuid};

use crate::{
    entity::event_host,
    error::StoreError,
    store::{Tx, private::Connected as _},
};

/// Makes the one who created an event its host.
pub async fn insert_creator(
    tx: &Tx,
    event_id: EventId,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = event_host::ActiveModel {
        id: Set(Uuid::now_v7()),
        event_id: Set(event_id.as_uuid()),
        account_id: Set(account_id.as_uuid()),
        role: Set("host".to_owned()),
        invitation_status: Set("accepted".to_owned()),
        grant_method: Set("creator".to_owned()),
        invited_by: Set(None),
        invited_at: Set(now),
        responded_at: Set(Some(now)),
        accepted_at: Set(Some(now)),
        message: Set(None),
        created_at: Set(now),
    };
    event_host::Entity::insert(row).exec_without_returning(tx.connection()).await?;
    Ok(())
}
