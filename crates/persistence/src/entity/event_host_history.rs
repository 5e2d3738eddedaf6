use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_host_history")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) role: String,
    pub(crate) was_primary: bool,
    pub(crate) grant_method: String,
    pub(crate) invited_by: Option<Uuid>,
    pub(crate) started_at: Option<DateTimeUtc>,
    pub(crate) ended_at: DateTimeUtc,
    pub(crate) end_reason: String,
    pub(crate) ended_by: Option<Uuid>,
    pub(crate) note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
