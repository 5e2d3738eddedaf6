use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    app::Frame,
    pages::{NotFoundPage, PartPage, TeamPage},
};

/// What participants and coordinators see. Nobody signs in here, and nobody is asked who they are.
#[component]
pub fn Guest() -> impl IntoView {
    view! {
        <Frame>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/p") view=PartPage />
                <Route path=path!("/c") view=TeamPage />
            </Routes>
        </Frame>
    }
    .into_any()
}
