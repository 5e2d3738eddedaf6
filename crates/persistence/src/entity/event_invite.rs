use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_invite")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) token_hash: Vec<u8>,
    pub(crate) email: Option<String>,
    pub(crate) email_norm: Option<String>,
    pub(crate) role: String,
    pub(crate) created_by: Option<Uuid>,
    pub(crate) creator_name: String,
    pub(crate) created_via: String,
    pub(crate) expires_at: DateTimeUtc,
    pub(crate) opened_at: Option<DateTimeUtc>,
    pub(crate) accepted_at: Option<DateTimeUtc>,
    pub(crate) accepted_by: Option<Uuid>,
    pub(crate) declined_at: Option<DateTimeUtc>,
    pub(crate) revoked_at: Option<DateTimeUtc>,
    pub(crate) revoked_by: Option<Uuid>,
    pub(crate) revoked_reason: Option<String>,
    pub(crate) label: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) resend_count: i64,
    pub(crate) last_sent_at: DateTimeUtc,
    pub(crate) last_requested_at: Option<DateTimeUtc>,
    pub(crate) mail_id: Option<Uuid>,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) warned_at: Option<DateTimeUtc>,
    pub(crate) told_expired_at: Option<DateTimeUtc>,
    pub(crate) mailed_at: Option<DateTimeUtc>,
    pub(crate) matched_unverified: bool,
}

impl ActiveModelBehavior for ActiveModel {}
