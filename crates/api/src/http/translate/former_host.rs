use gather_domain::former_host::{EndReason, FormerHost};
use gather_wire as wire;

use super::ownership::{grant_method, host_role};

/// Somebody who ran an event before.
pub(crate) fn former_host(former: FormerHost) -> wire::FormerHost {
    wire::FormerHost {
        id: former.id.as_uuid(),
        display_name: former.name.map(String::from),
        role: host_role(former.role),
        was_primary: former.was_primary,
        grant_method: grant_method(former.method),
        started_at: former.started_at,
        ended_at: former.ended_at,
        end_reason: match former.end {
            EndReason::Declined => wire::EndReason::Declined,
            EndReason::Cancelled => wire::EndReason::Cancelled,
            EndReason::Left => wire::EndReason::Left,
            EndReason::Removed => wire::EndReason::Removed,
            EndReason::Superseded => wire::EndReason::Superseded,
            EndReason::AccountDeleted => wire::EndReason::AccountDeleted,
            EndReason::EventDeleted => wire::EndReason::EventDeleted,
        },
        note: former.note,
        ended_by_name: former.ended_by.map(String::from),
    }
}
