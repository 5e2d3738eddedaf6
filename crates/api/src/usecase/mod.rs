//! What the product does, one function per verb. Nothing here knows about HTTP.

pub(crate) mod accounts;
pub(crate) mod acknowledgements;
pub(crate) mod audit;
pub(crate) mod creation;
pub(crate) mod days;
pub(crate) mod duplicates;
pub(crate) mod events;
pub mod gatherings;
pub(crate) mod guards;
pub mod health;
pub(crate) mod imports;
pub(crate) mod items;
pub(crate) mod links;
pub mod logins;
pub(crate) mod many_items;
pub(crate) mod own_events;
pub(crate) mod page;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod signing_in;
pub(crate) mod status;
pub(crate) mod teams;
pub(crate) mod turn;
pub(crate) mod views;
