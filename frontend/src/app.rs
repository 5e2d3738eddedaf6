use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    browser,
    components::{Icon, Reload, Shape, ToastStand, Toasts, watch_navigation},
    pages::{
        HistoryPage, HomePage, HostShell, LinksPage, NotFoundPage, OverviewPage, PartPage,
        PeoplePage, TeamPage, TeamPlanPage,
    },
};

/// The whole app: landmarks, routes, and where changes are reported.
#[component]
pub fn App() -> impl IntoView {
    Reload::provide();
    let toasts = Toasts::provide();

    view! {
        <Router>
            <Landmarks toasts />
        </Router>
    }
    .into_any()
}

#[component]
fn Landmarks(toasts: Toasts) -> impl IntoView {
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
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage />
                <Route path=path!("/p") view=PartPage />
                <Route path=path!("/c") view=TeamPage />
                <ParentRoute path=path!("/h") view=HostShell>
                    <Route path=path!("/") view=OverviewPage />
                    <Route path=path!("/teams/:id") view=TeamPlanPage />
                    <Route path=path!("/people") view=PeoplePage />
                    <Route path=path!("/links") view=LinksPage />
                    <Route path=path!("/audit") view=HistoryPage />
                </ParentRoute>
            </Routes>
        </main>
        <ToastStand toasts />
    }
    .into_any()
}
