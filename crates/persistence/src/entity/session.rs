use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) id_hash: Vec<u8>,
    pub(crate) account_id: Uuid,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) last_used_at: DateTimeUtc,
    pub(crate) expires_at: DateTimeUtc,
    pub(crate) absolute_expires_at: DateTimeUtc,
    pub(crate) ua_class: String,
}

impl ActiveModelBehavior for ActiveModel {}
