use gather_wire::{SecretText, SignUp};
use leptos::prelude::*;

use crate::{
    api,
    components::{Doing, Form, PageHeading, PasswordField, TextField},
    session::{SignedIn, use_way_back},
    way_back,
};

/// `/signup`: an account, and on to where one wanted to go.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let back = use_way_back();
    let doing = Doing::new();
    let name = RwSignal::new(String::new());
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |()| {
        let body = SignUp {
            email: email.get_untracked(),
            display_name: name.get_untracked(),
            password: SecretText(password.get_untracked()),
        };
        let to = back.get_untracked();
        doing.run(async move { api::sign_up(&body).await }, move |_| SignedIn::go_on(to.as_ref()));
    };
    let wrong = move |path: &'static str| {
        Signal::derive(move || doing.error().and_then(|error| error.for_field(path)))
    };
    let log_in = move || way_back::past("/login", back.get().as_ref());
    view! {
        <div class="page narrow">
            <header class="stack tight">
                <PageHeading title="Create account">"Create an account"</PageHeading>
                <p class="soft">"It takes a minute. Only hosts need one."</p>
            </header>
            <div class="card">
                <Form
                    doing
                    labels=&[
                        ("/display_name", "Your name"),
                        ("/email", "E-mail"),
                        ("/password", "Password"),
                    ]
                    submit="Create account"
                    send
                >
                    <TextField
                        label="Your name"
                        hint="Your guests see it."
                        value=name
                        error=wrong("/display_name")
                        autocomplete="name"
                        required=true
                        max_length=120
                    />
                    <TextField
                        label="E-mail"
                        value=email
                        error=wrong("/email")
                        kind="email"
                        input_mode="email"
                        autocomplete="username"
                        required=true
                        max_length=254
                    />
                    <PasswordField
                        label="Password"
                        hint="At least 8 characters. A few unrelated words make a good one."
                        value=password
                        error=wrong("/password")
                        autocomplete="new-password"
                    />
                </Form>
            </div>
            <p>"You have an account? "<a class="back" href=log_in>"Sign in"</a></p>
        </div>
    }
    .into_any()
}
