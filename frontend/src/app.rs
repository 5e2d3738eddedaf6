use leptos::prelude::*;
use leptos_router::components::Router;

use crate::{
    browser,
    components::{Icon, Reload, Shape, ToastStand, Toasts, dynamic, watch_navigation},
    session::SignedIn,
};

/// What is the same behind every door: landmarks, and where changes are reported.
#[component]
pub fn Frame(
    /// The door's routes.
    children: Children,
) -> impl IntoView {
    Reload::provide();
    let toasts = Toasts::provide();
    let who = SignedIn::provide();

    view! {
        <Router>
            <Landmarks toasts who>{children()}</Landmarks>
        </Router>
    }
    .into_any()
}

#[component]
fn Landmarks(toasts: Toasts, who: SignedIn, children: Children) -> impl IntoView {
    watch_navigation();

    view! {
        // A button, not a link: a link would have to replace the fragment, which is the secret.
        <button type="button" class="button skip" on:click=move |_| browser::focus("heading")>
            "Skip to content"
        </button>
        <header class="masthead row">
            <p class="wordmark"><Icon shape=Shape::Sprig />"Gather"</p>
            {dynamic(move || who.account().map(|account| view! {
                <nav class="row push" aria-label="Account">
                    <a class="tab" href="/events">"My gatherings"</a>
                    <a class="tab" href="/account">
                        <span class="visually-hidden">"Account of "</span>{account.display_name}
                    </a>
                </nav>
            }))}
        </header>
        <main>
            {children()}
        </main>
        <ToastStand toasts />
    }
    .into_any()
}
