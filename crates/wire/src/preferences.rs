use serde::{Deserialize, Serialize};

/// What a notification, and its mail, is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Category {
    /// Invites, and invitations of members.
    Invitations,
    /// Who runs a gathering with one.
    HostActivity,
    /// What expires soon.
    Digests,
    /// What those who run the server look after.
    Admin,
}

/// Which mails somebody wants. Notifications come in any case; so do mails about the account itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a switch each, which have nothing to do with each other"
)]
pub struct Preferences {
    /// Any at all. Switched off, the others say nothing.
    pub mails: bool,
    /// About invites, and invitations of members.
    pub invitations: bool,
    /// About who runs a gathering with one.
    pub host_activity: bool,
    /// About what expires soon.
    pub digests: bool,
    /// About what those who run the server look after.
    pub admin: bool,
}

/// What changes about which mails somebody wants. What is absent stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditPreferences {
    /// Any at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mails: Option<bool>,
    /// About invites, and invitations of members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitations: Option<bool>,
    /// About who runs a gathering with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_activity: Option<bool>,
    /// About what expires soon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digests: Option<bool>,
    /// About what those who run the server look after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin: Option<bool>,
}
