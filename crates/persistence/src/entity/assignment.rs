use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) team_id: Uuid,
    pub(crate) item_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) acknowledged_at: Option<DateTimeUtc>,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) declined_at: Option<DateTimeUtc>,
    pub(crate) decline_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
