use gather_wire::{Event, EventStatus, OwnEvent, Page};
use leptos::prelude::*;

use crate::{
    api,
    components::{
        ActButton, Dialog, Doing, Form, Loading, Look, PageHeading, PasswordField, Phase, dynamic,
        focus_heading,
    },
    session::SignedIn,
    words::{self, Reader},
};

/// Deletes one's account, and says before what becomes of what one runs.
#[component]
pub fn DeleteAccount(
    /// The address that password managers keep the password with.
    email: Signal<String>,
    /// Whether it is gone.
    gone: RwSignal<bool>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <p class="soft">"Your gatherings pass to whoever runs them with you."</p>
        <div class="row">
            <ActButton act=move |()| open.set(true)>"Delete account…"</ActButton>
        </div>
        <Dialog open title="Delete your account?".to_owned()>
            <Ask email open gone />
        </Dialog>
    }
    .into_any()
}

#[component]
fn Ask(email: Signal<String>, open: RwSignal<bool>, gone: RwSignal<bool>) -> impl IntoView {
    let who = SignedIn::find();
    let doing = Doing::new();
    let password = RwSignal::new(String::new());
    let send = move |()| {
        doing.run(api::delete_account(password.get_untracked()), move |()| {
            open.try_set(false);
            gone.try_set(true);
            who.forget();
            request_animation_frame(focus_heading);
        });
    };
    let wrong = doing.wrong("/current_password");
    view! {
        <p>
            "You are signed out everywhere, and nobody can sign in with "
            <strong class="address">{move || email.get()}</strong>
            " any more. Your name stays in the plans that you are in. This cannot be taken back."
        </p>
        <WhatBecomes />
        <Form
            doing
            labels=&[("/current_password", "Your password")]
            submit="Delete my account"
            look=Look::Danger
            cancel=Callback::new(move |()| open.set(false))
            says=words::deleting_failure
            send
        >
            <input type="text" autocomplete="username" hidden readonly prop:value=email />
            <PasswordField
                label="Your password"
                value=password
                error=wrong
                autocomplete="current-password"
            />
        </Form>
    }
    .into_any()
}

/// What becomes of the gatherings that somebody runs.
#[component]
fn WhatBecomes() -> impl IntoView {
    let from = Loading::new(|| api::own_events(None, None, None));
    dynamic(move || match from.phase() {
        Phase::Waiting => view! { <p role="status">"Looking at your gatherings…"</p> }.into_any(),
        Phase::Failed(error) => {
            view! { <p role="alert">{words::failure(&error, &Reader::Host)}</p> }.into_any()
        }
        Phase::There { .. } => {
            from.value().map(|page| view! { <Fate page=page.get_untracked() /> }).into_any()
        }
    })
    .into_any()
}

#[component]
fn Fate(page: Page<OwnEvent>) -> impl IntoView {
    if page.items.is_empty() {
        return ().into_any();
    }
    let is_more = page.next_cursor.is_some();
    let name = |event: Event| match event.status {
        EventStatus::Draft => format!("{}, a draft", event.name),
        EventStatus::Complete => format!("{}, finished", event.name),
        EventStatus::Confirming | EventStatus::Frozen => event.name,
    };
    let names: Vec<_> =
        page.items.into_iter().map(|own| view! { <li>{name(own.event)}</li> }).collect();
    view! {
        <div class="notice stack tight" data-tone="warn">
            <p>"You run:"</p>
            <ul class="dashes">
                {names}
                {is_more.then(|| view! { <li>"and more"</li> })}
            </ul>
            <p>
                "Each passes to whoever has run it with you for longest. One that you run alone has \
                 no host any more: its people keep their links, but nobody can change its plan as a \
                 whole, freeze or finish it."
            </p>
            <p>
                "Is there a draft that nobody needs? Delete it first, in "
                <a class="back" href="/events">"My gatherings"</a>
            </p>
        </div>
    }
    .into_any()
}

/// The account is gone, and whoever had it still looks at the page.
#[component]
pub fn AccountGone() -> impl IntoView {
    view! {
        <div class="page narrow">
            <header class="stack tight">
                <PageHeading title="Account deleted">"Your account is deleted"</PageHeading>
                <p>
                    "You are signed out everywhere. The links by which others have asked you to bring \
                     something work as before."
                </p>
            </header>
            <div class="row">
                <a class="button" data-kind="primary" href="/">"To the start"</a>
            </div>
        </div>
    }
    .into_any()
}
