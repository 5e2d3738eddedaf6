//! Gather's browser app: the screens behind the links.
//!
//! It knows `gather-wire`, and of our other crates nothing. It decides nothing either: what may be
//! done, and why not, comes from the server with each answer.

mod api;
mod app;
mod browser;
mod components;
mod link;
mod pages;
mod session;
mod time;
mod words;

/// Puts a link that came in the path into the fragment, then shows the app.
///
/// The order matters: once the app is shown it asks the server, and by then no secret may be left
/// in a path.
pub fn start() {
    if let Some(address) = browser::path().and_then(|path| link::from_alias(&path)) {
        browser::replace_address(&address);
    }
    browser::remove_first_paint();
    leptos::mount::mount_to_body(app::App);
}
