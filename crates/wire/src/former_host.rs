use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{GrantMethod, HostRole};

/// Somebody's part in running a gathering that is over, or was never taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormerHost {
    /// The part.
    pub id: Uuid,
    /// What they are called, as long as their account is there.
    pub display_name: Option<String>,
    /// As what they ran it, or were asked to.
    pub role: HostRole,
    /// Whether it was in their hands first.
    pub was_primary: bool,
    /// How they came to run it, or would have.
    pub grant_method: GrantMethod,
    /// Since when they ran it; none where they never did.
    pub started_at: Option<DateTime<Utc>>,
    /// Until when.
    pub ended_at: DateTime<Utc>,
    /// Why it ended.
    pub end_reason: EndReason,
    /// What whoever ended it said.
    pub note: Option<String>,
    /// What whoever ended it is called, as long as their account is there.
    pub ended_by_name: Option<String>,
}

/// Why somebody's part in running a gathering ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EndReason {
    /// They were asked, and said no.
    Declined,
    /// They were asked, and that was taken back.
    Cancelled,
    /// They left.
    Left,
    /// Somebody took their part.
    Removed,
    /// Something else took its place.
    Superseded,
    /// Their account was deleted.
    AccountDeleted,
    /// The gathering was deleted.
    EventDeleted,
}
