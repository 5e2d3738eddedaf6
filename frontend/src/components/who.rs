use gather_wire::AccountRole;
use leptos::prelude::*;

use super::dynamic;
use crate::session::SignedIn;

/// Who is signed in, and the ways to what is theirs. Nothing while that is not known.
#[component]
pub fn WhoIsHere(
    /// The way to what they are told, where the door has it.
    #[prop(optional)]
    bell: Option<fn() -> AnyView>,
) -> impl IntoView {
    let who = SignedIn::find();
    dynamic(move || {
        who.account().map(|account| {
            view! {
                <nav class="who push" aria-label="Account">
                    <a class="tab" href="/events">"My gatherings"</a>
                    {(account.role == AccountRole::Admin)
                        .then(|| view! { <a class="tab" href="/admin">"Admin"</a> })}
                    {bell.map(|bell| bell())}
                    <a class="tab" href="/account">
                        <span class="visually-hidden">"Account of "</span>
                        {account.display_name}
                    </a>
                </nav>
            }
        })
    })
    .into_any()
}
