use gather_wire::{Account, EditAccount};
use leptos::prelude::*;

use super::{
    address::{ADDRESS, Address},
    delete_account::{AccountGone, DeleteAccount},
    password::PasswordForm,
    sessions::SessionList,
};
use crate::{
    api,
    components::{
        ActButton, Changes, Doing, Form, Loaded, Loading, PageHeading, Refusal, Reload, TextField,
        dynamic,
    },
    pages::skeleton::skeleton,
    session::SignedIn,
    words::Reader,
};

/// `/account`: one's name, address, password, where one is signed in, and the way out.
#[component]
pub fn AccountPage() -> impl IntoView {
    let gone = RwSignal::new(false);
    dynamic(move || {
        if gone.get() {
            view! { <AccountGone /> }.into_any()
        } else {
            view! { <There gone /> }.into_any()
        }
    })
    .into_any()
}

#[component]
fn There(gone: RwSignal<bool>) -> impl IntoView {
    let reload = Reload::find();
    let from = Loading::new(move || {
        reload.track();
        api::account()
    });
    let page = move |account| view! { <Own account gone /> }.into_any();
    view! { <Loaded from skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn Own(account: RwSignal<Account>, gone: RwSignal<bool>) -> impl IntoView {
    let email = Signal::derive(move || account.with(|account| account.email.clone()));
    let leaving = Doing::new();
    let log_out = move |()| leaving.run(api::log_out(), |()| SignedIn::leave());
    view! {
        <div class="page narrow">
            <header class="stack tight">
                <p class="small"><a class="back" href="/events">"← My gatherings"</a></p>
                <PageHeading title="Account">"Account"</PageHeading>
                <p class="soft">"Signed in as "<strong class="address">{dynamic(move || email.get())}</strong></p>
            </header>
            <section class="card" aria-labelledby="name">
                <h2 id="name">"Your name"</h2>
                <NameForm account />
            </section>
            <section class="card" aria-labelledby=ADDRESS>
                <h2 id=ADDRESS tabindex="-1">"Your address"</h2>
                <Address account />
            </section>
            <section class="card" aria-labelledby="password">
                <h2 id="password">"Password"</h2>
                <PasswordForm email />
            </section>
            <section class="card" aria-labelledby="mails">
                <h2 id="mails">"What reaches you"</h2>
                <p>"Which mails you get, and whether others may invite you."</p>
                <div class="row">
                    <a class="button" href="/account/mails">"Mails and invitations"</a>
                </div>
            </section>
            <section class="card" aria-labelledby="sessions">
                <h2 id="sessions">"Where you are signed in"</h2>
                <SessionList />
            </section>
            <div class="row">
                <ActButton busy=Signal::derive(move || leaving.is_pending()) act=log_out>
                    "Sign out"
                </ActButton>
                <Refusal doing=leaving reader=Signal::stored(Reader::Host) />
            </div>
            <section class="card" aria-labelledby="deletion">
                <h2 id="deletion">"Delete your account"</h2>
                <DeleteAccount email gone />
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn NameForm(account: RwSignal<Account>) -> impl IntoView {
    let (changes, who) = (Changes::find(), SignedIn::find());
    let doing = Doing::new();
    let name = RwSignal::new(account.with_untracked(|account| account.display_name.clone()));
    let rename = |name: String| async move {
        let change = EditAccount { display_name: Some(name), ..EditAccount::default() };
        api::edit_account(&change).await
    };
    let send = move |()| {
        let before = account.with_untracked(|account| account.display_name.clone());
        doing.run(rename(name.get_untracked()), move |now: Account| {
            name.try_set(now.display_name.clone());
            who.note(&now);
            changes.report("Your name is saved.", Reader::Host, move || {
                let before = before.clone();
                async move {
                    let now = rename(before).await?;
                    name.try_set(now.display_name.clone());
                    who.note(&now);
                    Ok(())
                }
            });
        });
    };
    let wrong = doing.wrong("/display_name");
    view! {
        <Form doing labels=&[("/display_name", "Your name")] submit="Save name" send>
            <TextField
                label="What your guests call you"
                value=name
                error=wrong
                autocomplete="name"
                required=true
                max_length=120
            />
        </Form>
    }
    .into_any()
}
