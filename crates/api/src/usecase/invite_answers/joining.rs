//! Somebody accepted an invite: what changes with that.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::Account,
    audit::{Actor, ActorKind, Deed, Details, Target, TargetId},
    event::Event,
    hosting::{GrantMethod, HostRole},
    invite::{Invite, Outcome},
    permission::Authority,
    person::Person,
};
use gather_persistence::{
    StoreError, Tx, accounts, audit,
    hosts::{self, Grant},
};

use crate::{
    context::Context,
    mail::Matter,
    usecase::{
        account_links::owner,
        invites::target,
        links, outbox,
        owning::{entry, event_as_target},
        turn::detail,
    },
};

/// Makes somebody one who runs the event, in its plan, too: by the one person who stands for them,
/// with the link that fits.
pub(super) async fn join(
    ctx: &Context,
    tx: &Tx,
    event: &Event,
    account: &Account,
    invite: &Invite,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<Person, StoreError> {
    if outcome.upgraded() {
        hosts::set_role(tx, event.id, account.id, HostRole::Host).await?;
    } else {
        let method = GrantMethod::Invite;
        let grant = Grant { role: outcome.role(), method, invite: Some(invite) };
        hosts::insert(tx, event.id, account.id, &grant, now).await?;
    }
    if outcome.is_primary() {
        hosts::set_primary(tx, event.id, account.id, now).await?;
    }
    let person = hosts::represent(tx, account.id, &account.display_name, now).await?;
    links::ensure(ctx, tx, event.id, event.status, now).await?;
    Ok(person)
}

/// Remembers it.
pub(super) async fn record(
    tx: &Tx,
    event: &Event,
    invite: &Invite,
    person: &Person,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let actor = Actor {
        kind: ActorKind::Person(Authority::Host),
        id: Some(person.id),
        name: person.name.to_string(),
    };
    let of = |deed: &Deed<'_>, target: Target, details: Details| {
        entry(event.id, actor.clone(), deed, target, details, now)
    };
    let joined = if outcome.upgraded() { Deed::Promoted } else { Deed::JoinHosts };
    let theirs = Target { id: TargetId::Person(person.id), name: person.name.to_string() };
    let how = [("role", outcome.role().as_str()), ("grant_method", GrantMethod::Invite.as_str())];
    let how = how.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let mut entries =
        vec![of(&Deed::InviteAccepted, target(invite), Details::new()), of(&joined, theirs, how)];
    if outcome.is_primary() {
        let to = detail("to", &person.name);
        entries.push(of(&Deed::SetPrimary, event_as_target(event), to));
    }
    audit::record_all(tx, entries).await
}

/// Tells whoever made the invite that it was accepted, and whoever accepted it what that means.
pub(super) async fn write_mails(
    ctx: &Context,
    tx: &Tx,
    event: &Event,
    account: &Account,
    invite: &Invite,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (event_name, event_id) = (event.name.to_string(), event.id.to_string());
    let creator = match invite.created_by {
        Some(id) if id != account.id => accounts::find(tx, id).await?,
        _ => None,
    };
    if let Some(creator) = creator {
        let matter = Matter::InviteAccepted {
            event: event_name.clone(),
            event_id: event_id.clone(),
            who: account.display_name.to_string(),
        };
        outbox::write(ctx, tx, owner(&creator.account), matter, None, now).await?;
    }
    let role = outcome.role().as_str().to_owned();
    let welcome = Matter::Welcome { event: event_name, event_id, role };
    outbox::write(ctx, tx, owner(account), welcome, None, now).await
}
