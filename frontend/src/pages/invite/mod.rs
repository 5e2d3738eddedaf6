//! `/event-invite#…`: to run a gathering, alone or with others.

mod accepted;
mod asked;
mod closed;
mod decline;
mod page;
mod remedies;
mod stage;

pub use self::page::EventInvitePage;
