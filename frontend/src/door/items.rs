use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::WhoIsHere,
    pages::{
        HostByLink, HostBySession, NotFoundPage, PasteItemsPage, PlanItemsPage, PlanShell,
        PlanTeamItemsPage,
    },
    session::SignedIn,
};

/// Where the items of a plan are, by link or signed in.
#[component]
pub fn Items() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere /> }.into_any();
    view! {
        <Frame beside>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("/h/plan/items") view=HostByLink>
                    <ItemScreens />
                </ParentRoute>
                <ParentRoute path=path!("/events/:event_id/plan/items") view=HostBySession>
                    <ItemScreens />
                </ParentRoute>
            </Routes>
        </Frame>
    }
    .into_any()
}

/// What lies below the address of a plan's items.
#[component(transparent)]
fn ItemScreens() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=PlanShell>
            <Route path=path!("/") view=PlanItemsPage />
            <Route path=path!("/paste") view=PasteItemsPage />
            <Route path=path!("/:team_id") view=PlanTeamItemsPage />
        </ParentRoute>
    }
    .into_inner()
}
