use leptos::prelude::*;

use super::{
    by_mail::{AskByMail, Wanted},
    mailed_link::{DeadHeading, MailedLink, OpenLink},
};
use crate::{
    api,
    components::{Doing, Form, PageHeading, PasswordField},
    link::Kind,
    session::SignedIn,
    way_back::{self, WayBack},
    words::{self, DeadLink},
};

/// `/verify#…`: somebody signed up, and opened the link from the mail; on whatever device.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let page = Callback::new(|link| view! { <Confirm link /> }.into_any());
    let dead = Callback::new(|(dead, back): (DeadLink, Option<WayBack>)| {
        let intro = Callback::new(move |()| view! { <DeadHeading dead=dead.clone() /> }.into_any());
        let log_in = way_back::past("/login", back.as_ref());
        let below = Callback::new(move |()| {
            view! { <p>"Confirmed already? "<a class="back" href=log_in.clone()>"Sign in"</a></p> }
                .into_any()
        });
        view! { <AskByMail wanted=Wanted::Confirmation back=Signal::stored(back) intro below /> }
            .into_any()
    });
    view! { <MailedLink kind=Kind::VerifyEmail page dead /> }.into_any()
}

#[component]
fn Confirm(link: OpenLink) -> impl IntoView {
    let doing = Doing::new();
    let password = RwSignal::new(String::new());
    let forgot = way_back::past("/forgot", link.back());
    let send = move |()| {
        let (link, password) = (link.clone(), password.get_untracked());
        let (secret, back) = (link.secret().clone(), link.back().cloned());
        let call = async move { api::verify_email(&secret, password).await };
        let entered = move |_| SignedIn::go_on(back.as_ref());
        doing.run_or(call, entered, move |error| link.note(error));
    };
    view! {
        <header class="stack tight">
            <PageHeading title="Confirm your address">"Confirm your address"</PageHeading>
            <p class="soft">
                "Enter the password that you chose when you signed up. Then you are signed in."
            </p>
        </header>
        <div class="card">
            <Form
                doing
                labels=&[]
                submit="Confirm and sign in"
                says=words::confirming_failure
                send
            >
                <PasswordField label="Password" value=password autocomplete="current-password" />
            </Form>
        </div>
        <p>"Forgotten it? "<a class="back" href=forgot>"Choose a new one"</a></p>
    }
    .into_any()
}
