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
    words::{self, DeadLink},
};

/// `/verify#…`: somebody signed up, and opened the link from the mail; on whatever device.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let page = Callback::new(|link| view! { <Confirm link /> }.into_any());
    let dead = Callback::new(|dead: DeadLink| {
        let intro = Callback::new(move |()| view! { <DeadHeading dead=dead.clone() /> }.into_any());
        view! { <AskByMail wanted=Wanted::Confirmation intro below=Callback::new(sign_in) /> }
            .into_any()
    });
    view! { <MailedLink kind=Kind::VerifyEmail page dead /> }.into_any()
}

#[component]
fn Confirm(link: OpenLink) -> impl IntoView {
    let doing = Doing::new();
    let password = RwSignal::new(String::new());
    let send = move |()| {
        let (link, password) = (link.clone(), password.get_untracked());
        let secret = link.secret().clone();
        let call = async move { api::verify_email(&secret, password).await };
        doing.run_or(call, |_| SignedIn::go_on(None), move |error| link.note(error));
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
        <p>"Forgotten it? "<a class="back" href="/forgot">"Choose a new one"</a></p>
    }
    .into_any()
}

fn sign_in((): ()) -> AnyView {
    view! { <p>"Confirmed already? "<a class="back" href="/login">"Sign in"</a></p> }.into_any()
}
