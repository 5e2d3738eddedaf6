use chrono::{DateTime, Utc};
use gather_domain::{
    account::Account,
    audit::{ActorKind, Deed, Entry},
    hosting::{EventHost, GrantMethod, HostRole, Ownership, may_delete},
    id::EventId,
    invite::{Invite, InviteStatus, Outcome},
    mail::MailStatus,
};
use gather_wire as wire;

use super::invitation::invitation;
use crate::{
    http::problem::invite_code,
    usecase::{
        deletions::DeletedEvent,
        hosting::Changed,
        invite_answers::{Accepted, Preview},
        invites::{Concern, Made, Seen, Warning},
        owners::Listed,
    },
};

pub(crate) const fn host_role(role: HostRole) -> wire::HostRole {
    match role {
        HostRole::Host => wire::HostRole::Host,
        HostRole::Cohost => wire::HostRole::Cohost,
    }
}

pub(crate) const fn from_host_role(role: wire::HostRole) -> HostRole {
    match role {
        wire::HostRole::Host => HostRole::Host,
        wire::HostRole::Cohost => HostRole::Cohost,
    }
}

/// Who runs an event, as the caller sees it.
pub(crate) fn hosts(changed: &Changed) -> wire::Hosts {
    let Changed { event, publication, hosts, you, rights, settings, now } = changed;
    let host = |it: &EventHost| wire::Host {
        account_id: it.account_id.as_uuid(),
        display_name: it.name.to_string(),
        role: host_role(it.hosting.role),
        is_primary: it.hosting.is_primary,
        accepted_at: it.accepted_at,
        grant_method: grant_method(it.method),
        is_you: it.account_id == *you,
        on_trial_until: it.on_trial_until(*now),
    };
    let allowed = |action, may: Result<(), _>| wire::AllowedAction {
        action,
        verdict: if may.is_ok() { wire::Verdict::Allowed } else { wire::Verdict::Refused },
        reason: may.err().map(super::reason),
    };
    let is_hosted = hosts.iter().any(|it| it.hosting.is_primary);
    let step_up = match allowed(wire::Action::StepUp, rights.may_step_up(settings.step_up)) {
        it if is_hosted => wire::AllowedAction {
            verdict: wire::Verdict::Refused,
            reason: Some(wire::ProblemCode::NoPrimaryNeeded),
            ..it
        },
        it => it,
    };
    let is_on_trial = hosts.iter().any(|it| it.on_trial_until(*now).is_some());
    let reverse = match allowed(wire::Action::ReverseStepUp, rights.may_reverse_step_up()) {
        it if it.verdict == wire::Verdict::Allowed && !is_on_trial => wire::AllowedAction {
            verdict: wire::Verdict::Refused,
            reason: Some(wire::ProblemCode::NothingToReverse),
            ..it
        },
        it => it,
    };
    let invite = |action, role| match allowed(action, rights.may_invite(role)) {
        it if it.verdict == wire::Verdict::Allowed && !settings.invites_enabled => {
            wire::AllowedAction {
                verdict: wire::Verdict::Refused,
                reason: Some(wire::ProblemCode::FeatureDisabled),
                ..it
            }
        }
        it => it,
    };
    let delete = may_delete(rights.is_admin, rights.hosting, event.status);
    wire::Hosts {
        event: super::event(event),
        publication: super::publication(publication),
        hosts: hosts.iter().map(host).collect(),
        allowed_actions: vec![
            invite(wire::Action::InviteHost, HostRole::Host),
            invite(wire::Action::InviteCohost, HostRole::Cohost),
            allowed(wire::Action::RemoveHost, rights.may_remove()),
            allowed(wire::Action::ChangeHostRoles, rights.may_change_roles()),
            step_up,
            reverse,
            allowed(wire::Action::PublishEvent, rights.may_publish()),
            allowed(wire::Action::CancelEvent, rights.may_cancel()),
            allowed(wire::Action::RestoreEvent, rights.may_cancel()),
            allowed(wire::Action::DeleteEvent, delete),
            allowed(wire::Action::ChangeVisibility, rights.may_set_terms()),
            allowed(wire::Action::ChangeInviting, rights.may_set_terms()),
        ],
    }
}

pub(super) const fn grant_method(method: GrantMethod) -> wire::GrantMethod {
    match method {
        GrantMethod::Creator => wire::GrantMethod::Creator,
        GrantMethod::Claim => wire::GrantMethod::Claim,
        GrantMethod::Invite => wire::GrantMethod::Invite,
        GrantMethod::Admin => wire::GrantMethod::Admin,
        GrantMethod::MemberInvite => wire::GrantMethod::MemberInvite,
        GrantMethod::Transfer => wire::GrantMethod::Transfer,
        GrantMethod::Venue => wire::GrantMethod::Venue,
    }
}

/// An event, and in whose hands it is.
pub(crate) fn listed_event(listed: Listed) -> wire::ListedEvent {
    wire::ListedEvent {
        event: super::event(&listed.event),
        ownership: match listed.ownership {
            Ownership::Hosted => wire::Ownership::Hosted,
            Ownership::NeedsPrimary => wire::Ownership::NeedsPrimary,
            Ownership::Unhosted => wire::Ownership::Unhosted,
        },
        primary_name: listed.primary_name,
        hosts: listed.hosts,
        open_invites: listed.open_invites,
        contact_email: listed.contact_email,
        publication: super::publication(&listed.publication),
    }
}

/// A deleted event.
pub(crate) fn deleted_event(deleted: DeletedEvent) -> wire::DeletedEvent {
    let DeletedEvent { event, deleted_at, primary_name } = deleted;
    wire::DeletedEvent { event: super::event(&event), deleted_at, primary_name }
}

pub(crate) const fn from_ownership(ownership: wire::Ownership) -> Ownership {
    match ownership {
        wire::Ownership::Hosted => Ownership::Hosted,
        wire::Ownership::NeedsPrimary => Ownership::NeedsPrimary,
        wire::Ownership::Unhosted => Ownership::Unhosted,
    }
}

/// A page of invites.
pub(crate) fn invites(page: &[Seen], more: bool, now: DateTime<Utc>) -> wire::Page<wire::Invite> {
    let next_cursor = page.last().filter(|_| more).map(|it| it.listed.invite.id.to_string());
    wire::Page { items: page.iter().map(|it| invite(it, now)).collect(), next_cursor }
}

/// An invite, and what the caller may do with it.
pub(crate) fn invite(seen: &Seen, now: DateTime<Utc>) -> wire::Invite {
    let (listed, it) = (&seen.listed, &seen.listed.invite);
    let status = it.status(now);
    let can = |may: bool| seen.may_handle && may;
    wire::Invite {
        id: it.id.as_uuid(),
        event_id: it.event_id.as_uuid(),
        event_name: listed.event_name.to_string(),
        role: host_role(it.role),
        status: invite_status(status),
        email_restriction: it.email.as_ref().map(|it| it.as_typed().to_owned()),
        label: it.label.as_ref().map(ToString::to_string),
        note: it.note.as_ref().map(ToString::to_string),
        creator_name: it.creator_name.to_string(),
        accepted_by_name: listed.accepted_by.as_ref().map(ToString::to_string),
        created_at: it.created_at,
        expires_at: it.expires_at,
        opened_at: it.opened_at,
        accepted_at: it.accepted_at,
        matched_unverified: it.matched_unverified,
        declined_at: it.declined_at,
        revoked_at: it.revoked_at,
        revoked_reason: it.revoked_reason.as_ref().map(ToString::to_string),
        delivery: delivery(listed.mail),
        timeline: Vec::new(),
        resend_count: it.resend_count,
        last_sent_at: it.last_sent_at,
        can: wire::InviteCan {
            revoke: can(!matches!(status, InviteStatus::Accepted | InviteStatus::Revoked)),
            resend: seen.may_renew && it.is_renewable(),
            change: can(status == InviteStatus::Pending),
        },
    }
}

/// Something that happened to an invite.
pub(crate) fn invite_step(entry: &Entry) -> Option<wire::InviteStep> {
    use wire::InviteStepKind as Kind;

    let what = [
        (Deed::InviteCreated, Kind::Created),
        (Deed::InviteUpdated, Kind::Updated),
        (Deed::InviteSent, Kind::Sent),
        (Deed::InviteSendFailed, Kind::SendFailed),
        (Deed::InviteOpened, Kind::Opened),
        (Deed::InviteResent, Kind::Resent),
        (Deed::InviteExpiredRequest, Kind::Requested),
        (Deed::InviteAccepted, Kind::Accepted),
        (Deed::InviteDeclined, Kind::Declined),
        (Deed::InviteRevoked, Kind::Revoked),
    ]
    .into_iter()
    .find(|(deed, _)| deed.name() == entry.action)?
    .1;
    let by_name = match entry.actor.kind {
        ActorKind::System => None,
        ActorKind::Person(_) | ActorKind::Admin | ActorKind::Member => {
            Some(entry.actor.name.clone())
        }
    };
    Some(wire::InviteStep { at: entry.at, what, by_name })
}

/// An invite with its link: for the one answer that shows it.
pub(crate) fn invite_link(made: &Made) -> wire::InviteLink {
    let (subject, body) = invitation(&made.invite, &made.event_name, &made.url);
    wire::InviteLink {
        invite_url: Some(wire::SecretText(made.url.clone())),
        url_available: true,
        email_template: Some(wire::EmailTemplate { subject, body: wire::SecretText(body) }),
        ..invite_without_link(made)
    }
}

/// The same as it is kept, for when the request is sent again.
pub(crate) fn invite_without_link(made: &Made) -> wire::InviteLink {
    let warning = |it: &Warning| match it {
        Warning::Duplicate(id) => wire::InviteWarning {
            code: wire::InviteWarningCode::DuplicatePendingInvite,
            invite_id: Some(id.as_uuid()),
        },
        Warning::AlreadyHost => {
            wire::InviteWarning { code: wire::InviteWarningCode::AlreadyHost, invite_id: None }
        }
        Warning::RestrictionUnverified => wire::InviteWarning {
            code: wire::InviteWarningCode::RestrictionUnverified,
            invite_id: None,
        },
    };
    wire::InviteLink {
        invite_id: made.invite.id.as_uuid(),
        invite_url: None,
        url_available: false,
        expires_at: made.invite.expires_at,
        role: host_role(made.invite.role),
        email_restriction: made.invite.email.as_ref().map(|it| it.as_typed().to_owned()),
        delivery: delivery(made.mail),
        email_template: None,
        warnings: made.warnings.iter().map(warning).collect(),
    }
}

/// What an invite is to whoever looks at it.
pub(crate) fn invite_preview(preview: &Preview) -> wire::InvitePreview {
    let invite: &Invite = &preview.invite;
    let viewer = preview.viewer.as_ref();
    let matches = |(account, _): &(Account, _)| invite.is_for(&account.email);
    let runs_as = viewer.and_then(|(_, role)| *role);
    wire::InvitePreview {
        valid: preview.status == InviteStatus::Pending,
        status: invite_status(preview.status),
        event: preview.event.as_ref().map(super::invited_event),
        role: host_role(invite.role),
        inviter_name: invite.creator_name.to_string(),
        note: preview.event.as_ref().and(invite.note.as_ref()).map(ToString::to_string),
        expires_at: invite.expires_at,
        restricted: invite.email.is_some(),
        email_hint: invite.email_hint(),
        viewer: wire::InviteViewer {
            signed_in: viewer.is_some(),
            email_matches: viewer.map_or(invite.email.is_none(), matches),
            email_verified: viewer.is_some_and(|(it, _)| it.email_verified_at.is_some()),
            already_role: runs_as.map(host_role),
            event_id: runs_as.map(|_| invite.event_id.as_uuid()),
        },
        outcome_if_accepted: preview.outcome.map_or(wire::InviteOutcome::Blocked, invite_outcome),
        blocked_code: preview.outcome.err().map(invite_code),
    }
}

/// Where whoever runs an event plans it.
pub(crate) fn manage_url(event_id: EventId) -> String {
    format!("/events/{event_id}")
}

/// What became of whoever accepted an invite.
pub(crate) fn invite_accepted(accepted: &Accepted) -> wire::InviteAccepted {
    let Accepted { event, outcome } = accepted;
    wire::InviteAccepted {
        success: true,
        event_id: event.id.as_uuid(),
        event_title: event.name.to_string(),
        role: host_role(outcome.role()),
        is_primary: outcome.is_primary(),
        upgraded: outcome.upgraded(),
        manage_url: manage_url(event.id),
    }
}

const fn invite_outcome(outcome: Outcome) -> wire::InviteOutcome {
    match outcome {
        Outcome::Primary { .. } => wire::InviteOutcome::Primary,
        Outcome::AdditionalHost { upgraded: true } => wire::InviteOutcome::Upgrade,
        Outcome::AdditionalHost { upgraded: false } => wire::InviteOutcome::AdditionalHost,
        Outcome::Cohost => wire::InviteOutcome::Cohost,
    }
}

const fn invite_status(status: InviteStatus) -> wire::InviteStatus {
    match status {
        InviteStatus::Pending => wire::InviteStatus::Pending,
        InviteStatus::Accepted => wire::InviteStatus::Accepted,
        InviteStatus::Declined => wire::InviteStatus::Declined,
        InviteStatus::Expired => wire::InviteStatus::Expired,
        InviteStatus::Revoked => wire::InviteStatus::Revoked,
    }
}

pub(crate) const fn from_invite_status(status: wire::InviteStatus) -> InviteStatus {
    match status {
        wire::InviteStatus::Pending => InviteStatus::Pending,
        wire::InviteStatus::Accepted => InviteStatus::Accepted,
        wire::InviteStatus::Declined => InviteStatus::Declined,
        wire::InviteStatus::Expired => InviteStatus::Expired,
        wire::InviteStatus::Revoked => InviteStatus::Revoked,
    }
}

const fn delivery(mail: Option<MailStatus>) -> wire::InviteDelivery {
    match mail {
        None | Some(MailStatus::Cancelled | MailStatus::Suppressed) => wire::InviteDelivery::None,
        Some(MailStatus::Queued | MailStatus::Held) => wire::InviteDelivery::Queued,
        Some(MailStatus::Sent) => wire::InviteDelivery::Sent,
        Some(MailStatus::Failed) => wire::InviteDelivery::Failed,
    }
}

/// Why an admin should look at an invite, as a client asks for it.
pub(crate) const fn from_invite_concern(concern: wire::InviteConcern) -> Concern {
    match concern {
        wire::InviteConcern::Expiring => Concern::Expiring,
        wire::InviteConcern::CreatorDemoted => Concern::CreatorDemoted,
        wire::InviteConcern::NeverSent => Concern::NeverSent,
        wire::InviteConcern::Failed => Concern::Failed,
    }
}

/// How somebody came to run an event, as a client asks for it.
pub(crate) const fn from_grant_method(method: wire::GrantMethod) -> GrantMethod {
    match method {
        wire::GrantMethod::Creator => GrantMethod::Creator,
        wire::GrantMethod::Claim => GrantMethod::Claim,
        wire::GrantMethod::Invite => GrantMethod::Invite,
        wire::GrantMethod::Admin => GrantMethod::Admin,
        wire::GrantMethod::MemberInvite => GrantMethod::MemberInvite,
        wire::GrantMethod::Transfer => GrantMethod::Transfer,
        wire::GrantMethod::Venue => GrantMethod::Venue,
    }
}
