use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Event;

/// A deleted gathering: nobody but admins knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletedEvent {
    /// The gathering.
    pub event: Event,
    /// Since when it is deleted.
    pub deleted_at: DateTime<Utc>,
    /// What its primary host is called.
    pub primary_name: Option<String>,
}
