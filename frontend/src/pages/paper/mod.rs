//! `/h/paper#…` and `/events/{id}/paper`, and below: the plan, to be printed and to be kept.

mod link_card;
mod overview;
mod qr;
mod sheets;
mod table;

pub use self::{
    link_card::LinkCardPage,
    overview::PaperPage,
    sheets::{DaySheetsPage, TeamSheetsPage},
};
