use serde::{Deserialize, Serialize};

use crate::ProblemCode;

/// Whether the caller may do something now, and if not, what the server would answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllowedAction {
    /// What might be done.
    pub action: Action,
    /// Whether it may.
    pub verdict: Verdict,
    /// Why not: the code that the server would answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ProblemCode>,
}

/// The answer to "may I?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Verdict {
    /// Yes.
    Allowed,
    /// Yes, if the host names a reason (`override_reason`).
    NeedsOverride,
    /// No.
    Refused,
}

/// What can be done to a plan. Where the answer depends on the item, the item carries its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "each name says what it does")]
pub enum Action {
    CreateItem,
    EditItem,
    MarkCritical,
    ClearCritical,
    DeleteItem,
    AssignItem,
    UnassignItem,
    Acknowledge,
    DeclineAssignment,
    TakeBackDecline,
    ConfirmByPhone,
    CreateDay,
    EditDay,
    DeleteDay,
    CreateTeam,
    EditTeam,
    DeleteTeam,
    ChangeCoordinator,
    AddPerson,
    EditPerson,
    MovePerson,
    RemovePerson,
    EditEvent,
    EditGuestCount,
    DeleteEvent,
    InviteHost,
    InviteCohost,
    RemoveHost,
    ChangeHostRoles,
    StepUp,
    ReverseStepUp,
    PublishEvent,
    CancelEvent,
    RestoreEvent,
    ChangeVisibility,
    ChangeInviting,
    StartConfirming,
    Freeze,
    Unfreeze,
    Complete,
}
