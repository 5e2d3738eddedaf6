use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AllowedAction, Event, OwnAssignment, Person};

/// What one person brings, and nothing about anybody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Part {
    /// The gathering.
    pub event: Event,
    /// The caller.
    pub person: Person,
    /// Their team.
    pub team: Option<PartTeam>,
    /// What they bring, soonest first.
    pub assignments: Vec<OwnAssignment>,
    /// What they may do.
    pub allowed_actions: Vec<AllowedAction>,
}

/// The caller's team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartTeam {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Whom to ask.
    pub coordinator: Option<Coordinator>,
}

/// Whom to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coordinator {
    /// What the others call them.
    pub name: String,
}
