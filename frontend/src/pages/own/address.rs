use gather_wire::{Account, AccountAddress, ByMail, ChangeEmail, SecretText};
use leptos::prelude::*;

use crate::{
    api, browser,
    components::{ActButton, Doing, Form, PasswordField, Refusal, TextField, dynamic},
    words::{self, Reader},
};

/// The id of the heading above it.
pub const ADDRESS: &str = "address";

/// The first field of the form for another one.
const FIRST_FIELD: &str = "section[aria-labelledby=address] form input:not([hidden])";

/// A new address was asked for, and this was the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    email: String,
    mail_works: bool,
}

/// One's address: whether it is confirmed, and the way to another one.
#[component]
pub fn Address(account: RwSignal<Account>) -> impl IntoView {
    let email = Memo::new(move |_| account.with(|account| account.email.clone()));
    let is_verified = Memo::new(move |_| account.with(|account| account.email_verified));
    let open = RwSignal::new(false);
    let asked = RwSignal::new(None::<Asked>);
    // Once the account has it, all is said.
    let waiting =
        move || asked.get().filter(|asked| !asked.email.eq_ignore_ascii_case(&email.read()));
    view! {
        <p class="row">
            <strong class="address">{move || email.get()}</strong>
            {dynamic(move || if is_verified.get() {
                view! { <span class="chip" data-tone="good">"confirmed"</span> }
            } else {
                view! { <span class="chip" data-tone="warn">"not confirmed"</span> }
            })}
        </p>
        <Show when=move || !is_verified.get()><Unconfirmed email /></Show>
        <div class="said" role="status">
            {dynamic(move || waiting().map(|asked| view! { <Waiting asked email /> }))}
        </div>
        <Show
            when=move || open.get()
            fallback=move || view! {
                <div class="row">
                    <ActButton act=move |()| {
                        open.set(true);
                        request_animation_frame(|| browser::focus_first(FIRST_FIELD));
                    }>
                        "Change address"
                    </ActButton>
                </div>
            }
        >
            <ChangeForm email open asked />
        </Show>
    }
    .into_any()
}

/// Nobody has shown yet that mails reach them there.
#[component]
fn Unconfirmed(email: Memo<String>) -> impl IntoView {
    let doing = Doing::new();
    let answer = RwSignal::new(None::<ByMail>);
    let send = move |()| {
        let body = AccountAddress { email: email.get_untracked(), redirect: None };
        doing.run(async move { api::resend_confirmation(&body).await }, move |by_mail| {
            answer.try_set(Some(by_mail));
        });
    };
    let said = move || {
        answer.get().map(|by_mail| {
            if by_mail.mail_works {
                "A link is on its way. It works once, for two days, and only the newest one."
            } else {
                "No mails leave this server. Whoever runs it can confirm your address."
            }
        })
    };
    view! {
        <p class="soft">"Show that mails reach you there: open the link that we send."</p>
        <div class="row">
            <ActButton busy=Signal::derive(move || doing.is_pending()) act=send>
                "Send the link"
            </ActButton>
        </div>
        <p class="said" role="status">{dynamic(said)}</p>
        <Refusal doing reader=Signal::stored(Reader::Host) says=words::mailing_failure />
    }
    .into_any()
}

/// The new address is asked for, and the old one still holds.
#[component]
fn Waiting(asked: Asked, email: Memo<String>) -> impl IntoView {
    let new = view! { <strong class="address">{asked.email}</strong> };
    let old = view! { <strong class="address">{move || email.get()}</strong> };
    let said = if asked.mail_works {
        view! {
            <p>
                "We sent a link to "{new}". Open it there and enter your password; it works once, \
                 for two days. Until then "{old}" holds."
            </p>
        }
        .into_any()
    } else {
        view! {
            <p>
                "No mails leave this server: the link for "{new}" lies with whoever runs it. Ask \
                 them for it. Until you have used it "{old}" holds."
            </p>
        }
        .into_any()
    };
    view! { <div class="notice">{said}</div> }.into_any()
}

#[component]
fn ChangeForm(
    email: Memo<String>,
    open: RwSignal<bool>,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let doing = Doing::new();
    let (new, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |()| {
        let body = ChangeEmail {
            email: new.get_untracked(),
            current_password: SecretText(password.get_untracked()),
        };
        let to = body.email.trim().to_owned();
        doing.run(async move { api::change_email(&body).await }, move |by_mail: ByMail| {
            asked.try_set(Some(Asked { email: to, mail_works: by_mail.mail_works }));
            close(open);
        });
    };
    view! {
        <Form
            doing
            labels=&[("/email", "New address"), ("/current_password", "Your password")]
            submit="Send the link"
            cancel=Callback::new(move |()| close(open))
            says=words::address_failure
            send
        >
            <input type="text" autocomplete="username" hidden readonly prop:value=email />
            <TextField
                label="New address"
                hint="A link goes there. Until it is opened, the old address holds."
                value=new
                error=doing.wrong("/email")
                kind="email"
                input_mode="email"
                autocomplete="email"
                required=true
                max_length=254
            />
            <PasswordField
                label="Your password"
                value=password
                error=doing.wrong("/current_password")
                autocomplete="current-password"
            />
        </Form>
    }
    .into_any()
}

/// Closes the form. What had the focus goes with it, so the heading takes it.
fn close(open: RwSignal<bool>) {
    open.try_set(false);
    request_animation_frame(|| browser::focus_in_place(ADDRESS));
}
