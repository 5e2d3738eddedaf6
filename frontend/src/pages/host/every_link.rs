use gather_wire::Links;
use leptos::prelude::*;

use super::shell::Hosting;
use crate::{
    api,
    components::{Loaded, Loading, Reload},
    pages::skeleton::wide_skeleton,
};

/// A page that hands out links. It asks for all of them anew only when something has changed: each
/// time is noted in the history.
#[component]
pub fn EveryLink(
    /// The gathering.
    hosting: Hosting,
    /// The page.
    page: Callback<RwSignal<Links>, AnyView>,
) -> impl IntoView {
    let reload = Reload::find();
    let from = Loading::new(move || {
        reload.track_changes();
        let by = hosting.by.get_value();
        async move { api::links(&by, hosting.event_id).await }
    });
    view! { <Loaded from by=hosting.by skeleton=wide_skeleton page /> }.into_any()
}
