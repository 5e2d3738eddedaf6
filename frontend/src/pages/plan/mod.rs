//! `/h/plan#…`, `/events/{id}/plan`, and below: where a gathering is planned.

mod act;
mod add_person;
mod ask_first;
mod checks;
mod days;
mod departures;
mod event;
mod event_fields;
mod forms;
mod items;
mod list_page;
mod paste;
mod people;
mod person_row;
mod shell;
mod start_dialog;
mod summary;
mod team_row;
mod teams;

pub use self::{
    days::DaysPage,
    event::EventPage,
    items::{PlanItemsPage, PlanTeamItemsPage},
    paste::{PasteItemsPage, PastePeoplePage},
    people::PlanPeoplePage,
    shell::PlanShell,
    summary::PlanPage,
    teams::TeamsPage,
};
