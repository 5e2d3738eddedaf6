#![expect(clippy::struct_excessive_bools, reason = "a switch each, as they lie in the table")]

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_preference")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) account_id: Uuid,
    pub(crate) mails: bool,
    pub(crate) invitations: bool,
    pub(crate) host_activity: bool,
    pub(crate) digests: bool,
    pub(crate) admin: bool,
}

impl ActiveModelBehavior for ActiveModel {}
