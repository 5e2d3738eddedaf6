//! The doors of the app: several small programs instead of a large one, so that nobody downloads
//! the screens of somebody else.
//!
//! The server knows which door opens an address (`http/spa` in the API's crate). From one door to
//! another one goes as from site to site: the browser loads the page.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;

mod admin;
mod gathering;
mod guest;
mod home;
mod hosts;
mod items;
mod people;
mod plan;

pub use self::{
    admin::Admin, gathering::Gathering, guest::Guest, home::Home, hosts::Hosts, items::Items,
    people::People, plan::Plan,
};

/// One of the programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// What participants and coordinators see.
    Guest,
    /// How far a gathering is, and each of its teams: for hosts, by link or signed in.
    Gathering,
    /// Where a gathering is planned: its days, teams and people.
    Plan,
    /// Where the items of a plan are.
    Items,
    /// Whom a host reaches, and how: who has confirmed, links, what is printed; and what happened.
    People,
    /// Who runs a gathering.
    Hosts,
    /// What whoever runs the server sees and decides.
    Admin,
    /// Everything else: accounts, and one's own gatherings.
    Home,
}

impl Door {
    /// Which one opens the page at this path.
    fn of(path: &str) -> Self {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let below = match (segments.next(), segments.next()) {
            (Some("p" | "c"), _) => return Self::Guest,
            (Some("admin"), _) => return Self::Admin,
            (Some("events"), Some(id)) if id != "new" => segments.next(),
            (Some("h"), below) => below.filter(|below| *below != "hosts"),
            _ => return Self::Home,
        };
        match (below, segments.next()) {
            (Some("hosts"), _) => Self::Hosts,
            (Some("plan"), Some("items")) => Self::Items,
            (Some("plan"), _) => Self::Plan,
            (Some("people" | "links" | "paper" | "audit"), _) => Self::People,
            _ => Self::Gathering,
        }
    }

    /// Leaves to the browser what leads through another door. The router would follow every link
    /// by itself, and find nothing there. It has to be told before the router listens.
    pub fn guard_links(self) {
        let listener = window_event_listener(ev::click, move |click| {
            let link = click
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .and_then(|element| element.closest("a[href]").ok().flatten())
                .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
            if let Some(link) = link.filter(|link| Self::of(&link.pathname()) != self) {
                link.set_rel("external");
            }
        });
        on_cleanup(move || listener.remove());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_has_its_door() {
        let home = [
            "/",
            "/login",
            "/signup",
            "/forgot",
            "/verify",
            "/email",
            "/reset",
            "/events",
            "/events/",
            "/events/new",
            "/account",
            "/account/mails",
            "/invitations",
            "/notifications",
            "/event-invite",
            "/gatherings",
            "/gatherings/town-fair",
            "/other",
        ];
        let gathering =
            ["/h", "/h/", "/h/teams/2", "/h/planet", "/h/hosts", "/events/1", "/events/1/teams/2"];
        let plan =
            ["/h/plan", "/h/plan/", "/h/plan/days", "/events/1/plan", "/events/1/plan/people"];
        let items = ["/h/plan/items", "/events/1/plan/items/", "/events/1/plan/items/paste"];
        let people = [
            "/h/people",
            "/h/links/",
            "/h/audit",
            "/h/paper",
            "/h/paper/teams",
            "/events/1/people",
            "/events/1/paper/links/2",
        ];
        for (door, paths) in [
            (Door::Home, &home[..]),
            (Door::Guest, &["/p", "/c", "/p/", "/c/x"]),
            (Door::Gathering, &gathering),
            (Door::Plan, &plan),
            (Door::Items, &items),
            (Door::People, &people),
            (Door::Hosts, &["/events/1/hosts"]),
            (Door::Admin, &["/admin", "/admin/events", "/admin/audit"]),
        ] {
            for path in paths {
                assert_eq!(Door::of(path), door, "{path}");
            }
        }
    }
}
