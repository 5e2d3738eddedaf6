use gather_domain::setting::{Settings, StepUp};
use gather_wire as wire;

use crate::usecase::owners::Waiting;

/// What is decided about the whole server.
pub(crate) const fn settings(settings: Settings) -> wire::Settings {
    wire::Settings {
        invites_enabled: settings.invites_enabled,
        step_up: match settings.step_up {
            StepUp::Immediate => wire::StepUp::Immediate,
            StepUp::AdminApproval => wire::StepUp::AdminApproval,
        },
    }
}

pub(crate) const fn from_step_up(step_up: wire::StepUp) -> StepUp {
    match step_up {
        wire::StepUp::Immediate => StepUp::Immediate,
        wire::StepUp::AdminApproval => StepUp::AdminApproval,
    }
}

/// What waits for an admin.
pub(crate) const fn waiting(waiting: Waiting) -> wire::OwnershipSummary {
    wire::OwnershipSummary {
        events_unhosted: waiting.unhosted,
        events_needing_primary: waiting.needs_primary,
        invites_expiring: waiting.invites_expiring,
        invites_of_demoted_admins: waiting.invites_of_demoted,
        mails_failed: waiting.mails_failed,
        mails_held: waiting.mails_held,
    }
}
