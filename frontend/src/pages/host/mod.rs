//! `/h#…`.
use leptos::prelude::*;
/// Stub.
#[component]
pub fn HostPages() -> impl IntoView { "soon" }
