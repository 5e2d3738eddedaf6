use gather_wire::{AccountAddress, ByMail, InvitePreview, SecretText};
use leptos::prelude::*;

use super::page::Visit;
use crate::{
    api, browser,
    components::{ActButton, Doing, Look, Refusal, dynamic},
    session::SignedIn,
    way_back::{self, DECLINING, WayBack},
    words::{self, Reader},
};

/// The way back to this invite.
fn back_to(visit: Visit, suffix: &str) -> Option<WayBack> {
    visit.link.with_value(|link| WayBack::to_invite(link, suffix))
}

/// For whoever is not signed in: both ways in, and back here.
#[component]
pub fn SignIn(
    /// Who visits.
    visit: Visit,
    /// The invite.
    preview: InvitePreview,
) -> impl IntoView {
    let back = back_to(visit, "");
    let (log_in, sign_up) =
        (way_back::past("/login", back.as_ref()), way_back::past("/signup", back.as_ref()));
    let say_no = way_back::past("/login", back_to(visit, DECLINING).as_ref());
    let which = if preview.restricted {
        "Use the address that the invite came to. You come back here by yourself."
    } else {
        "It takes a minute, and you come back here by yourself."
    };
    view! {
        <section class="card" aria-labelledby="accept">
            <h2 id="accept">"To accept, say who you are"</h2>
            <p class="soft">{which}</p>
            <div class="row">
                <a class="button" data-kind="primary" href=sign_up>"Create account"</a>
                <a class="button" href=log_in>"Sign in"</a>
            </div>
        </section>
        <p class="soft small">
            "You would rather not? Then there is nothing to do: the invite ends by itself."
        </p>
        {preview.restricted.then(|| view! {
            <p>
                "Or tell "{preview.inviter_name}": "
                <a class="back" href=say_no>"sign in to decline"</a>
            </p>
        })}
    }
    .into_any()
}

/// For whoever is signed in with an address that the invite is not for.
#[component]
pub fn SwitchAccount(
    /// Who visits.
    visit: Visit,
    /// The invite.
    preview: InvitePreview,
) -> impl IntoView {
    let doing = Doing::new();
    let log_in = StoredValue::new(way_back::past("/login", back_to(visit, "").as_ref()));
    let switch = move |()| {
        doing.run(api::log_out(), move |()| SignedIn::leave_for(&log_in.get_value()));
    };
    let hint = preview.email_hint.unwrap_or_else(|| "another address".to_owned());
    let own = move || {
        visit
            .who
            .account()
            .map(|account| view! { <strong class="address">{account.email}</strong> }.into_any())
    };
    view! {
        <section class="card" aria-labelledby="other">
            <h2 id="other">"This invite is for another address"</h2>
            <p role="alert">
                "It is for "<strong class="address">{hint}</strong>", and you are signed in as "
                {dynamic(own)}"."
            </p>
            <p class="soft">
                "Is that yours, too? Sign in with it, or make an account for it. If not, ask "
                {preview.inviter_name}" for an invite to the address that you use."
            </p>
            <div class="row">
                <ActButton
                    look=Look::Primary
                    busy=Signal::derive(move || doing.is_pending())
                    act=switch
                >
                    "Switch account"
                </ActButton>
                <a class="button" data-kind="quiet" href="/events">"My gatherings"</a>
            </div>
            <Refusal doing reader=Signal::stored(Reader::Host) />
        </section>
    }
    .into_any()
}

/// For whoever has not shown yet that mails reach them at the address that the invite is for.
#[component]
pub fn ConfirmAddress(
    /// Who visits.
    visit: Visit,
) -> impl IntoView {
    let doing = Doing::new();
    let answer = RwSignal::new(None::<ByMail>);
    let email = Memo::new(move |_| visit.who.account().map(|account| account.email));
    let send = move |()| {
        let Some(email) = email.get_untracked() else {
            visit.who.ask_if_unknown();
            return;
        };
        // The link in the mail leads back here, on whatever device.
        let redirect = back_to(visit, "").map(|back| SecretText(back.as_str().to_owned()));
        let body = AccountAddress { email, redirect };
        doing.run(async move { api::resend_confirmation(&body).await }, move |by_mail| {
            answer.try_set(Some(by_mail));
        });
    };
    let said = move || {
        answer.get().map(|by_mail| {
            if by_mail.mail_works {
                "A link is on its way. Open it, and you come back here."
            } else {
                "No mails leave this server. Whoever runs it can confirm your address."
            }
        })
    };
    view! {
        <section class="card" aria-labelledby="confirm">
            <h2 id="confirm">"Confirm your address first"</h2>
            <p role="alert">
                "The invite is for "
                <strong class="address">
                    {dynamic(move || email.get().unwrap_or_else(|| "your address".to_owned()))}
                </strong>
                ". Show that mails reach you there: open the link that we sent when you signed up."
            </p>
            <div class="row">
                <ActButton
                    look=Look::Primary
                    busy=Signal::derive(move || doing.is_pending())
                    act=send
                >
                    "Send the confirmation again"
                </ActButton>
                <button
                    type="button"
                    class="button"
                    data-kind="quiet"
                    on:click=move |_| browser::reload()
                >
                    "I have confirmed it"
                </button>
            </div>
            <p class="said" role="status">{dynamic(said)}</p>
            <Refusal doing reader=Signal::stored(Reader::Host) says=words::mailing_failure />
        </section>
    }
    .into_any()
}
