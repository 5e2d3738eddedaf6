use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Person, Role, Team};

/// Every link of an event. Whoever holds one acts as its person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Links {
    /// Complete, in the order: hosts, coordinators, participants, each by name.
    pub items: Vec<Link>,
}

/// One person's link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    /// Whose it is.
    pub person: Person,
    /// As what it lets them in.
    pub role: Role,
    /// Their team; a host need not have one.
    pub team: Option<Team>,
    /// The address to hand out. The secret is in its fragment.
    #[cfg_attr(feature = "openapi", schema(format = "uri"))]
    pub url: String,
    /// When it was first opened in a browser.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
    /// What the person brings, by name, for the message that goes with the link.
    pub brings: Vec<String>,
    /// How many of these they have confirmed.
    pub acknowledged: u64,
}
