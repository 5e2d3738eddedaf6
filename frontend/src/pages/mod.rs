//! One file per screen.

mod admin;
mod beginning;
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
mod public;
mod skeleton;

pub use self::{
    admin::{
        AccountsPage, AdminPage, AuditPage, DeletedEventsPage, InvitesPage, ListedEventsPage,
        MailsPage, SettingsPage,
    },
    coordinator::TeamPage,
    host::{
        HistoryPage, HostByLink, HostBySession, LinksPage, OverviewPage, PeoplePage, TeamPlanPage,
    },
    hosts::HostsPage,
    invite::EventInvitePage,
    not_found::NotFoundPage,
    notifications::{InvitationsPage, NotificationsPage},
    own::{
        AccountPage, ConfirmPage, ForgotPage, GatheringsPage, LandingPage, LogInPage,
        NewAddressPage, NewGatheringPage, PreferencesPage, ResetPage, SignUpPage,
    },
    paper::{DaySheetsPage, LinkCardPage, PaperPage, TeamSheetsPage},
    participant::PartPage,
    plan::{
        DaysPage, EventPage, PasteItemsPage, PastePeoplePage, PlanItemsPage, PlanPage,
        PlanPeoplePage, PlanShell, PlanTeamItemsPage, TeamsPage,
    },
    public::{PublicGatheringPage, PublicGatheringsPage},
};
