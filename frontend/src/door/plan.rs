use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Routes},
    path,
};

use crate::{
    app::Frame,
    pages::{
        DaysPage, EventPage, HostByLink, HostBySession, NotFoundPage, PasteItemsPage,
        PastePeoplePage, PlanItemsPage, PlanPage, PlanPeoplePage, PlanShell, PlanTeamItemsPage,
        TeamsPage,
    },
};

/// Where a gathering is planned, by link or signed in.
#[component]
pub fn Plan() -> impl IntoView {
    view! {
        <Frame>
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
            <Route path=path!("/items") view=PlanItemsPage />
            <Route path=path!("/items/paste") view=PasteItemsPage />
            <Route path=path!("/items/:team_id") view=PlanTeamItemsPage />
        </ParentRoute>
    }
    .into_inner()
}
