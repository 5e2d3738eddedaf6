//! What the screens say. Pure: values in, sentences out.

mod account;
mod admin;
mod answer;
mod event;
mod former;
mod history;
mod hosts;
mod invite;
mod message;
mod notification;
mod plan;
mod problem;
mod publication;
mod standing;
mod warning;

pub use self::{
    account::{
        address_failure, closed_link, confirming_failure, deleting_failure, mailed_link_fault,
        mailing_failure, signing_up_failure,
    },
    admin::{
        FAMILIES, WAYS_IN, account_chips, account_since, acting_as, mail_about, mail_chip,
        mail_facts, mail_status_name, recorded,
    },
    answer::{Answers, bring_heading, declined, declining},
    event::{own_state, state, status_name},
    former::{former_name, part_ended},
    history::{changes, happened, reason, recorded_actions},
    hosts::{
        assigning_failure, came, delivery, hosting_failure, invite_chip, invite_state,
        invite_warning, invited, inviting_failure, leaving, now_is, on_trial, ownership, role_name,
        run_already, successor, unconfirmed,
    },
    invite::{
        InviteEnd, KnownInvite, allows, asking_failure, became, closed_invite, closes_invite,
        invite_fault, offer, refusal_of, told_of_declining, unusable_invite,
    },
    message::{invitation, keeping},
    notification::{
        answering_failure, as_address, invite_step, invited_as, is_over, mails_about,
        member_failure, notification_kinds, say_notifications, say_waiting,
    },
    plan::{
        call, counts, deletion, gaps, listed, say_count, say_declined, say_missing, team_state,
        things,
    },
    problem::{
        DeadLink, dead_link, failure, field_problem, labelled, link_fault, not_ones_own, sentence,
        undo_failure,
    },
    publication::{inviting, is_open_to_all, publicity, publicity_name},
    standing::{Standing, standing},
    warning::warning,
};

/// Who reads a sentence: it decides whom they are told to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// Somebody with something to bring, and the coordinator of their team.
    Participant {
        /// Their coordinator's name.
        ask: Option<String>,
    },
    /// Who coordinates a team.
    Coordinator,
    /// A host.
    Host,
}

impl Reader {
    /// Whom to ask about the plan.
    pub fn ask(&self) -> &str {
        match self {
            Self::Participant { ask: Some(name) } => name,
            Self::Participant { ask: None } | Self::Coordinator | Self::Host => "the host",
        }
    }
}
