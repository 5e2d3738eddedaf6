//! One file per screen.

mod coordinator;
mod home;
mod host;
mod not_found;
mod opened;
mod participant;
mod plan;
mod skeleton;

pub use self::{
    coordinator::TeamPage,
    home::HomePage,
    host::{
        HistoryPage, HostByLink, HostBySession, LinksPage, OverviewPage, PeoplePage, TeamPlanPage,
    },
    not_found::NotFoundPage,
    participant::PartPage,
    plan::{
        DaysPage, EventPage, PasteItemsPage, PastePeoplePage, PlanItemsPage, PlanPage,
        PlanPeoplePage, PlanShell, PlanTeamItemsPage, TeamsPage,
    },
};
