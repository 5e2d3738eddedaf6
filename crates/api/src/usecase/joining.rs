//! Somebody runs an event from now on, by their own word: what changes with that.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use gather_domain::{
    account::Account,
    audit::{Actor, Deed, Details, Entry, Target, TargetId},
    event::Event,
    hosting::{EventHost, HostRole},
    id::AccountId,
    invitation::Ground,
    invite::Outcome,
    permission::Authority,
    person::Person,
};
use gather_persistence::{
    StoreError, Tx, audit,
    hosts::{self, Grant},
    invitations, preferences,
};

use super::{
    account_links::owner,
    host_news::{self, answering},
    invites, links, notifications, outbox,
    owning::{entry, event_as_target},
    turn::detail,
};
use crate::{
    context::Context,
    mail::Matter,
    news::{News, What},
};

/// Somebody who accepted to run an event, which is locked.
pub(super) struct Joining<'a> {
    pub(super) ctx: &'a Context,
    pub(super) tx: &'a Tx,
    pub(super) event: &'a Event,
    /// Who ran it until now.
    pub(super) hosts: &'a [EventHost],
    pub(super) account: &'a Account,
    /// What they accepted.
    pub(super) ground: Ground<'a>,
    /// What becomes of them.
    pub(super) outcome: Outcome,
    pub(super) now: DateTime<Utc>,
}

impl Joining<'_> {
    /// Makes them one who runs the event, in its plan, too, remembers it, and tells everybody whom
    /// it concerns.
    pub(super) async fn join(&self) -> Result<(), StoreError> {
        let inviters = self.inviters().await?;
        let person = self.enter().await?;
        audit::record_all(self.tx, self.entries(&person)).await?;
        self.tell(&inviters).await
    }

    /// Who waits for their answer: whoever answers for what they accept; and whoever invited them as
    /// a member, where a link settles that.
    async fn inviters(&self) -> Result<BTreeSet<AccountId>, StoreError> {
        let Self { tx, event, account, ground, hosts, .. } = *self;
        let mut inviters = BTreeSet::from_iter(answering(tx, ground.invited_by(), hosts).await?);
        if let Ground::Invite(_) = ground
            && let Some(settled) = invitations::find_of(tx, event.id, account.id).await?
        {
            inviters.extend(answering(tx, settled.invited_by, hosts).await?);
        }
        inviters.remove(&account.id);
        Ok(inviters)
    }

    /// They are in the plan by the one person who stands for them, with the link that fits.
    async fn enter(&self) -> Result<Person, StoreError> {
        let Self { tx, event, account, outcome, now, .. } = *self;
        if outcome.upgraded() {
            hosts::set_role(tx, event.id, account.id, HostRole::Host).await?;
        } else {
            let (role, method) = (outcome.role(), self.ground.method());
            let grant = Grant { role, method, ground: Some(self.ground) };
            invitations::delete(tx, event.id, account.id).await?;
            hosts::insert(tx, event.id, account.id, &grant, now).await?;
        }
        if outcome.is_primary() {
            hosts::set_primary(tx, event.id, account.id, now).await?;
        }
        let person = hosts::represent(tx, account.id, &account.display_name, now).await?;
        links::ensure(self.ctx, tx, event.id, event.status, now).await?;
        Ok(person)
    }

    fn entries(&self, person: &Person) -> Vec<Entry> {
        let Self { event, outcome, .. } = *self;
        let actor = Actor::person(Authority::Host, person.id, &person.name);
        let of = |deed: &Deed<'_>, target: Target, details: Details| {
            entry(event.id, actor.clone(), deed, target, details, self.now)
        };
        let joined = if outcome.upgraded() { Deed::Promoted } else { Deed::JoinHosts };
        let theirs = Target { id: TargetId::Person(person.id), name: person.name.to_string() };
        let method = self.ground.method().as_str();
        let how = [("role", outcome.role().as_str()), ("grant_method", method)];
        let how = how.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let mut entries = Vec::new();
        if let Ground::Invite(invite) = self.ground {
            let unverified = invite.matched_unverified.then(|| detail("matched_unverified", true));
            let how = unverified.unwrap_or_default();
            entries.push(of(&Deed::InviteAccepted, invites::target(invite), how));
        }
        entries.push(of(&joined, theirs, how));
        if outcome.is_primary() {
            let to = detail("to", &person.name);
            entries.push(of(&Deed::SetPrimary, event_as_target(event), to));
        }
        entries
    }

    /// Tells whoever invited them, and those who run the event already; and them what it means.
    async fn tell(&self, inviters: &BTreeSet<AccountId>) -> Result<(), StoreError> {
        let Self { ctx, tx, event, account, outcome, now, .. } = *self;
        let who = account.display_name.to_string();
        let role = Some(outcome.role().as_str().to_owned());
        let is_primary = outcome.is_primary();
        let accepted = News::of(event, What::InviteAccepted { who, role, is_primary });
        let mut news: Vec<_> = inviters.iter().map(|id| (*id, accepted.clone())).collect();
        let others = self.hosts.iter().filter(|it| !inviters.contains(&it.account_id));
        news.extend(host_news::joined(event, account, outcome.role(), outcome.upgraded(), others));
        if outcome.is_primary() {
            news.extend(host_news::invites_changed(tx, event, account.id, now).await?);
        }
        notifications::tell_all(ctx, tx, news, now).await?;
        welcome(ctx, tx, event, account, outcome.role(), now).await
    }
}

/// Tells somebody by mail what they are to the event from now on, if they want such mails.
pub(super) async fn welcome(
    ctx: &Context,
    tx: &Tx,
    event: &Event,
    account: &Account,
    role: HostRole,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (event_name, event_id) = (event.name.to_string(), event.id.to_string());
    let matter = Matter::Welcome { event: event_name, event_id, role: role.as_str().to_owned() };
    let wanted = preferences::find(tx, account.id).await?;
    if matter.template().category().is_some_and(|it| !wanted.wants(it)) {
        return Ok(());
    }
    outbox::write(ctx, tx, owner(account), matter, None, now).await
}
