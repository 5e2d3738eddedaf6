//! `/c#…`: one team.

mod team;

pub use self::team::TeamPage;
