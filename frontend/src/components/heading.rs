use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::browser;

/// The id of a page's `h1`.
const ID: &str = "heading";

/// Whether somebody has gone from one screen to another since the app was opened.
#[derive(Debug, Clone, Copy)]
struct HasNavigated(StoredValue<bool>);

/// Notices navigation, so that a new screen takes the focus and the first one does not.
pub fn watch_navigation() {
    let navigated = StoredValue::new(false);
    provide_context(HasNavigated(navigated));
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            navigated.set_value(true);
        }
        now
    });
}

/// The page's one `h1`, and the document's title.
///
/// After navigation it takes the focus: otherwise a screen reader would stay silent and the
/// keyboard would start over.
#[component]
pub fn PageHeading(
    /// The title in the browser's tab. It names nobody.
    title: &'static str,
    /// The heading.
    children: Children,
) -> impl IntoView {
    let navigated = use_context::<HasNavigated>();
    browser::set_title(title);
    Effect::new(move |_| {
        if navigated.is_some_and(|HasNavigated(navigated)| navigated.get_value()) {
            request_animation_frame(focus_heading);
        }
    });
    view! {
        <h1 id=ID tabindex="-1">{children()}</h1>
    }
    .into_any()
}

/// Moves the focus to the page's heading.
pub fn focus_heading() {
    browser::focus(ID);
}
