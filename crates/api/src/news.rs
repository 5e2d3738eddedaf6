//! What happened to an event, in words for those whom it concerns: on their screen, and by mail
//! where they want that.

use chrono::{DateTime, Utc};
use gather_domain::{
    event::Event, hosting::HostRole, id::EventId, notification::NotificationType, text::Name,
};
use serde::{Deserialize, Serialize};

/// Something that happened to an event.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct News {
    event: String,
    event_id: String,
    what: What,
}

/// What happened. Roles by their names in storage.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(crate) enum What {
    /// N-1: somebody accepted an invite that one made.
    InviteAccepted {
        /// Who.
        who: String,
        /// As what. Mails of the release before do not say.
        #[serde(default)]
        role: Option<String>,
        /// Whether the event is in their hands.
        #[serde(default)]
        is_primary: bool,
    },
    /// N-3: somebody declined one.
    InviteDeclined {
        /// Who.
        who: String,
        /// Why, if they said.
        reason: Option<String>,
    },
    /// N-4: an invite to one's own address was taken back.
    InviteRevoked,
    /// N-21: somebody holds an expired one.
    InviteWanted {
        /// What the invite is called.
        invite: String,
    },
    /// N-5: one expires, and nobody opened it.
    InviteExpiring {
        /// What the invite is called.
        invite: String,
        /// When.
        until: DateTime<Utc>,
    },
    /// Invites that one made have expired.
    InvitesExpired {
        /// What they are called, the first first.
        invites: Vec<String>,
    },
    /// N-15: open host invites grant something else now.
    InvitesChanged,
    /// N-6: a member invites one.
    Invited {
        /// Who.
        inviter: String,
        /// As what.
        role: String,
        /// What they say with it.
        message: Option<String>,
    },
    /// N-6b: that was withdrawn.
    InvitationWithdrawn,
    /// N-2: somebody runs the event with one now.
    HostJoined {
        /// Who.
        who: String,
        /// As what.
        role: String,
    },
    /// N-9: who runs the event, or as what, is another now.
    HostsChanged {
        /// Whose part changed.
        who: String,
        /// How.
        how: Turn,
        /// In whose hands the event is with that, where it is in another's.
        primary: Option<String>,
    },
    /// N-7: one does not run it any more.
    Removed {
        /// Who took one's part.
        by: String,
        /// As what one ran it.
        role: String,
        /// Why, if they said.
        reason: Option<String>,
    },
    /// N-7: nor if one's account was suspended for too long.
    Lapsed,
    /// N-7: nor if it was deleted.
    Deleted {
        /// Who deleted it.
        by: String,
    },
    /// It is there again.
    BroughtBack {
        /// Who brought it back.
        by: String,
        /// In whose hands it is, if in anybody's: whoever it was may have gone meanwhile.
        primary: Option<String>,
    },
    /// N-8: it is in one's hands now.
    NowPrimary,
    /// It is not any more, where one took it in hand by oneself.
    StepUpReversed {
        /// Who reversed that.
        by: String,
        /// Why.
        reason: String,
    },
    /// N-10: it is in nobody's hands.
    Unhosted {
        /// Whether somebody runs it still.
        is_run: bool,
    },
}

/// How somebody's part in running an event changed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Turn {
    /// They left.
    Left,
    /// They were removed.
    Removed,
    /// They are a host now.
    Host,
    /// They are a co-host now.
    Cohost,
    /// It is in their hands now.
    Primary,
}

/// The same in words.
pub(crate) struct Words {
    /// In a few.
    pub(crate) title: String,
    /// In sentences.
    pub(crate) says: Vec<String>,
    /// The page where one goes on: what it is called, and its path in the app.
    pub(crate) page: (&'static str, String),
}

impl News {
    /// Something that happened to this event.
    pub(crate) fn of(event: &Event, what: What) -> Self {
        Self::about((event.id, &event.name), what)
    }

    /// The same, of the event with this id and name.
    pub(crate) fn about((id, name): (EventId, &Name), what: What) -> Self {
        Self { event: name.to_string(), event_id: id.to_string(), what }
    }

    /// What somebody is told of.
    pub(crate) const fn kind(&self) -> NotificationType {
        match self.what {
            What::InviteAccepted { .. } => NotificationType::InviteAccepted,
            What::InviteDeclined { .. } => NotificationType::InviteDeclined,
            What::InviteRevoked => NotificationType::InviteRevoked,
            What::InviteWanted { .. } => NotificationType::InviteWanted,
            What::InviteExpiring { .. } => NotificationType::InviteExpiring,
            What::InvitesExpired { .. } => NotificationType::InvitesExpired,
            What::InvitesChanged => NotificationType::InvitesChanged,
            What::Invited { .. } => NotificationType::Invited,
            What::InvitationWithdrawn => NotificationType::InvitationWithdrawn,
            What::HostJoined { .. } => NotificationType::HostJoined,
            What::HostsChanged { .. } | What::StepUpReversed { .. } => {
                NotificationType::HostsChanged
            }
            What::Removed { .. } | What::Lapsed | What::Deleted { .. } => NotificationType::Removed,
            What::NowPrimary => NotificationType::NowPrimary,
            What::Unhosted { .. } => NotificationType::Unhosted,
            What::BroughtBack { .. } => NotificationType::BroughtBack,
        }
    }

    /// The same in words.
    #[expect(clippy::too_many_lines, reason = "what is told, one after the other")]
    pub(crate) fn words(&self) -> Words {
        let event = &self.event;
        let hosts = || ("Hosts and invites", format!("/events/{}/hosts", self.event_id));
        let own = || ("My gatherings", "/events".to_owned());
        let (title, says, page) = match &self.what {
            What::InviteAccepted { who, role, is_primary } => {
                let role = role.as_deref().map_or("a host", role_in_words);
                let as_what = if *is_primary { "the primary host" } else { role };
                (
                    format!("{who} is {as_what} of “{event}” now"),
                    vec![format!("{who} accepted an invitation to run “{event}”.")],
                    hosts(),
                )
            }
            What::InviteDeclined { who, reason } => (
                format!("{who} does not want to run “{event}”"),
                with(
                    format!("{who} declined your invitation to run “{event}”."),
                    reason.as_ref().map(|it| format!("They say: {it}")),
                ),
                hosts(),
            ),
            What::InviteRevoked => (
                format!("Your invitation to run “{event}” was taken back"),
                vec![format!(
                    "The invitation to run “{event}” that was sent to you does not work any more. \
                     If that surprises you, ask whoever invited you.",
                )],
                own(),
            ),
            What::InviteWanted { invite } => (
                format!("Somebody needs a new invitation to “{event}”"),
                vec![format!(
                    "The invitation “{invite}” to run “{event}” has expired, and whoever holds its \
                     link asks for a new one.",
                )],
                hosts(),
            ),
            What::InviteExpiring { invite, until } => (
                format!("An invitation to run “{event}” expires soon"),
                vec![format!(
                    "Nobody has opened the invitation “{invite}” to run “{event}” yet. It works \
                     until {}. You can send it again.",
                    until.format("%-d %B %Y at %H:%M UTC"),
                )],
                hosts(),
            ),
            What::InvitesExpired { invites } => (
                format!("Invitations to run “{event}” have expired"),
                vec![
                    format!("Nobody accepted these in time: {}.", listed(invites)),
                    "You can give each of them a new link.".to_owned(),
                ],
                hosts(),
            ),
            What::InvitesChanged => (
                format!("“{event}” has a primary host now"),
                vec![format!(
                    "Whoever accepts one of your open host invitations to “{event}” from now on \
                     becomes an additional host.",
                )],
                hosts(),
            ),
            What::Invited { inviter, role, message } => (
                format!("{inviter} invites you to run “{event}”"),
                with(
                    format!("{inviter} invites you to be {} of “{event}”.", role_in_words(role)),
                    message.as_ref().map(|it| format!("They say: {it}")),
                ),
                ("See the invitation", "/invitations".to_owned()),
            ),
            What::InvitationWithdrawn => (
                format!("The invitation to run “{event}” was withdrawn"),
                vec![format!("You cannot accept the invitation to run “{event}” any more.")],
                ("My invitations", "/invitations".to_owned()),
            ),
            What::HostJoined { who, role } => (
                format!("{who} runs “{event}” with you"),
                vec![format!("{who} is {} of “{event}” now.", role_in_words(role))],
                hosts(),
            ),
            What::HostsChanged { who, how, primary } => {
                let (title, sentence) = how.words(who, event);
                let hands = |it: &String| format!("“{event}” is in the hands of {it} now.");
                (title, with(sentence, primary.as_ref().map(hands)), hosts())
            }
            What::Removed { by, role, reason } => (
                format!("You do not run “{event}” any more"),
                with(
                    format!(
                        "{by} took you from those who run “{event}”, where you were {}.",
                        role_in_words(role),
                    ),
                    reason.as_ref().map(|it| format!("They say: {it}")),
                ),
                own(),
            ),
            What::Lapsed => (
                format!("You do not run “{event}” any more"),
                vec![format!(
                    "Your account was suspended for more than 30 days, so “{event}” went to \
                     others. Ask them, or an admin, if you want to run it again.",
                )],
                own(),
            ),
            What::Deleted { by } => (
                format!("“{event}” was deleted"),
                vec![
                    format!("{by} deleted “{event}”, which you ran. Nobody sees it any more."),
                    "If that was a mistake, ask an admin to bring it back.".to_owned(),
                ],
                own(),
            ),
            What::BroughtBack { by, primary } => (
                format!("“{event}” is back"),
                vec![
                    format!("{by} brought “{event}” back, with its plan and everybody's links."),
                    match primary {
                        Some(name) => format!("It is in the hands of {name}."),
                        None => "It is in nobody's hands.".to_owned(),
                    },
                    "Whoever was to run it with you has to be invited again.".to_owned(),
                ],
                hosts(),
            ),
            What::NowPrimary => (
                format!("“{event}” is in your hands now"),
                vec![format!(
                    "You are the primary host of “{event}” now: you decide who runs it with you.",
                )],
                hosts(),
            ),
            What::StepUpReversed { by, reason } => (
                format!("“{event}” is not in your hands any more"),
                vec![
                    format!(
                        "{by} took “{event}” out of your hands. You are a co-host of it again."
                    ),
                    format!("They say: {reason}"),
                ],
                hosts(),
            ),
            What::Unhosted { is_run: false } => (
                format!("Nobody runs “{event}”"),
                vec![format!("The last host of “{event}” is gone. You can invite another one.")],
                hosts(),
            ),
            What::Unhosted { is_run: true } => (
                format!("“{event}” needs a primary host"),
                vec![format!(
                    "Co-hosts run “{event}”, and it is in nobody's hands. One of them may take it \
                     in hand, or you assign somebody.",
                )],
                hosts(),
            ),
        };
        Words { title, says, page }
    }
}

impl Turn {
    /// A title and a sentence.
    fn words(self, who: &str, event: &str) -> (String, String) {
        match self {
            Self::Left => (
                format!("{who} does not run “{event}” any more"),
                format!("{who} left those who run “{event}”."),
            ),
            Self::Removed => (
                format!("{who} does not run “{event}” any more"),
                format!("{who} was taken from those who run “{event}”."),
            ),
            Self::Host => (
                format!("{who} is a host of “{event}” now"),
                format!("{who} runs “{event}” as a host from now on."),
            ),
            Self::Cohost => (
                format!("{who} is a co-host of “{event}” now"),
                format!("{who} runs “{event}” as a co-host from now on."),
            ),
            Self::Primary => (
                format!("{who} is the primary host of “{event}” now"),
                format!("“{event}” is in the hands of {who} now."),
            ),
        }
    }
}

fn with(first: String, second: Option<String>) -> Vec<String> {
    [Some(first), second].into_iter().flatten().collect()
}

/// How many names a sentence bears.
const NAMED: usize = 5;

/// Names, one after the other, as far as a sentence bears them.
fn listed(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().take(NAMED).map(|it| format!("“{it}”")).collect();
    match names.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{}, and {more} more", shown.join(", ")),
    }
}

/// As what somebody runs an event.
pub(crate) fn role_in_words(role: &str) -> &'static str {
    if role == HostRole::Cohost.as_str() { "a co-host" } else { "a host" }
}
