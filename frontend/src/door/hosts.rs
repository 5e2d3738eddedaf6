use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::{WhoIsHere, bell},
    pages::{HostsPage, NotFoundPage},
    session::SignedIn,
};

/// Who runs a gathering.
#[component]
pub fn Hosts() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere bell /> }.into_any();
    view! {
        <Frame beside>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/events/:event_id/hosts") view=HostsPage />
            </Routes>
        </Frame>
    }
    .into_any()
}
