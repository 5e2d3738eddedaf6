use leptos::prelude::*;
/// Stub.
#[component]
pub fn TeamPage() -> impl IntoView { "soon" }
