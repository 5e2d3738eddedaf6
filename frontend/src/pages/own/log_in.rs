use gather_wire::{LogIn, ProblemCode, SecretText};
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
    let on_to = move |page: &'static str| move || way_back::past(page, back.get().as_ref());
    let was_refused = Memo::new(move |_| {
        doing.error().is_some_and(|it| it.code() == Some(ProblemCode::InvalidCredentials))
    });
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
            <div class="stack tight">
                <p>"Forgotten the password? "<a class="back" href=on_to("/forgot")>"Choose a new one"</a></p>
                <Show when=move || was_refused.get()>
                    <p>
                        "Never confirmed the address? "
                        <a class="back" href=on_to("/verify")>"Have the link sent again"</a>
                    </p>
                </Show>
                <p>"No account yet? "<a class="back" href=on_to("/signup")>"Create one"</a></p>
            </div>
        </div>
    }
    .into_any()
}
