use leptos::prelude::*;

use crate::{components::dynamic, session::SignedIn, words};

/// That invitations wait, with the way there. Nothing where none does.
#[component]
pub fn InvitationsWait() -> impl IntoView {
    let who = SignedIn::find();
    let waiting = Memo::new(move |_| who.waits().map_or(0, |badge| badge.actionable));
    dynamic(move || {
        let count = u64::try_from(waiting.get()).unwrap_or_default();
        (count > 0).then(|| {
            view! {
                <div class="notice row" data-tone="warn">
                    <p>{words::say_waiting(count)}"."</p>
                    <a class="button push" href="/invitations">"My invitations"</a>
                </div>
            }
        })
    })
    .into_any()
}
