use leptos::prelude::*;
use leptos_router::components::Router;

use crate::{
    browser,
    components::{Icon, Reload, Shape, ToastStand, Toasts, watch_navigation},
};

/// What is the same behind every door: landmarks, and where changes are reported.
#[component]
pub fn Frame(
    /// The door's routes.
    children: Children,
) -> impl IntoView {
    Reload::provide();
    let toasts = Toasts::provide();

    view! {
        <Router>
            <Landmarks toasts>{children()}</Landmarks>
        </Router>
    }
    .into_any()
}

#[component]
fn Landmarks(toasts: Toasts, children: Children) -> impl IntoView {
    watch_navigation();

    view! {
        // A button, not a link: a link would have to replace the fragment, which is the secret.
        <button type="button" class="button skip" on:click=move |_| browser::focus("heading")>
            "Skip to content"
        </button>
        <header class="masthead">
            <p class="wordmark"><Icon shape=Shape::Sprig />"Gather"</p>
        </header>
        <main>
            {children()}
        </main>
        <ToastStand toasts />
    }
    .into_any()
}
