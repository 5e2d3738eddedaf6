use gather_wire::{AccountAddress, ByMail, SecretText};
use leptos::prelude::*;

use crate::{
    api::{self, ApiError},
    browser,
    components::{ActButton, Doing, Form, PageHeading, Refusal, TextField, dynamic, focus_heading},
    time,
    way_back::{self, WayBack},
    words::{self, Reader},
};

/// What a mail was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// An account: the link confirms its address.
    Account,
    /// The same link once more, for whoever lost it.
    Confirmation,
    /// A new password.
    Password,
}

impl Wanted {
    async fn ask(self, email: String, back: Option<WayBack>) -> Result<ByMail, ApiError> {
        let redirect = back.map(|back| SecretText(back.as_str().to_owned()));
        let body = AccountAddress { email, redirect };
        match self {
            Self::Account | Self::Confirmation => api::resend_confirmation(&body).await,
            Self::Password => api::forget_password(&body).await,
        }
    }
}

/// Asks for a mail to an address, and says where to look for it.
#[component]
pub fn AskByMail(
    /// What for.
    wanted: Wanted,
    /// Where they wanted to go; the mail knows it, too.
    #[prop(into)]
    back: Signal<Option<WayBack>>,
    /// What stands above the form, heading included.
    intro: Callback<(), AnyView>,
    /// What stands below it.
    below: Callback<(), AnyView>,
) -> impl IntoView {
    let doing = Doing::new();
    let email = RwSignal::new(String::new());
    let answer = RwSignal::new(None::<ByMail>);
    let send = move |()| {
        doing.run(wanted.ask(email.get_untracked(), back.get_untracked()), move |by_mail| {
            answer.try_set(Some(by_mail));
            request_animation_frame(focus_heading);
        });
    };
    let other = Callback::new(move |()| {
        answer.set(None);
        request_animation_frame(focus_heading);
    });
    dynamic(move || match answer.get() {
        Some(ByMail { mail_works: true }) => {
            view! { <LookAtMail wanted back email other /> }.into_any()
        }
        Some(ByMail { mail_works: false }) => view! { <NoMail wanted back /> }.into_any(),
        None => view! {
            {intro.run(())}
            <div class="card">
                <Form
                    doing
                    labels=&[("/email", "E-mail")]
                    submit="Send the link"
                    says=words::mailing_failure
                    send
                >
                    <EmailField email doing />
                </Form>
            </div>
            {below.run(())}
        }
        .into_any(),
    })
    .into_any()
}

#[component]
fn EmailField(email: RwSignal<String>, doing: Doing) -> impl IntoView {
    let wrong = doing.wrong("/email");
    view! {
        <TextField
            label="E-mail"
            value=email
            error=wrong
            kind="email"
            input_mode="email"
            autocomplete="username"
            required=true
            max_length=254
        />
    }
    .into_any()
}

/// Where the link is, and what to do if it does not come.
#[component]
pub fn LookAtMail(
    /// What it was asked for.
    wanted: Wanted,
    /// Where they wanted to go.
    #[prop(into)]
    back: Signal<Option<WayBack>>,
    /// Where it went.
    #[prop(into)]
    email: Signal<String>,
    /// Goes back to the form, where another address can be typed.
    other: Callback<()>,
) -> impl IntoView {
    let doing = Doing::new();
    let again = RwSignal::new(None::<String>);
    let to = move || view! { <strong class="address">{email.get()}</strong> };
    let ask_again = move |()| {
        doing.run(wanted.ask(email.get_untracked(), back.get_untracked()), move |_| {
            let now = time::clock(browser::now().time());
            again.try_set(Some(format!("Asked for again, {now}. Only the newest link works.")));
        });
    };
    let says = match wanted {
        Wanted::Account => view! {
            <p>
                "We sent a link to "{to}". Open it on any device and enter the password that you \
                 just chose. It works once, for two days."
            </p>
            <p class="soft">
                "If the address has an account already, the mail says so, and how to sign in."
            </p>
        }
        .into_any(),
        Wanted::Confirmation => view! {
            <p>
                "If somebody signed up with "{to}" and has not confirmed it, a link is on its way. \
                 Open it on any device and enter the password that you chose. It works once, for \
                 two days."
            </p>
        }
        .into_any(),
        Wanted::Password => view! {
            <p>
                "If there is an account with "{to}", a link is on its way. Open it on any device \
                 and choose a new password. It works once, for an hour."
            </p>
        }
        .into_any(),
    };
    view! {
        <header class="stack tight">
            <PageHeading title="Look at your mail">"Look at your mail"</PageHeading>
        </header>
        <div class="card">
            {says}
            <p class="soft small">
                "No mail after some minutes? Look among what your mail program took for spam, and at \
                 the address itself."
            </p>
            <div class="row">
                <ActButton busy=Signal::derive(move || doing.is_pending()) act=ask_again>
                    "Send it again"
                </ActButton>
                <button type="button" class="button" data-kind="quiet" on:click=move |_| other.run(())>
                    "Use another address"
                </button>
            </div>
            <p class="said" role="status">{dynamic(move || again.get())}</p>
            <Refusal
                doing
                reader=Signal::stored(Reader::Host)
                says=words::mailing_failure
            />
        </div>
    }
    .into_any()
}

/// Nothing leaves this server: whom to ask instead.
#[component]
fn NoMail(wanted: Wanted, back: Signal<Option<WayBack>>) -> impl IntoView {
    let log_in = move || way_back::past("/login", back.get().as_ref());
    let help = match wanted {
        Wanted::Account | Wanted::Confirmation => {
            "No mails leave this server. Whoever runs it can confirm your address."
        }
        Wanted::Password => {
            "No mails leave this server. Whoever runs it can give you a link by which you choose a \
             new password: it holds for a day."
        }
    };
    view! {
        <header class="stack tight">
            <PageHeading title="Ask for help">"Ask whoever runs this server"</PageHeading>
            <p>{help}</p>
        </header>
        <p><a class="back" href=log_in>"Back to sign in"</a></p>
    }
    .into_any()
}
