//! What a client says about an invite, parsed.

use gather_domain::{
    email::Email,
    hosting::HostRole,
    invite::Lifetime,
    text::{Name, Reason},
};
use gather_wire as wire;

use crate::{
    http::{extract::Fields, problem::ApiResult, translate},
    usecase::invites::{InvitePatch, NewInvite},
};

/// An invite to be made, as this unless said; or everything that is wrong with it.
pub(super) fn new(body: wire::CreateInvite, role: HostRole) -> ApiResult<NewInvite> {
    let mut fields = Fields::default();
    // A blank address is none: forms send it where nothing was typed.
    let email = body.email_restriction.filter(|it| !it.trim().is_empty());
    let email = fields.take("/email_restriction", email.as_deref().map(Email::parse));
    let lifetime = lifetime(&mut fields, body.expires_in_days);
    let label = fields.take("/label", body.label.as_deref().map(Name::parse));
    let note = fields.take("/note", body.note.as_deref().map(Reason::parse));
    fields.finish()?;
    Ok(NewInvite {
        email,
        role: body.role.map_or(role, translate::from_host_role),
        lifetime: lifetime.unwrap_or_default(),
        mails: body.send_email,
        label,
        note,
    })
}

/// What changes about an invite, or everything that is wrong with it.
pub(super) fn patch(body: wire::EditInvite) -> ApiResult<InvitePatch> {
    let mut fields = Fields::default();
    let lifetime = lifetime(&mut fields, body.expires_in_days);
    let label = fields.patch("/label", body.label, |it| Name::parse(&it));
    let note = fields.patch("/note", body.note, |it| Reason::parse(&it));
    fields.finish()?;
    Ok(InvitePatch { lifetime, label, note })
}

/// For how long an invite works, if that was said.
pub(super) fn lifetime(fields: &mut Fields, days: Option<i64>) -> Option<Lifetime> {
    let days = days?;
    let lifetime = Lifetime::days(days);
    if lifetime.is_none() {
        fields.refuse("/expires_in_days", "out_of_range", "must be a number from 1 to 30");
    }
    lifetime
}
