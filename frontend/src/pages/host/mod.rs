//! `/h#…` and `/events/{id}`, and below: the whole gathering, for its hosts.

mod dialogs;
mod every_link;
mod guest_count;
mod history;
mod link_row;
mod links;
mod overview;
mod people;
mod readiness;
mod shell;
mod team;
mod team_card;

pub use self::{
    every_link::EveryLink,
    history::HistoryPage,
    links::LinksPage,
    overview::OverviewPage,
    people::PeoplePage,
    shell::{HostByLink, HostBySession, HostNav, Hosting},
    team::TeamPlanPage,
};
