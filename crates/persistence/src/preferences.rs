//! Which mails members want.

use std::collections::BTreeMap;

use gather_domain::{account::Account, id::AccountId, notification::Preferences};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, sea_query::OnConflict};

use crate::{
    accounts,
    entity::{account, notification_preference},
    error::StoreError,
    store::{Source, Tx, private::Connected as _},
};

/// Which mails somebody wants: all, if they never said.
pub async fn find(source: &impl Source, account_id: AccountId) -> Result<Preferences, StoreError> {
    let row = notification_preference::Entity::find_by_id(account_id.as_uuid())
        .one(source.connection())
        .await?;
    Ok(row.as_ref().map(preferences).unwrap_or_default())
}

/// These accounts, as far as they are there, with the mails that their owners want.
pub async fn of_accounts(
    source: &impl Source,
    ids: impl IntoIterator<Item = AccountId>,
) -> Result<Vec<(Account, Preferences)>, StoreError> {
    let ids: Vec<_> = ids.into_iter().map(AccountId::as_uuid).collect();
    let said = notification_preference::Entity::find()
        .filter(notification_preference::COLUMN.account_id.is_in(ids.clone()))
        .all(source.connection())
        .await?;
    let said: BTreeMap<_, _> = said.into_iter().map(|it| (it.account_id, it)).collect();
    let rows = account::Entity::find()
        .filter(account::COLUMN.id.is_in(ids))
        .all(source.connection())
        .await?;
    rows.into_iter()
        .map(|row| {
            let wanted = said.get(&row.id).map(preferences).unwrap_or_default();
            Ok((accounts::credentials(row)?.account, wanted))
        })
        .collect()
}

/// Keeps which mails somebody wants.
pub async fn save(tx: &Tx, account_id: AccountId, wanted: Preferences) -> Result<(), StoreError> {
    use notification_preference::Column as P;

    let row = notification_preference::ActiveModel {
        account_id: Set(account_id.as_uuid()),
        mails: Set(wanted.mails),
        invitations: Set(wanted.invitations),
        host_activity: Set(wanted.host_activity),
        digests: Set(wanted.digests),
        admin: Set(wanted.admin),
    };
    let all = [P::Mails, P::Invitations, P::HostActivity, P::Digests, P::Admin];
    notification_preference::Entity::insert(row)
        .on_conflict(OnConflict::column(P::AccountId).update_columns(all).to_owned())
        .exec_without_returning(tx.connection())
        .await?;
    Ok(())
}

const fn preferences(row: &notification_preference::Model) -> Preferences {
    Preferences {
        mails: row.mails,
        invitations: row.invitations,
        host_activity: row.host_activity,
        digests: row.digests,
        admin: row.admin,
    }
}
