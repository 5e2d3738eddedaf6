//! What a client says about an invite, parsed.

use gather_domain::{
    email::Email,
    hosting::HostRole,
    id::{AccountId, EventId, InviteId},
    invite::Lifetime,
    text::{Name, Reason},
};
use gather_wire as wire;

use crate::{
    http::{extract::Fields, page, problem::ApiResult, translate, values},
    usecase::invites::{Filter, InvitePatch, NewInvite},
};

/// An invite to be made, as this; or everything that is wrong with it.
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
        role,
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

/// Which invites to one event to list, and how many.
pub(super) fn filter(query: wire::InvitesQuery) -> ApiResult<(Filter, usize)> {
    let wire::InvitesQuery { status, concern, q, limit, cursor } = query;
    let none = wire::AllInvitesQuery::default();
    all_filter(wire::AllInvitesQuery { status, concern, q, limit, cursor, ..none })
}

/// Which of all invites to list, and how many.
pub(super) fn all_filter(query: wire::AllInvitesQuery) -> ApiResult<(Filter, usize)> {
    let mut fields = Fields::default();
    let part = page::part(&mut fields, query.limit, query.cursor.as_deref());
    let text = fields.take("/q", query.q.as_deref().map(Name::parse));
    let (from, until) = values::span(&mut fields, query.from, query.to);
    fields.finish()?;
    let filter = Filter {
        event_id: query.event_id.map(EventId::from_uuid),
        created_by: query.created_by.map(AccountId::from_uuid),
        id: None,
        status: query.status.map(translate::from_invite_status),
        concern: query.concern.map(translate::from_invite_concern),
        role: query.role.map(translate::from_host_role),
        from,
        until,
        text: text.map(String::from),
        before: part.cursor.map(InviteId::from_uuid),
    };
    Ok((filter, part.limit))
}
