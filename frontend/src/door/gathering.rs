use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::{WhoIsHere, bell},
    pages::{HostByLink, HostBySession, NotFoundPage, OverviewPage, TeamPlanPage},
    session::SignedIn,
};

/// How far a gathering is, and each of its teams: for hosts, by link or signed in.
#[component]
pub fn Gathering() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere bell /> }.into_any();
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
        </ParentRoute>
    }
    .into_inner()
}
