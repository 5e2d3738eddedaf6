use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Their id.
    pub id: Uuid,
    /// What the others call them.
    pub name: String,
}

/// Somebody in a team, as its coordinator and the hosts see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// Their id.
    pub id: Uuid,
    /// What the others call them.
    pub name: String,
    /// Whether they have opened their link.
    pub opened: bool,
}

/// What somebody is at an event. Derived at each reading, stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// An accepted host of the event.
    Host,
    /// Coordinates the team that they are in.
    Coordinator,
    /// Everybody else.
    Participant,
}
