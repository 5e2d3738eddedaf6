//! What a store promises about transactions, migrations and a database that is out of reach.

mod cancelled;
mod corrupt;
mod migrations;
mod unavailable;
mod writes;
