use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::{WhoIsHere, bell},
    pages::{
        DaySheetsPage, HistoryPage, HostByLink, HostBySession, LinkCardPage, LinksPage,
        NotFoundPage, PaperPage, PeoplePage, TeamSheetsPage,
    },
    session::SignedIn,
};

/// Whom a host reaches, and how: who has confirmed, everybody's link, what is printed; and what
/// happened.
#[component]
pub fn People() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere bell /> }.into_any();
    view! {
        <Frame beside>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("/h") view=HostByLink>
                    <PeopleScreens />
                </ParentRoute>
                <ParentRoute path=path!("/events/:event_id") view=HostBySession>
                    <PeopleScreens />
                </ParentRoute>
            </Routes>
        </Frame>
    }
    .into_any()
}

/// What lies below a host's address.
#[component(transparent)]
fn PeopleScreens() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/people") view=PeoplePage />
            <Route path=path!("/links") view=LinksPage />
            <Route path=path!("/audit") view=HistoryPage />
            <Route path=path!("/paper") view=PaperPage />
            <Route path=path!("/paper/teams") view=TeamSheetsPage />
            <Route path=path!("/paper/days") view=DaySheetsPage />
            <Route path=path!("/paper/links/:person_id") view=LinkCardPage />
        </ParentRoute>
    }
    .into_inner()
}
