use serde::{Deserialize, Serialize};

/// What an admin decided about the whole server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// Whether new invites to run a gathering are made, and get new links. Those that are open can be
    /// accepted either way.
    pub invites_enabled: bool,
    /// Who takes a gathering in hand that is in nobody's.
    pub step_up: StepUp,
}

/// Who takes a gathering in hand that is in nobody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StepUp {
    /// Anybody who runs it, at once.
    Immediate,
    /// An admin puts somebody there.
    AdminApproval,
}

/// What is decided otherwise. What is absent stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditSettings {
    /// Whether new invites are made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invites_enabled: Option<bool>,
    /// Who takes a gathering in hand that is in nobody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_up: Option<StepUp>,
}

/// What waits for an admin: how many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnershipSummary {
    /// Gatherings that nobody runs.
    pub events_unhosted: i64,
    /// Gatherings that co-hosts run, none of whom is the primary host.
    pub events_needing_primary: i64,
    /// Open invites that work for 48 hours more at most.
    pub invites_expiring: i64,
    /// Open invites that somebody made as an admin who is none any more.
    pub invites_of_demoted_admins: i64,
    /// Mails that could not be sent.
    pub mails_failed: i64,
    /// Mails that somebody has to pass on.
    pub mails_held: i64,
}
