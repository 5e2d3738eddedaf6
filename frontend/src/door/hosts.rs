use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::{WhoIsHere, bell},
    pages::{AdminPage, HostsPage, InvitesPage, ListedEventsPage, NotFoundPage},
    session::SignedIn,
};

/// Who runs a gathering, and what admins see of all of them.
#[component]
pub fn Hosts() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere bell /> }.into_any();
    view! {
        <Frame beside>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/events/:event_id/hosts") view=HostsPage />
                <Route path=path!("/admin") view=AdminPage />
                <Route path=path!("/admin/events") view=ListedEventsPage />
                <Route path=path!("/admin/invites") view=InvitesPage />
            </Routes>
        </Frame>
    }
    .into_any()
}
