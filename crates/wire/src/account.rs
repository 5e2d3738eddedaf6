use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::SecretText;

/// Somebody who wants an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignUp {
    /// Where mails reach them.
    #[cfg_attr(feature = "openapi", schema(max_length = 254, example = "jo@example.org"))]
    pub email: String,
    /// What the others call them.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub display_name: String,
    /// What they will sign in with. Any 8 characters or more, but not the first that anybody would
    /// try.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 8, max_length = 128))]
    pub password: SecretText,
    /// The page that they come back to once that is done: a path of this site, with its fragment. The
    /// mail carries it, so that it works on another device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2048, example = "/events/new"))]
    pub redirect: Option<SecretText>,
}

/// Somebody who says that they have an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogIn {
    /// Its address.
    #[cfg_attr(feature = "openapi", schema(example = "jo@example.org"))]
    pub email: String,
    /// Its password.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password))]
    pub password: SecretText,
}

/// The address of an account that there may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountAddress {
    /// The address.
    #[cfg_attr(feature = "openapi", schema(max_length = 254, example = "jo@example.org"))]
    pub email: String,
    /// The page that they come back to once that is done: a path of this site, with its fragment. The
    /// mail carries it, so that it works on another device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2048, example = "/events/new"))]
    pub redirect: Option<SecretText>,
}

/// What was asked for comes by mail, if at all: the answer is the same for every address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ByMail {
    /// Whether mails leave this server. If not, whoever runs it has to be asked.
    pub mail_works: bool,
}

/// A link that confirms an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerifyEmail {
    /// The link's secret, from the fragment of its page: `gth_ver_…`, or `gth_chg_…` where the
    /// account is to have another address.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub token: SecretText,
    /// The account's password.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password))]
    pub password: SecretText,
}

/// A link that sets a new password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetPassword {
    /// The link's secret, from the fragment of its page: `gth_rst_…`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub token: SecretText,
    /// The new password.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 8, max_length = 128))]
    pub password: SecretText,
}

/// Another address for an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeEmail {
    /// The address.
    #[cfg_attr(feature = "openapi", schema(max_length = 254, example = "jo@example.org"))]
    pub email: String,
    /// The present password.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password))]
    pub current_password: SecretText,
}

/// An account, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// Where mails reach its owner.
    pub email: String,
    /// Whether it was shown that they do.
    pub email_verified: bool,
    /// What the others call its owner.
    pub display_name: String,
    /// What it may do beyond its own events.
    pub role: AccountRole,
    /// Whether others may find it, to invite its owner.
    pub accepts_invitations: bool,
}

/// What an account may do beyond its own events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AccountRole {
    /// Nothing.
    Member,
    /// Everything.
    Admin,
}

/// What somebody changes about how others see them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditAccount {
    /// What the others call them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub display_name: Option<String>,
    /// Whether others may find them, to invite them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts_invitations: Option<bool>,
}

/// A new password in place of the present one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// The present one.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password))]
    pub current_password: SecretText,
    /// The new one.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 8, max_length = 128))]
    pub new_password: SecretText,
}

/// Somebody is signed in somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// Whether it is the one that asks.
    pub current: bool,
    /// Where: a browser and a system, in a few words.
    #[cfg_attr(feature = "openapi", schema(example = "Firefox, Android"))]
    pub device: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the day or so.
    pub last_used_at: DateTime<Utc>,
    /// Until when, if nobody uses it.
    pub expires_at: DateTime<Utc>,
}

/// Where somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sessions {
    /// Latest first.
    pub items: Vec<Session>,
}
