//! Who runs an event.

use chrono::{DateTime, Utc};
use gather_domain::{
    id::{AccountId, EventId, PersonId},
    person::Person,
    text::Name,
};
use sea_orm::{
    ActiveValue::Set, DbErr, EntityTrait, QueryFilter, prelude::Uuid, sea_query::OnConflict,
};

use crate::{
    entity::{event_host, person},
    error::StoreError,
    rows,
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

/// The person who stands for an account in plans: made with this name, if there is none yet.
pub async fn represent(
    tx: &Tx,
    account_id: AccountId,
    name: &Name,
    now: DateTime<Utc>,
) -> Result<Person, StoreError> {
    let row = person::ActiveModel {
        id: Set(Uuid::now_v7()),
        name: Set(name.to_string()),
        email: Set(None),
        phone: Set(None),
        account_id: Set(Some(account_id.as_uuid())),
        version: Set(1),
        created_at: Set(now),
    };
    person::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.connection())
        .await?;
    let row = person::Entity::find()
        .filter(person::COLUMN.account_id.eq(account_id.as_uuid()))
        .one(tx.connection())
        .await?
        .ok_or(DbErr::RecordNotInserted)?;
    Ok(Person {
        id: PersonId::from_uuid(row.id),
        name: rows::text("person", Name::parse, &row.name)?,
    })
}
