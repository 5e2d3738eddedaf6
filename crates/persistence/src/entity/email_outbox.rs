use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "email_outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) template: String,
    pub(crate) to_norm: String,
    pub(crate) payload_sealed: Option<Vec<u8>>,
    pub(crate) status: String,
    pub(crate) attempts: i64,
    pub(crate) next_attempt_at: DateTimeUtc,
    pub(crate) last_error_code: Option<String>,
    pub(crate) purged_at: Option<DateTimeUtc>,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) account_link_id: Option<Uuid>,
    pub(crate) expires_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
