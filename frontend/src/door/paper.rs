use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::WhoIsHere,
    pages::{
        DaySheetsPage, HostByLink, HostBySession, LinkCardPage, NotFoundPage, PaperPage,
        TeamSheetsPage,
    },
    session::SignedIn,
};

/// What hosts take away from a gathering's plan: sheets, files, a link on a card.
#[component]
pub fn Paper() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere /> }.into_any();
    view! {
        <Frame beside>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("/h/paper") view=HostByLink>
                    <PaperScreens />
                </ParentRoute>
                <ParentRoute path=path!("/events/:event_id/paper") view=HostBySession>
                    <PaperScreens />
                </ParentRoute>
            </Routes>
        </Frame>
    }
    .into_any()
}

/// What lies below the address.
#[component(transparent)]
fn PaperScreens() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/") view=PaperPage />
            <Route path=path!("/teams") view=TeamSheetsPage />
            <Route path=path!("/days") view=DaySheetsPage />
            <Route path=path!("/links/:person_id") view=LinkCardPage />
        </ParentRoute>
    }
    .into_inner()
}
