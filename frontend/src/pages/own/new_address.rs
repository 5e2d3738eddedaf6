use gather_wire::Account;
use leptos::prelude::*;

use super::mailed_link::{DeadHeading, MailedLink, OpenLink};
use crate::{
    api,
    components::{Doing, Form, PageHeading, PasswordField, dynamic, focus_heading},
    link::Kind,
    session::SignedIn,
    way_back::WayBack,
    words::{self, DeadLink},
};

/// `/email#…`: somebody wants another address, and opened the link that went there.
#[component]
pub fn NewAddressPage() -> impl IntoView {
    let changed = RwSignal::new(None::<Account>);
    let page = Callback::new(move |link: OpenLink| {
        dynamic(move || match changed.get() {
            Some(account) => view! { <Changed account /> }.into_any(),
            None => view! { <Change link=link.clone() changed /> }.into_any(),
        })
        .into_any()
    });
    let dead = Callback::new(|(dead, _): (DeadLink, Option<WayBack>)| {
        view! {
            <DeadHeading dead />
            <p>"Which address do you have? "<a class="back" href="/account">"Look at your account"</a></p>
        }
        .into_any()
    });
    view! { <MailedLink kind=Kind::ChangeEmail page dead /> }.into_any()
}

#[component]
fn Change(link: OpenLink, changed: RwSignal<Option<Account>>) -> impl IntoView {
    let who = SignedIn::find();
    let doing = Doing::new();
    let password = RwSignal::new(String::new());
    let send = move |()| {
        let (link, password) = (link.clone(), password.get_untracked());
        let secret = link.secret().clone();
        let call = async move { api::verify_email(&secret, password).await };
        let done = move |account: Account| {
            who.note(&account);
            changed.try_set(Some(account));
            request_animation_frame(focus_heading);
        };
        doing.run_or(call, done, move |error| link.note(error));
    };
    view! {
        <header class="stack tight">
            <PageHeading title="New address">"Use your new address"</PageHeading>
            <p class="soft">
                "Enter your password. From then on mails come to this address, and you sign in with \
                 it."
            </p>
        </header>
        <div class="card">
            <Form doing labels=&[] submit="Use this address" says=words::address_failure send>
                <PasswordField label="Password" value=password autocomplete="current-password" />
            </Form>
        </div>
    }
    .into_any()
}

#[component]
fn Changed(account: Account) -> impl IntoView {
    view! {
        <header class="stack tight">
            <PageHeading title="New address">"Your address is changed"</PageHeading>
            <p>
                "Mails go to "<strong class="address">{account.email}</strong>" now, and you sign in \
                 with it."
            </p>
        </header>
        <div class="row">
            <a class="button" data-kind="primary" href="/events">"My gatherings"</a>
            <a class="button" href="/account">"Account"</a>
        </div>
    }
    .into_any()
}
