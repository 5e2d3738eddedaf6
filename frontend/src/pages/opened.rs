use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, ApiError},
    link::Secret,
};

/// Tells the server, once per page load, that a person opened the link. Whether that arrives does
/// not matter to them, so nobody waits for it or hears of it.
pub fn mark_opened_once<T: Send + Sync + 'static>(
    screen: LocalResource<Result<T, ApiError>>,
    link: StoredValue<Secret>,
) {
    Effect::new(move |done: Option<bool>| {
        let loaded = screen.with(|answer| matches!(answer, Some(Ok(_))));
        if loaded && done != Some(true) {
            let link = link.get_value();
            spawn_local(async move {
                let _ = api::mark_opened(&link).await;
            });
        }
        loaded || done == Some(true)
    });
}
