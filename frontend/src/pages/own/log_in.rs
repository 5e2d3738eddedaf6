use gather_wire::{LogIn, SecretText};
use leptos::prelude::*;

use crate::{
    api,
    components::{Doing, Form, PageHeading, PasswordField, TextField},
    session::{SignedIn, use_way_back},
    way_back,
};

/// `/login`: signing in, and on to where one wanted to go.
#[component]
pub fn LogInPage() -> impl IntoView {
    let back = use_way_back();
    let doing = Doing::new();
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |()| {
        let body =
            LogIn { email: email.get_untracked(), password: SecretText(password.get_untracked()) };
        let to = back.get_untracked();
        doing.run(async move { api::log_in(&body).await }, move |_| SignedIn::go_on(to.as_ref()));
    };
    let sign_up = move || way_back::past("/signup", back.get().as_ref());
    view! {
        <div class="page narrow">
            <header class="stack tight">
                <PageHeading title="Sign in">"Sign in"</PageHeading>
                <p class="soft">"For hosts. Guests need no account: their link is enough."</p>
            </header>
            <div class="card">
                <Form doing labels=&[] submit="Sign in" send>
                    <TextField
                        label="E-mail"
                        value=email
                        kind="email"
                        input_mode="email"
                        autocomplete="username"
                        required=true
                    />
                    <PasswordField label="Password" value=password autocomplete="current-password" />
                </Form>
            </div>
            <p>"No account yet? "<a class="back" href=sign_up>"Create one"</a></p>
        </div>
    }
    .into_any()
}
