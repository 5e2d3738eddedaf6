use gather_wire::ProblemCode;
use leptos::prelude::*;

use super::PageHeading;
use crate::{
    api::ApiError,
    browser,
    credential::Credential,
    way_back::{self, WayBack},
    words::{self, DeadLink, Reader},
};

/// The page that is shown when a screen cannot load what it needs.
#[component]
pub fn LoadFailed(
    /// What happened.
    error: ApiError,
    /// What was asked with, where it is a gathering.
    #[prop(optional_no_strip)]
    by: Option<Credential>,
    /// Tries again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let dead = match (&by, error.code()) {
        (Some(Credential::Link(link)), Some(code)) => words::dead_link(code, Some(link)),
        (Some(Credential::Session { .. }), Some(code)) => words::not_ones_own(code),
        _ => None,
    };
    let is_by_link = by.is_some_and(|by| by.link().is_some());
    match (dead, error.code()) {
        (_, Some(ProblemCode::Unauthenticated)) if !is_by_link => {
            view! { <SignInFirst /> }.into_any()
        }
        (Some(dead), _) => view! { <DeadLinkPage dead /> }.into_any(),
        (None, _) => view! {
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

/// Leads to the sign-in page, and from there back to here.
#[component]
pub fn SignInFirst() -> impl IntoView {
    let to = way_back::past("/login", WayBack::here().as_ref());
    browser::go_instead_to(&to);
    view! {
        <section class="page stack">
            <PageHeading title="Sign in">"Please sign in"</PageHeading>
            <p>"You are not signed in, or not any more."</p>
            <div class="row">
                <a class="button" data-kind="primary" href=to>"Sign in"</a>
            </div>
        </section>
    }
    .into_any()
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
            {dead.rather.map(|(says, address)| view! {
                <div class="row">
                    <a class="button" data-kind="primary" href=address>{says}</a>
                </div>
            })}
        </section>
    }
    .into_any()
}
