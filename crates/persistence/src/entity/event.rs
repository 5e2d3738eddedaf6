use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) time_zone: String,
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) status: Status,
    pub(crate) guest_count: Option<i64>,
    pub(crate) host_id: Option<Uuid>,
    pub(crate) visibility: String,
    pub(crate) created_by: Option<Uuid>,
    pub(crate) version: i64,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) updated_at: DateTimeUtc,
    pub(crate) revision: i64,
    pub(crate) contact_email: Option<String>,
    /// `None` where a release wrote the row that knew of no slugs.
    pub(crate) slug: Option<String>,
    pub(crate) is_published: bool,
    pub(crate) cohosts_can_invite: bool,
    pub(crate) cancelled_at: Option<DateTimeUtc>,
    /// Nobody but admins knows of a deleted event.
    pub(crate) deleted_at: Option<DateTimeUtc>,
    /// When whoever has it in their hands took it in hand by themselves.
    pub(crate) stepped_up_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub(crate) enum Status {
    #[sea_orm(string_value = "draft")]
    Draft,
    #[sea_orm(string_value = "confirming")]
    Confirming,
    #[sea_orm(string_value = "frozen")]
    Frozen,
    #[sea_orm(string_value = "complete")]
    Complete,
}

impl ActiveModelBehavior for ActiveModel {}
