use leptos::prelude::*;

use super::PageHeading;
use crate::{
    api::ApiError,
    link::Secret,
    words::{self, DeadLink, Reader},
};

/// The page that is shown when a screen cannot load what it needs.
#[component]
pub fn LoadFailed(
    /// What happened.
    error: ApiError,
    /// The link that was used.
    #[prop(optional_no_strip)]
    link: Option<Secret>,
    /// Tries again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let dead = error.code().and_then(|code| words::dead_link(code, link.as_ref()));
    match dead {
        Some(dead) => view! { <DeadLinkPage dead /> }.into_any(),
        None => view! {
            <section class="page stack failed">
                <PageHeading title="Not loaded">"This page could not be loaded"</PageHeading>
                <p role="alert">{words::failure(&error, &Reader::Coordinator)}</p>
                <div class="row">
                    <button
                        type="button"
                        class="button"
                        data-kind="primary"
                        on:click=move |_| retry.run(())
                    >
                        "Try again"
                    </button>
                </div>
            </section>
        }
        .into_any(),
    }
}

/// The page of a link that opens nothing here.
#[component]
pub fn DeadLinkPage(
    /// What to say.
    dead: DeadLink,
) -> impl IntoView {
    view! {
        <section class="page stack failed">
            <PageHeading title="Link">{dead.title}</PageHeading>
            <p role="alert">{dead.text}</p>
            {dead.rather.map(|address| view! {
                <div class="row">
                    <a class="button" data-kind="primary" href=address>"Open it where it works"</a>
                </div>
            })}
        </section>
    }
    .into_any()
}
