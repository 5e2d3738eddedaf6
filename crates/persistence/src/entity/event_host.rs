use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_host")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) role: String,
    pub(crate) invitation_status: String,
    pub(crate) grant_method: String,
    pub(crate) invited_by: Option<Uuid>,
    pub(crate) invited_at: DateTimeUtc,
    pub(crate) responded_at: Option<DateTimeUtc>,
    pub(crate) accepted_at: Option<DateTimeUtc>,
    pub(crate) message: Option<String>,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) invite_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
