use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Account, AccountRole, SecretText};

/// An account, as an admin sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedAccount {
    /// The account.
    pub account: Account,
    /// When its owner was let in first. `null`: they never confirmed their address.
    pub activated_at: Option<DateTime<Utc>>,
    /// Since when they are kept out.
    pub suspended_at: Option<DateTime<Utc>>,
}

/// Which accounts to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AccountsQuery {
    /// Only the one of this address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Only those with this in their name or address, in upper or lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 120))]
    pub q: Option<String>,
    /// Only those with this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<AccountRole>,
    /// Only those whose owners are kept out; `false`: are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspended: Option<bool>,
    /// At most so many: 1 to 200, 50 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200))]
    pub limit: Option<u32>,
    /// Go on after the page that gave this `next_cursor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Why an admin does what they do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Because {
    /// Why. It is remembered.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: String,
}

/// What somebody may do from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeRole {
    /// What.
    pub role: AccountRole,
}

/// A link that sets a new password, to be handed over. It is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetLink {
    /// Its address, secret included.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub url: SecretText,
    /// The instant from which it no longer works.
    pub expires_at: DateTime<Utc>,
}

/// How a mail fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MailStatus {
    /// It waits to be sent, or is being sent.
    Queued,
    /// Another server has taken charge of it.
    Sent,
    /// It cannot be sent, or was tried too often.
    Failed,
    /// No mail leaves this server: somebody passes it on.
    Held,
    /// It is of no more use.
    Cancelled,
    /// There was nobody to send it to.
    Suppressed,
}

/// A mail, without what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutboxMail {
    /// Its id.
    pub id: Uuid,
    /// What it is about: `confirm_address`, `confirm_new_address`, `reset_password`,
    /// `password_changed`, `address_changed`, `address_taken`, `invitation`, `invite_revoked`,
    /// `invite_accepted`, `new_link_wanted`, `welcome`, `removed`, `now_primary`.
    pub template: String,
    /// To whom.
    pub to: String,
    /// How it fares.
    pub status: MailStatus,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next, if it waits.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// What went wrong the last time, for programs.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// The instant from which it is of no more use.
    pub expires_at: Option<DateTime<Utc>>,
}

/// A mail that did not leave, with what it says: to be passed on by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedMail {
    /// The mail.
    pub mail: OutboxMail,
    /// Its subject.
    pub subject: String,
    /// What it says, links included: they are secrets of whoever it goes to.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub text: SecretText,
}

/// Which mails to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct OutboxQuery {
    /// Only those that fare so; those that are held or failed unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<MailStatus>,
    /// At most so many: 1 to 200, 50 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200))]
    pub limit: Option<u32>,
    /// Go on after the page that gave this `next_cursor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The end of one's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeleteAccount {
    /// The present password.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password))]
    pub current_password: SecretText,
}
