use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::WhoIsHere,
    pages::{
        HistoryPage, HostByLink, HostBySession, LinksPage, NotFoundPage, OverviewPage, PeoplePage,
        TeamPlanPage,
    },
    session::SignedIn,
};

/// What a host sees, by link or signed in.
#[component]
pub fn Gathering() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere /> }.into_any();
    view! {
        <Frame beside>
            <Routes fallback=NotFoundPage>
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
