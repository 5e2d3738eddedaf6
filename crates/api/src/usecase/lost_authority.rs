//! What ends with somebody's authority: the invites and invitations that they handed out, and that
//! nobody answered (F-14).

use chrono::{DateTime, Utc};
use gather_domain::{
    audit::{Actor, Deed, Details, Entry, Target, TargetId},
    id::{AccountId, EventId},
    invite::InviteStatus,
    mail::MailStatus,
};
use gather_persistence::{
    StoreError, Tx, accounts, audit,
    history::{self, Ending},
    invitations,
    invites::{self, Listed},
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

/// Whose authority ends, and who ends it.
pub(super) struct Lost<'a> {
    /// Whose.
    pub(super) whose: AccountId,
    /// At this event; `None`: everywhere, as an admin too.
    pub(super) event_id: Option<EventId>,
    /// Who ends it.
    pub(super) by: AccountId,
    /// The same, as the audit names them.
    pub(super) actor: &'a Actor,
}

impl Lost<'_> {
    /// Takes back what they handed out, and tells whoever has it. The events are locked.
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

    /// Their invites. To whom one was mailed learns by mail that it does not work any more, and on
    /// their screen if they are a member.
    async fn revoke(
        &self,
        ctx: &Context,
        tx: &Tx,
        now: DateTime<Utc>,
    ) -> Result<Vec<(AccountId, News)>, StoreError> {
        let invites = invites::handed_out(tx, self.whose, self.event_id, now).await?;
        if invites.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = invites.iter().map(|it| it.invite.id).collect();
        invites::revoke_all(tx, &ids, now).await?;
        let entries = invites.iter().map(|Listed { invite, .. }| {
            let why = detail("reason", "creator_left");
            self.entry(invite.event_id, &Deed::InviteRevoked, target(invite), why, now)
        });
        audit::record_all(tx, entries.collect::<Vec<_>>()).await?;

        let is_known = |it: &&Listed| {
            it.mail == Some(MailStatus::Sent) && it.invite.status(now) == InviteStatus::Pending
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

    /// Their invitations: whoever could still have accepted one is told.
    async fn withdraw(
        &self,
        tx: &Tx,
        now: DateTime<Utc>,
    ) -> Result<Vec<(AccountId, News)>, StoreError> {
        let (inviter, event_id) = (self.whose, self.event_id);
        let unanswered = invitations::by(tx, inviter, event_id).await?;
        if unanswered.is_empty() {
            return Ok(Vec::new());
        }
        let ending = Ending::InvitationsBy { inviter, event_id };
        history::remember(tx, ending, Some(self.by), now).await?;
        invitations::delete_by(tx, inviter, event_id).await?;
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
