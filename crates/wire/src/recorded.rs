use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AuditEntry, GrantMethod};

/// One thing that happened, at an event or at none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordedEntry {
    /// What happened.
    pub entry: AuditEntry,
    /// The gathering that it belongs to.
    pub event_id: Option<Uuid>,
    /// What that is called now, if it is still there.
    pub event_name: Option<String>,
}

/// Which entries of the whole audit to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct RecordedQuery {
    /// Only what this one did: the id of an account or a person, or a part of their name then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 120))]
    pub actor: Option<String>,
    /// Only what was done to this one, or belongs to this gathering: an id, or a part of the name
    /// that the thing had then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 120))]
    pub subject: Option<String>,
    /// Only this action; or a family of them, with its dot: `invite.`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 120))]
    pub action: Option<String>,
    /// Only that by which somebody came to run a gathering in this way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<GrantMethod>,
    /// Only from this instant on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Only before this instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DateTime<Utc>>,
    /// At most so many: 1 to 200, 50 unless said. A file has as many as there may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200))]
    pub limit: Option<u32>,
    /// Go on after the page that gave this `next_cursor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
