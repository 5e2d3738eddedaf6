//! Gather's browser app: the screens behind the links, and those of hosts who are signed in.
//!
//! It knows `gather-wire`, and of our other crates nothing. It decides nothing either: what may be
//! done, and why not, comes from the server with each answer.

use leptos::prelude::IntoView;

use crate::door::Door;

mod api;
mod app;
mod browser;
mod components;
mod credential;
mod door;
mod link;
mod pages;
mod session;
mod time;
mod way_back;
mod words;

/// Opens what participants and coordinators see.
pub fn open_guest() {
    hide_secret();
    open(Door::Guest, door::Guest);
}

/// Opens how far a gathering is, and its teams.
pub fn open_gathering() {
    hide_secret();
    open(Door::Gathering, door::Gathering);
}

/// Puts a link that came in the path, or in the query, into the fragment. Once the app is shown it asks the server, and
/// by then no secret may be left in either.
fn hide_secret() {
    if let Some(address) = browser::path_and_query().and_then(|address| link::from_alias(&address))
    {
        browser::replace_address(&address);
    }
}

/// Opens the plan of a gathering: its days, teams and people.
pub fn open_plan() {
    open(Door::Plan, door::Plan);
}

/// Opens the items of a plan.
pub fn open_items() {
    open(Door::Items, door::Items);
}

/// Opens whom a host reaches, what they hand out, and what happened.
pub fn open_people() {
    open(Door::People, door::People);
}

/// Opens what whoever runs the server sees and decides.
pub fn open_admin() {
    open(Door::Admin, door::Admin);
}

/// Opens who runs a gathering.
pub fn open_hosts() {
    open(Door::Hosts, door::Hosts);
}

/// Opens accounts and one's own gatherings.
pub fn open_home() {
    hide_secret();
    open(Door::Home, door::Home);
}

fn open<V: IntoView + 'static>(door: Door, app: fn() -> V) {
    browser::remove_first_paint();
    door.guard_links();
    leptos::mount::mount_to_body(app);
}
