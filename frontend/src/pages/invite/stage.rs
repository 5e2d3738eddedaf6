//! What the page of an invite shows: decided from what the server said, and nothing else.

use gather_wire::{InviteAccepted, InviteOutcome, InvitePreview, ProblemCode};
use uuid::Uuid;

use crate::{api::ApiError, words};

/// How far somebody is with an invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is known yet.
    Waiting,
    /// What it is could not be asked.
    Unread(ApiError),
    /// What it is, and what whoever looks at it can do.
    There(InvitePreview, Step),
    /// It was accepted.
    Accepted(InviteAccepted),
    /// It was declined.
    Declined,
}

/// What somebody can do who looks at an invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Sign in, or make an account.
    SignIn,
    /// Take another account.
    SwitchAccount,
    /// Confirm their address.
    ConfirmAddress,
    /// Say that they do decline.
    Decline,
    /// Wait: it is being accepted.
    Wait,
    /// See why it was not accepted, which is not the invite's fault.
    TryAgain(ApiError),
    /// Nothing with this invite; perhaps something with the gathering.
    Closed(ProblemCode, Option<Uuid>),
}

impl Step {
    /// What comes next: by what the preview says, or by why the invite was not accepted since.
    pub fn of(preview: &InvitePreview, refused: Option<&ApiError>, declines: bool) -> Self {
        match refused {
            Some(error) => {
                let event_id = error.event_id().or(preview.viewer.event_id);
                let after = error.code().and_then(|code| Self::after(code, event_id));
                after.unwrap_or_else(|| Self::TryAgain(error.clone()))
            }
            None => Self::at_first(preview, declines),
        }
    }

    fn at_first(preview: &InvitePreview, declines: bool) -> Self {
        let (blocked, event_id) = (preview.blocked_code, preview.viewer.event_id);
        if !preview.valid {
            let code = blocked.or(words::refusal_of(preview.status));
            return Self::Closed(code.unwrap_or(ProblemCode::InviteNotFound), event_id);
        }
        if let Some(code @ ProblemCode::EventClosed) = blocked {
            return Self::Closed(code, event_id);
        }
        if !preview.viewer.signed_in {
            return Self::SignIn;
        }
        if preview.outcome_if_accepted == InviteOutcome::Blocked {
            let code = blocked.unwrap_or(ProblemCode::Forbidden);
            return Self::after(code, event_id).unwrap_or(Self::Closed(code, event_id));
        }
        if declines && may_decline(preview) { Self::Decline } else { Self::Wait }
    }

    fn after(code: ProblemCode, event_id: Option<Uuid>) -> Option<Self> {
        Some(match code {
            ProblemCode::Unauthenticated => Self::SignIn,
            ProblemCode::EmailMismatch => Self::SwitchAccount,
            ProblemCode::EmailUnverified => Self::ConfirmAddress,
            code if words::closes_invite(code) => Self::Closed(code, event_id),
            _ => return None,
        })
    }
}

/// Whether the invite is for whoever looks at it, and so theirs to decline.
pub const fn may_decline(preview: &InvitePreview) -> bool {
    preview.restricted && preview.viewer.signed_in && preview.viewer.email_matches
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use gather_wire::{HostRole, InviteStatus, InviteViewer, InvitedEvent};

    use super::*;

    fn preview() -> InvitePreview {
        InvitePreview {
            valid: true,
            status: InviteStatus::Pending,
            event: Some(InvitedEvent {
                name: "Orchard supper".to_owned(),
                starts_on: NaiveDate::from_ymd_opt(2027, 9, 4).unwrap(),
                ends_on: NaiveDate::from_ymd_opt(2027, 9, 5).unwrap(),
            }),
            role: HostRole::Host,
            inviter_name: "Ada".to_owned(),
            note: None,
            expires_at: DateTime::UNIX_EPOCH,
            restricted: true,
            email_hint: Some("j…@e…".to_owned()),
            viewer: InviteViewer {
                signed_in: true,
                email_matches: true,
                email_verified: true,
                already_role: None,
                event_id: None,
            },
            outcome_if_accepted: InviteOutcome::Primary,
            blocked_code: None,
        }
    }

    fn blocked(code: ProblemCode) -> InvitePreview {
        let outcome_if_accepted = InviteOutcome::Blocked;
        InvitePreview { outcome_if_accepted, blocked_code: Some(code), ..preview() }
    }

    #[test]
    fn it_is_accepted_only_where_the_preview_promises_success() {
        assert_eq!(Step::of(&preview(), None, false), Step::Wait);
        assert_eq!(Step::of(&preview(), None, true), Step::Decline);
        let open = InvitePreview { restricted: false, ..preview() };
        assert_eq!(Step::of(&open, None, true), Step::Wait, "nobody's to decline");
        let mut stranger = preview();
        stranger.viewer.signed_in = false;
        assert_eq!(Step::of(&stranger, None, false), Step::SignIn);
        for (code, step) in [
            (ProblemCode::EmailMismatch, Step::SwitchAccount),
            (ProblemCode::EmailUnverified, Step::ConfirmAddress),
            (ProblemCode::SelfInvite, Step::Closed(ProblemCode::SelfInvite, None)),
            (ProblemCode::Forbidden, Step::Closed(ProblemCode::Forbidden, None)),
        ] {
            assert_eq!(Step::of(&blocked(code), None, false), step);
        }
    }

    #[test]
    fn what_is_over_is_over_for_everybody() {
        for signed_in in [true, false] {
            let mut expired = preview();
            expired.viewer.signed_in = signed_in;
            expired.valid = false;
            expired.status = InviteStatus::Expired;
            let closed = Step::Closed(ProblemCode::InviteExpired, None);
            assert_eq!(Step::of(&expired, None, false), closed);
        }
    }

    #[test]
    fn whoever_runs_it_already_is_led_there() {
        let here = Uuid::from_u128(7);
        let mut again = blocked(ProblemCode::AlreadyHost);
        again.viewer.event_id = Some(here);
        let closed = Step::Closed(ProblemCode::AlreadyHost, Some(here));
        assert_eq!(Step::of(&again, None, false), closed);
        again.valid = false;
        again.status = InviteStatus::Accepted;
        assert_eq!(Step::of(&again, None, false), closed);
    }

    #[test]
    fn nobody_signs_in_for_what_is_cancelled() {
        for signed_in in [true, false] {
            let mut cancelled = blocked(ProblemCode::EventClosed);
            cancelled.viewer.signed_in = signed_in;
            let closed = Step::Closed(ProblemCode::EventClosed, None);
            assert_eq!(Step::of(&cancelled, None, false), closed);
        }
    }

    #[test]
    fn a_failure_on_the_way_may_be_tried_again() {
        let lost = ApiError::Unreachable;
        assert_eq!(Step::of(&preview(), Some(&lost), false), Step::TryAgain(lost.clone()));
    }
}
