//! A mail with an invite, for somebody to send by their own hand.

use gather_domain::{hosting::HostRole, invite::Invite, text::Name};

/// Its subject, and what it says.
pub(super) fn invitation(invite: &Invite, event_name: &Name, url: &str) -> (String, String) {
    let role = match invite.role {
        HostRole::Host => "host",
        HostRole::Cohost => "co-host",
    };
    let until = invite.expires_at.format("%-d %B %Y at %H:%M UTC");
    let whose = match &invite.email {
        Some(email) => format!("\n\nIt is for {} alone.", email.as_typed()),
        None => String::new(),
    };
    let note = invite.note.as_ref().map(|note| format!("\n\n{note}")).unwrap_or_default();
    let body = format!(
        "Hello,\n\nwill you be a {role} of “{event_name}”? This link shows what it is about:{note}\n\n\
         {url}\n\nThe link works once, until {until}.{whose}\n\n{name}\n",
        name = invite.creator_name,
    );
    (format!("Will you be a {role} of “{event_name}”?"), body)
}
