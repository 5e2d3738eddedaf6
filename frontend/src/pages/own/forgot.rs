use leptos::prelude::*;

use super::by_mail::{AskByMail, Wanted};
use crate::{components::PageHeading, session::use_way_back, way_back};

/// `/forgot`: a link by which to choose a new password, asked for with the address alone.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let back = use_way_back();
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
    let below = Callback::new(move |()| {
        let log_in = move || way_back::past("/login", back.get().as_ref());
        view! { <p>"It came back to you? "<a class="back" href=log_in>"Sign in"</a></p> }.into_any()
    });
    view! {
        <div class="page narrow">
            <AskByMail wanted=Wanted::Password back intro below />
        </div>
    }
    .into_any()
}
