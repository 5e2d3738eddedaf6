use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    app::Frame,
    pages::{HomePage, NotFoundPage},
};

/// Accounts, one's own gatherings, and whatever has no other door.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <Frame>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage />
            </Routes>
        </Frame>
    }
    .into_any()
}
