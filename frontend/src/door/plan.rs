use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::WhoIsHere,
    pages::{
        DaysPage, EventPage, HostByLink, HostBySession, NotFoundPage, PastePeoplePage, PlanPage,
        PlanPeoplePage, PlanShell, TeamsPage,
    },
    session::SignedIn,
};

/// Where a gathering is planned, by link or signed in.
#[component]
pub fn Plan() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere /> }.into_any();
    view! {
        <Frame beside>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("/h/plan") view=HostByLink>
                    <PlanScreens />
                </ParentRoute>
                <ParentRoute path=path!("/events/:event_id/plan") view=HostBySession>
                    <PlanScreens />
                </ParentRoute>
            </Routes>
        </Frame>
    }
    .into_any()
}

/// What lies below the address of a plan.
#[component(transparent)]
fn PlanScreens() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=PlanShell>
            <Route path=path!("/") view=PlanPage />
            <Route path=path!("/event") view=EventPage />
            <Route path=path!("/days") view=DaysPage />
            <Route path=path!("/teams") view=TeamsPage />
            <Route path=path!("/people") view=PlanPeoplePage />
            <Route path=path!("/people/paste") view=PastePeoplePage />
        </ParentRoute>
    }
    .into_inner()
}
