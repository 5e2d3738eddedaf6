//! What was handed out and nobody answered ends: with the authority of whoever made it (F-14), or with
//! the event.

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Actor, Deed, Details, Entry, Target, TargetId},
    id::{AccountId, EventId},
    invite::InviteStatus,
};
use gather_persistence::{
    StoreError, Tx, accounts, audit,
    history::{self, Ending},
    invitations,
    invites::{self, Listed},
    offers::Offers,
};

use super::{
    invites::target,
    notifications,
    outbox::{self, Recipient},
    owning::entry,
    turn::detail,
};
use crate::{
    context::Context,
    mail::Matter,
    news::{News, What},
};

/// The end of offers.
pub(super) struct Withdrawal<'a> {
    /// Which.
    pub(super) offers: Offers,
    /// Who ends them.
    pub(super) by: AccountId,
    /// The same, as the audit names them.
    pub(super) actor: &'a Actor,
}

impl Withdrawal<'_> {
    /// Takes them back, and tells whoever has one. The events are locked.
    pub(super) async fn settle(
        &self,
        ctx: &Context,
        tx: &Tx,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut told = self.revoke(ctx, tx, now).await?;
        told.extend(self.withdraw(tx, now).await?);
        told.retain(|(id, _)| *id != self.by);
        notifications::tell_all(ctx, tx, told, now).await
    }

    /// The invites. To whom one was mailed learns by mail that it does not work any more, and on
    /// their screen if they are a member.
    async fn revoke(
        &self,
        ctx: &Context,
        tx: &Tx,
        now: DateTime<Utc>,
    ) -> Result<Vec<(AccountId, News)>, StoreError> {
        let invites = invites::unanswered(tx, self.offers, now).await?;
        if invites.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = invites.iter().map(|it| it.invite.id).collect();
        invites::revoke_all(tx, &ids, self.offers, now).await?;
        let entries = invites.iter().map(|Listed { invite, .. }| {
            let why = detail("reason", self.offers.reason());
            self.entry(invite.event_id, &Deed::InviteRevoked, target(invite), why, now)
        });
        audit::record_all(tx, entries.collect::<Vec<_>>()).await?;

        let is_known = |it: &&Listed| {
            it.invite.mailed_at.is_some() && it.invite.status(now) == InviteStatus::Pending
        };
        let mailed = invites.iter().filter(is_known);
        let mailed: Vec<_> =
            mailed.filter_map(|it| Some((it, it.invite.email.as_ref()?))).collect();
        let mails = mailed.iter().map(|(it, email)| {
            let to = Recipient { email, name: &it.invite.creator_name };
            (to, Matter::InviteRevoked { event: it.event_name.to_string() })
        });
        outbox::write_all(ctx, tx, mails.collect(), now).await?;
        let owners = accounts::confirmed_owners(tx, mailed.iter().map(|(_, email)| *email)).await?;
        let told = mailed.iter().filter_map(|(it, email)| {
            let owner = owners.get(email.as_normal())?;
            let event = (it.invite.event_id, &it.event_name);
            Some((*owner, News::about(event, What::InviteRevoked)))
        });
        Ok(told.collect())
    }

    /// The invitations: whoever could still have accepted one is told.
    async fn withdraw(
        &self,
        tx: &Tx,
        now: DateTime<Utc>,
    ) -> Result<Vec<(AccountId, News)>, StoreError> {
        let unanswered = invitations::unanswered(tx, self.offers).await?;
        if unanswered.is_empty() {
            return Ok(Vec::new());
        }
        history::remember(tx, Ending::Offers(self.offers), Some(self.by), now).await?;
        invitations::delete_all(tx, self.offers).await?;
        let entries = unanswered.iter().map(|it| {
            let name = it.name.to_string();
            let whom = Target { id: TargetId::Account(it.account_id), name };
            let role = detail("role", it.role.as_str());
            self.entry(it.event.id, &Deed::WithdrawInvitation, whom, role, now)
        });
        audit::record_all(tx, entries.collect::<Vec<_>>()).await?;
        let open = unanswered.iter().filter(|it| it.is_open(now));
        Ok(open.map(|it| (it.account_id, News::of(&it.event, What::InvitationWithdrawn))).collect())
    }

    fn entry(
        &self,
        event_id: EventId,
        deed: &Deed<'_>,
        target: Target,
        details: Details,
        now: DateTime<Utc>,
    ) -> Entry {
        entry(event_id, self.actor.clone(), deed, target, details, now)
    }
}
