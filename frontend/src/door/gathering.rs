use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route, Routes},
    path,
};

use crate::{
    app::Frame,
    pages::{
        HistoryPage, HostByLink, HostBySession, LinksPage, NotFoundPage, OverviewPage, PartPage,
        PeoplePage, TeamPage, TeamPlanPage,
    },
};

/// Everything by link, and the same screens of a host who is signed in.
#[component]
pub fn Gathering() -> impl IntoView {
    view! {
        <Frame>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/p") view=PartPage />
                <Route path=path!("/c") view=TeamPage />
                <ParentRoute path=path!("/h") view=HostByLink>
                    <HostScreens />
                </ParentRoute>
                <ParentRoute path=path!("/events/:event_id") view=HostBySession>
                    <HostScreens />
                </ParentRoute>
            </Routes>
        </Frame>
    }
    .into_any()
}

/// What lies below a host's address.
#[component(transparent)]
fn HostScreens() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/") view=OverviewPage />
            <Route path=path!("/teams/:id") view=TeamPlanPage />
            <Route path=path!("/people") view=PeoplePage />
            <Route path=path!("/links") view=LinksPage />
            <Route path=path!("/audit") view=HistoryPage />
        </ParentRoute>
    }
    .into_inner()
}
