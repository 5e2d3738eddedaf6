use leptos::prelude::*;

use super::by_mail::{AskByMail, Wanted};
use crate::components::PageHeading;

/// `/forgot`: a link by which to choose a new password, asked for with the address alone.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let intro = Callback::new(|()| {
        view! {
            <header class="stack tight">
                <PageHeading title="Forgotten password">"Forgotten your password?"</PageHeading>
                <p class="soft">
                    "Say with which address you sign in. By the link that comes there you choose a \
                     new password."
                </p>
            </header>
        }
        .into_any()
    });
    let below = Callback::new(|()| {
        view! { <p>"It came back to you? "<a class="back" href="/login">"Sign in"</a></p> }
            .into_any()
    });
    view! {
        <div class="page narrow">
            <AskByMail wanted=Wanted::Password intro below />
        </div>
    }
    .into_any()
}
