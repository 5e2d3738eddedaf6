//! Who may accept an invite, and what becomes of them.

use chrono::{DateTime, Utc};

use super::Invite;
use crate::{
    email::Email,
    hosting::{HostRole, Hosting},
    id::AccountId,
};

/// Somebody who would accept an invite.
#[derive(Debug, Clone)]
pub struct Viewer<'a> {
    /// Their account.
    pub account_id: AccountId,
    /// Its address.
    pub email: &'a Email,
    /// Whether it was shown that this is theirs.
    pub is_verified: bool,
    /// Whether they are an admin.
    pub is_admin: bool,
    /// What they are to the event already.
    pub hosting: Option<Hosting>,
}

/// How the event fares to which an invite invites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// Whether it has a primary host.
    pub is_hosted: bool,
    /// Whether it does not take place.
    pub is_cancelled: bool,
}

/// What becomes of somebody who accepts an invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The event is theirs first.
    Primary {
        /// Whether they were a co-host before.
        upgraded: bool,
    },
    /// A host beside the primary one.
    AdditionalHost {
        /// Whether they were a co-host before.
        upgraded: bool,
    },
    /// A co-host.
    Cohost,
}

/// Why an invite cannot be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum InviteRefusal {
    /// They have this role, or a higher one.
    #[error("you run this gathering already")]
    AlreadyHost,
    /// Somebody accepted it, or they did themselves and left since.
    #[error("this invite was accepted before")]
    AlreadyAccepted,
    /// It was taken back, or has a newer link.
    #[error("this invite was taken back, or there is a newer link for it: ask whoever sent it")]
    Revoked,
    /// Whom it was for said no.
    #[error("this invite was declined: ask whoever sent it for a new one")]
    Declined,
    /// Its time is over.
    #[error("this invite has expired")]
    Expired,
    /// It is for another address.
    #[error("this invite is for another address than yours")]
    EmailMismatch,
    /// It is for their address, which they have not confirmed.
    #[error("this invite is for your address: confirm first that it is yours")]
    EmailUnverified,
    /// They made it.
    #[error("you made this invite yourself: send it to whom it is for")]
    SelfInvite,
    /// Its event does not take place.
    #[error("this gathering is cancelled: nobody can be invited to run it")]
    EventClosed,
}

impl InviteRefusal {
    /// Its name in the audit.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlreadyHost => "already_host",
            Self::AlreadyAccepted => "invite_already_accepted",
            Self::Revoked => "invite_revoked",
            Self::Declined => "invite_declined",
            Self::Expired => "invite_expired",
            Self::EmailMismatch => "email_mismatch",
            Self::EmailUnverified => "email_unverified",
            Self::SelfInvite => "self_invite",
            Self::EventClosed => "event_closed",
        }
    }
}

impl Invite {
    /// What becomes of somebody who accepts it, or why they cannot: the first that holds.
    ///
    /// `must_be_verified`: addresses can be confirmed on this server, so only a confirmed one counts.
    pub fn judge(
        &self,
        viewer: &Viewer<'_>,
        occasion: Occasion,
        must_be_verified: bool,
        now: DateTime<Utc>,
    ) -> Result<Outcome, InviteRefusal> {
        let accepted_it = self.accepted_by == Some(viewer.account_id);
        if accepted_it && viewer.hosting.is_some() {
            return Err(InviteRefusal::AlreadyHost);
        }
        if let Some(refusal) = self.closed(now) {
            return Err(refusal);
        }
        if !self.is_for(viewer.email) {
            return Err(InviteRefusal::EmailMismatch);
        }
        if self.email.is_some() && must_be_verified && !viewer.is_verified {
            return Err(InviteRefusal::EmailUnverified);
        }
        if self.created_by == Some(viewer.account_id) && !viewer.is_admin {
            return Err(InviteRefusal::SelfInvite);
        }
        let outcome = self.promise(viewer.hosting, occasion)?;
        if occasion.is_cancelled {
            return Err(InviteRefusal::EventClosed);
        }
        Ok(outcome)
    }

    /// What becomes of a stranger who accepts it, or why nobody can.
    pub fn judge_unknown(
        &self,
        occasion: Occasion,
        now: DateTime<Utc>,
    ) -> Result<Outcome, InviteRefusal> {
        match self.closed(now) {
            Some(refusal) => Err(refusal),
            None if occasion.is_cancelled => Err(InviteRefusal::EventClosed),
            None => self.promise(None, occasion),
        }
    }

    /// What becomes of somebody who is this to the event.
    fn promise(
        &self,
        hosting: Option<Hosting>,
        occasion: Occasion,
    ) -> Result<Outcome, InviteRefusal> {
        let upgraded = match hosting.map(|it| it.role) {
            None => false,
            Some(role) if role.is_at_least(self.role) => return Err(InviteRefusal::AlreadyHost),
            Some(_) => true,
        };
        Ok(match self.role {
            HostRole::Cohost => Outcome::Cohost,
            HostRole::Host if occasion.is_hosted => Outcome::AdditionalHost { upgraded },
            HostRole::Host => Outcome::Primary { upgraded },
        })
    }
}

impl Outcome {
    /// As what they run the event then.
    pub const fn role(self) -> HostRole {
        match self {
            Self::Primary { .. } | Self::AdditionalHost { .. } => HostRole::Host,
            Self::Cohost => HostRole::Cohost,
        }
    }

    /// Whether the event is in their hands first then.
    pub const fn is_primary(self) -> bool {
        matches!(self, Self::Primary { .. })
    }

    /// Whether they were a co-host before.
    pub const fn upgraded(self) -> bool {
        match self {
            Self::Primary { upgraded } | Self::AdditionalHost { upgraded } => upgraded,
            Self::Cohost => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invite::tests::*;

    fn viewer(email: &Email) -> Viewer<'_> {
        let account_id = AccountId::new();
        Viewer { account_id, email, is_verified: true, is_admin: false, hosting: None }
    }

    const fn occasion(is_hosted: bool) -> Occasion {
        Occasion { is_hosted, is_cancelled: false }
    }

    const fn hosting(role: HostRole) -> Hosting {
        Hosting { role, is_primary: false }
    }

    #[test]
    fn it_makes_a_primary_host_where_there_is_none_and_never_in_place_of_one() {
        let jo = email("jo@example.org");
        let judge = |invite: &Invite, hosted, hosting| {
            invite.judge(&Viewer { hosting, ..viewer(&jo) }, occasion(hosted), true, now())
        };
        let (host, cohost) = (invite(), Invite { role: HostRole::Cohost, ..invite() });

        assert_eq!(judge(&host, false, None), Ok(Outcome::Primary { upgraded: false }));
        assert_eq!(judge(&host, true, None), Ok(Outcome::AdditionalHost { upgraded: false }));
        assert_eq!(judge(&cohost, false, None), Ok(Outcome::Cohost));
        let was_cohost = Some(hosting(HostRole::Cohost));
        assert_eq!(judge(&host, false, was_cohost), Ok(Outcome::Primary { upgraded: true }));
        let upgraded = Ok(Outcome::AdditionalHost { upgraded: true });
        assert_eq!(judge(&host, true, was_cohost), upgraded);
        for (invite, role) in [(&cohost, HostRole::Cohost), (&cohost, HostRole::Host)] {
            let refusal = Err(InviteRefusal::AlreadyHost);
            assert_eq!(judge(invite, true, Some(hosting(role))), refusal, "{role:?}");
        }
        assert_eq!(
            judge(&host, true, Some(hosting(HostRole::Host))),
            Err(InviteRefusal::AlreadyHost)
        );
    }

    #[test]
    fn of_several_reasons_the_first_of_the_list_is_told() {
        let (jo, al) = (email("jo@example.org"), email("al@example.org"));
        let mut invite = Invite { email: Some(jo.clone()), ..invite() };
        let unverified = Viewer { is_verified: false, ..viewer(&jo) };
        let judge = |invite: &Invite, viewer: &Viewer<'_>, at| {
            invite.judge(viewer, occasion(true), true, at)
        };
        let late = invite.expires_at;

        assert_eq!(judge(&invite, &viewer(&al), now()), Err(InviteRefusal::EmailMismatch));
        assert_eq!(judge(&invite, &viewer(&al), late), Err(InviteRefusal::Expired));
        assert_eq!(judge(&invite, &unverified, now()), Err(InviteRefusal::EmailUnverified));
        let lenient = invite.judge(&unverified, occasion(true), false, now());
        assert_eq!(lenient, Ok(Outcome::AdditionalHost { upgraded: false }));

        invite.created_by = Some(unverified.account_id);
        let maker = Viewer { is_verified: true, ..unverified.clone() };
        assert_eq!(judge(&invite, &maker, now()), Err(InviteRefusal::SelfInvite));
        assert!(judge(&invite, &Viewer { is_admin: true, ..maker.clone() }, now()).is_ok());

        invite.declined_at = Some(now());
        assert_eq!(judge(&invite, &maker, late), Err(InviteRefusal::Declined));
        invite.revoked_at = Some(now());
        assert_eq!(judge(&invite, &maker, late), Err(InviteRefusal::Revoked));
    }

    #[test]
    fn nobody_is_let_in_where_the_event_does_not_take_place() {
        let (jo, al) = (email("jo@example.org"), email("al@example.org"));
        let cancelled = Occasion { is_hosted: false, is_cancelled: true };
        let invite = Invite { email: Some(jo.clone()), ..invite() };
        let judge = |viewer: &Viewer<'_>, at| invite.judge(viewer, cancelled, true, at);
        let as_host = Viewer { hosting: Some(hosting(HostRole::Host)), ..viewer(&jo) };

        assert_eq!(judge(&viewer(&jo), now()), Err(InviteRefusal::EventClosed));
        assert_eq!(judge(&viewer(&al), now()), Err(InviteRefusal::EmailMismatch));
        assert_eq!(judge(&as_host, now()), Err(InviteRefusal::AlreadyHost));
        let unknown = |occasion, at| invite.judge_unknown(occasion, at);
        assert_eq!(unknown(cancelled, now()), Err(InviteRefusal::EventClosed));
        assert_eq!(unknown(cancelled, invite.expires_at), Err(InviteRefusal::Expired));
        assert_eq!(unknown(occasion(false), now()), Ok(Outcome::Primary { upgraded: false }));
    }

    #[test]
    fn whoever_accepted_it_is_told_that_they_are_a_host_and_whoever_left_that_it_was_used() {
        let jo = email("jo@example.org");
        let jo_as_host = Viewer { hosting: Some(hosting(HostRole::Host)), ..viewer(&jo) };
        let (accepted_at, accepted_by) = (Some(now()), Some(jo_as_host.account_id));
        let used = Invite { accepted_at, accepted_by, ..invite() };
        let gone = Viewer { hosting: None, ..jo_as_host.clone() };

        let judge = |viewer| used.judge(viewer, occasion(true), true, now());
        assert_eq!(judge(&jo_as_host), Err(InviteRefusal::AlreadyHost));
        assert_eq!(judge(&gone), Err(InviteRefusal::AlreadyAccepted));
        assert_eq!(judge(&viewer(&jo)), Err(InviteRefusal::AlreadyAccepted));
    }
}
