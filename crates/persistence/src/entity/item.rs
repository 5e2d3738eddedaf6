use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "item")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) team_id: Uuid,
    pub(crate) day_id: Option<Uuid>,
    pub(crate) name: String,
    pub(crate) quantity: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) critical: bool,
    pub(crate) gluten_free: bool,
    pub(crate) dairy_free: bool,
    pub(crate) vegetarian: bool,
    pub(crate) notes: Option<String>,
    pub(crate) drop_off_at: Option<DateTimeUtc>,
    pub(crate) drop_off_location: Option<String>,
    pub(crate) drop_off_note: Option<String>,
    pub(crate) previously_assigned_to: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
