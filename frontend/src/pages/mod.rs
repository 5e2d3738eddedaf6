//! One file per screen.

mod coordinator;
mod host;
mod hosts;
mod invite;
mod not_found;
mod notifications;
mod opened;
mod own;
mod paper;
mod participant;
mod plan;
mod skeleton;

pub use self::{
    coordinator::TeamPage,
    host::{
        HistoryPage, HostByLink, HostBySession, LinksPage, OverviewPage, PeoplePage, TeamPlanPage,
    },
    hosts::{AdminPage, HostsPage, InvitesPage, ListedEventsPage},
    invite::EventInvitePage,
    not_found::NotFoundPage,
    notifications::{InvitationsPage, NotificationsPage},
    own::{
        AccountPage, ConfirmPage, ForgotPage, GatheringsPage, LandingPage, LogInPage, MailsPage,
        NewAddressPage, NewGatheringPage, ResetPage, SignUpPage,
    },
    paper::{DaySheetsPage, LinkCardPage, PaperPage, TeamSheetsPage},
    participant::PartPage,
    plan::{
        DaysPage, EventPage, PasteItemsPage, PastePeoplePage, PlanItemsPage, PlanPage,
        PlanPeoplePage, PlanShell, PlanTeamItemsPage, TeamsPage,
    },
};
