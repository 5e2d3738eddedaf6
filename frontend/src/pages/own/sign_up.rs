use gather_wire::{Account, SecretText, SignUp};
use leptos::prelude::*;

use super::by_mail::{LookAtMail, Wanted};
use crate::{
    api,
    components::{Doing, Form, PageHeading, PasswordField, TextField, dynamic, focus_heading},
    session::{SignedIn, use_way_back},
    way_back::{self, WayBack},
    words,
};

/// `/signup`: an account, and on to where one wanted to go; past one's mail, where that works.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let back = use_way_back();
    let typed = Typed::nothing();
    let is_mailed = RwSignal::new(false);
    let other = Callback::new(move |()| {
        is_mailed.set(false);
        request_animation_frame(focus_heading);
    });
    view! {
        <div class="page narrow">
            {dynamic(move || if is_mailed.get() {
                view! { <LookAtMail wanted=Wanted::Account back email=typed.email other /> }.into_any()
            } else {
                view! { <SignUpForm typed back is_mailed /> }.into_any()
            })}
        </div>
    }
    .into_any()
}

/// What is in the form. It stays while somebody looks at their mail: they may come back.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    email: RwSignal<String>,
    password: RwSignal<String>,
}

impl Typed {
    fn nothing() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { name: empty(), email: empty(), password: empty() }
    }
}

#[component]
fn SignUpForm(
    typed: Typed,
    back: Memo<Option<WayBack>>,
    is_mailed: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let Typed { name, email, password } = typed;
    let send = move |()| {
        let to = back.get_untracked();
        let body = SignUp {
            email: email.get_untracked(),
            display_name: name.get_untracked(),
            password: SecretText(password.get_untracked()),
            // The mail carries it: it may be opened on another device.
            redirect: to.as_ref().map(|to| SecretText(to.as_str().to_owned())),
        };
        doing.run(async move { api::sign_up(&body).await }, move |entered: Option<Account>| {
            if entered.is_some() {
                SignedIn::go_on(to.as_ref());
                return;
            }
            is_mailed.try_set(true);
            request_animation_frame(focus_heading);
        });
    };
    let log_in = move || way_back::past("/login", back.get().as_ref());
    view! {
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
                    says=words::signing_up_failure
                    send
                >
                    <TextField
                        label="Your name"
                        hint="Your guests see it."
                        value=name
                        error=doing.wrong("/display_name")
                        autocomplete="name"
                        required=true
                        max_length=120
                    />
                    <TextField
                        label="E-mail"
                        value=email
                        error=doing.wrong("/email")
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
                        error=doing.wrong("/password")
                        autocomplete="new-password"
                    />
                </Form>
            </div>
            <p>"You have an account? "<a class="back" href=log_in>"Sign in"</a></p>
    }
    .into_any()
}
