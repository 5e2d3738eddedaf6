use leptos::{prelude::*, task::spawn_local};

use crate::{
    api,
    components::{Loading, Phase},
    credential::Credential,
};

/// Tells the server, once per page load, that a person opened the link. Whether that arrives does
/// not matter to them, so nobody waits for it or hears of it.
pub fn mark_opened_once<T: PartialEq + Send + Sync + 'static>(
    screen: Loading<T>,
    by: StoredValue<Credential>,
) {
    Effect::new(move |done: Option<bool>| {
        let loaded = matches!(screen.phase(), Phase::There { .. });
        if loaded
            && done != Some(true)
            && let Credential::Link(link) = by.get_value()
        {
            spawn_local(async move {
                let _ = api::mark_opened(&link).await;
            });
        }
        loaded || done == Some(true)
    });
}
