use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_token")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) scope: Scope,
    pub(crate) team_id: Option<Uuid>,
    pub(crate) nonce: Vec<u8>,
    pub(crate) token_hash: Vec<u8>,
    pub(crate) opened_at: Option<DateTimeUtc>,
    pub(crate) expires_at: DateTimeUtc,
    pub(crate) created_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub(crate) enum Scope {
    #[sea_orm(string_value = "host")]
    Host,
    #[sea_orm(string_value = "coordinator")]
    Coordinator,
    #[sea_orm(string_value = "participant")]
    Participant,
}

impl ActiveModelBehavior for ActiveModel {}
