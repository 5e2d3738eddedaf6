use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) email: String,
    pub(crate) email_norm: String,
    pub(crate) email_verified_at: Option<DateTimeUtc>,
    pub(crate) display_name: String,
    pub(crate) password_hash: Option<String>,
    pub(crate) role: String,
    pub(crate) activated_at: Option<DateTimeUtc>,
    pub(crate) suspended_at: Option<DateTimeUtc>,
    pub(crate) accepts_invitations: bool,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) name_folded: String,
}

impl ActiveModelBehavior for ActiveModel {}
