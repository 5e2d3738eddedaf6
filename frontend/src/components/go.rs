use leptos::prelude::*;

use crate::session::use_address;

/// A link within the app. It carries the fragment along, which the router's own does not.
#[component]
pub fn Go(
    /// Path and query.
    #[prop(into)]
    to: Signal<String>,
    /// How it looks: a class of `components.css`.
    #[prop(optional, into)]
    class: Option<&'static str>,
    /// Whether it leads to where we are.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let address = use_address(move || to.get());
    view! {
        <a class=class href=address aria-current=move || current.get().then_some("page")>
            {children()}
        </a>
    }
    .into_any()
}
