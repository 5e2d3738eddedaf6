//! What is said about those who ran a gathering before.

use chrono::{DateTime, Utc};
use gather_wire::{EndReason, FormerHost};

use super::role_name;

/// What somebody is called who ran a gathering before.
pub fn former_name(former: &FormerHost) -> String {
    former.display_name.clone().unwrap_or_else(|| "Somebody whose account is gone".to_owned())
}

/// What somebody was to a gathering, and how that ended, after their name. `moment` says when
/// something was.
pub fn part_ended(former: &FormerHost, moment: impl Fn(DateTime<Utc>) -> String) -> String {
    let role = role_name(former.role, former.was_primary);
    let article = if former.was_primary { "the" } else { "a" };
    let since = former.started_at.map_or_else(String::new, |at| format!(" since {}", moment(at)));
    let was = format!("was {article} {role}{since}");
    let asked = format!("was asked to be {article} {role}");
    let by = former.ended_by_name.as_ref().map_or_else(String::new, |name| format!(" by {name}"));
    match former.end_reason {
        EndReason::Declined => format!("{asked}, and said no."),
        EndReason::Cancelled => format!("{asked}. That was taken back{by}."),
        EndReason::Left => format!("{was}, and left."),
        EndReason::Removed => format!("{was}, and was removed{by}."),
        EndReason::Superseded => format!("{was}."),
        EndReason::AccountDeleted => format!("{was}, until their account was deleted."),
        EndReason::EventDeleted => format!("{was}, until the gathering was deleted."),
    }
}

#[cfg(test)]
mod tests {
    use gather_wire::{GrantMethod, HostRole};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn who_ran_it_before_is_told_by_how_that_ended() {
        let former = |end_reason, was_primary, is_known: bool| FormerHost {
            id: Uuid::nil(),
            display_name: is_known.then(|| "Meg".to_owned()),
            role: HostRole::Host,
            was_primary,
            grant_method: GrantMethod::Invite,
            started_at: Some(DateTime::UNIX_EPOCH),
            ended_at: DateTime::UNIX_EPOCH,
            end_reason,
            note: None,
            ended_by_name: is_known.then(|| "Jo".to_owned()),
        };
        let moment = |_: DateTime<Utc>| "Friday".to_owned();
        let left = former(EndReason::Left, true, true);
        assert_eq!(former_name(&left), "Meg");
        assert_eq!(part_ended(&left, moment), "was the primary host since Friday, and left.");
        let removed = part_ended(&former(EndReason::Removed, false, true), moment);
        assert_eq!(removed, "was a host since Friday, and was removed by Jo.");
        let gone = former(EndReason::Removed, false, false);
        assert_eq!(former_name(&gone), "Somebody whose account is gone");
        assert_eq!(part_ended(&gone, moment), "was a host since Friday, and was removed.");
        let asked = FormerHost { started_at: None, ..former(EndReason::Cancelled, false, true) };
        let said = part_ended(&asked, moment);
        assert_eq!(said, "was asked to be a host. That was taken back by Jo.");
    }
}
