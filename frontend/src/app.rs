use leptos::prelude::*;
use leptos_router::components::Router;

use crate::{
    browser,
    components::{Icon, Reload, Shape, ToastStand, Toasts, watch_navigation},
};

/// What is the same behind every door: landmarks, and where changes are reported.
#[component]
pub fn Frame(
    /// What stands beside the name of the app.
    #[prop(optional)]
    beside: Option<AnyView>,
    /// The door's routes.
    children: Children,
) -> impl IntoView {
    Reload::provide();
    let toasts = Toasts::provide();

    view! {
        <Router>
            <Landmarks toasts beside>{children()}</Landmarks>
        </Router>
    }
    .into_any()
}

#[component]
fn Landmarks(toasts: Toasts, beside: Option<AnyView>, children: Children) -> impl IntoView {
    watch_navigation();

    view! {
        // A button, not a link: a link would have to replace the fragment, which is the secret.
        <button type="button" class="button skip" on:click=move |_| browser::focus("heading")>
            "Skip to content"
        </button>
        <header class="masthead row">
            <p class="wordmark"><Icon shape=Shape::Sprig />"Gather"</p>
            {beside}
        </header>
        <main>
            {children()}
        </main>
        <ToastStand toasts />
    }
    .into_any()
}
