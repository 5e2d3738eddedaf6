use leptos::prelude::*;

use super::mailed_link::{DeadHeading, MailedLink, OpenLink};
use crate::{
    api,
    components::{Doing, Form, PageHeading, PasswordField, dynamic, focus_heading},
    link::Kind,
    session::SignedIn,
    way_back::{self, WayBack},
    words::DeadLink,
};

/// `/reset#…`: a new password, by a link from a mail or from whoever runs the server.
#[component]
pub fn ResetPage() -> impl IntoView {
    let done = RwSignal::new(false);
    let page = Callback::new(move |link: OpenLink| {
        dynamic(move || {
            if done.get() {
                view! { <Done back=link.back().cloned() /> }.into_any()
            } else {
                view! { <Choose link=link.clone() done /> }.into_any()
            }
        })
        .into_any()
    });
    let dead = Callback::new(|(dead, back): (DeadLink, Option<WayBack>)| {
        let on_to = |page| way_back::past(page, back.as_ref());
        view! {
            <DeadHeading dead />
            <div class="row">
                <a class="button" href=on_to("/forgot")>"Have a link sent"</a>
                <a class="button" data-kind="quiet" href=on_to("/login")>"Sign in"</a>
            </div>
        }
        .into_any()
    });
    view! { <MailedLink kind=Kind::ResetPassword page dead /> }.into_any()
}

#[component]
fn Choose(link: OpenLink, done: RwSignal<bool>) -> impl IntoView {
    let who = SignedIn::find();
    let doing = Doing::new();
    let password = RwSignal::new(String::new());
    let send = move |()| {
        let (link, password) = (link.clone(), password.get_untracked());
        let secret = link.secret().clone();
        let call = async move { api::reset_password(&secret, password).await };
        let set = move |()| {
            // If it was theirs, the session of this browser is over, too.
            who.ask_again();
            done.try_set(true);
            request_animation_frame(focus_heading);
        };
        doing.run_or(call, set, move |error| link.note(error));
    };
    let wrong = doing.wrong("/password");
    view! {
        <header class="stack tight">
            <PageHeading title="New password">"Choose a new password"</PageHeading>
            <p class="soft">"It ends every session of your account, on every device."</p>
        </header>
        <div class="card">
            <Form doing labels=&[("/password", "New password")] submit="Set the password" send>
                <PasswordField
                    label="New password"
                    hint="At least 8 characters. A few unrelated words make a good one."
                    value=password
                    error=wrong
                    autocomplete="new-password"
                />
            </Form>
        </div>
    }
    .into_any()
}

#[component]
fn Done(back: Option<WayBack>) -> impl IntoView {
    let log_in = way_back::past("/login", back.as_ref());
    view! {
        <header class="stack tight">
            <PageHeading title="New password">"Your password is changed"</PageHeading>
            <p>"You are signed out everywhere. Sign in with the new one."</p>
        </header>
        <div class="row">
            <a class="button" data-kind="primary" href=log_in>"Sign in"</a>
        </div>
    }
    .into_any()
}
