use gather_wire::{MailStatus, OutboxMail};
use leptos::prelude::*;

use super::mail_dialog::MailDialog;
use crate::{
    api, browser,
    components::{ActButton, Changes, Doing, Look, Refusal, dynamic, focus_heading},
    time,
    words::{self, Reader},
};

/// A mail: what it is about, how it fares, and what can be done about it.
#[component]
pub fn MailRow(
    /// The mail.
    mail: Memo<OutboxMail>,
) -> impl IntoView {
    let (changes, doing) = (Changes::find(), Doing::new());
    let open = RwSignal::new(false);
    let id = mail.with_untracked(|mail| mail.id);
    let about = move || mail.with(|mail| words::mail_about(&mail.template));
    let chip = Memo::new(move |_| mail.with(|mail| words::mail_chip(mail.status)));
    let to = move || {
        mail.with(|mail| match mail.to.as_str() {
            "" => "to nobody".to_owned(),
            to => format!("to {to}"),
        })
    };
    let facts = move || {
        let since = |at| time::since(browser::wall_clock(at), browser::now());
        mail.with(|mail| words::mail_facts(mail, since))
    };
    let is_open = Memo::new(move |_| {
        mail.with(|mail| matches!(mail.status, MailStatus::Held | MailStatus::Failed))
    });
    let retry = move |()| {
        doing.run(async move { api::retry_mail(id).await }, move |_| {
            changes.say("It is on its way again.");
            request_animation_frame(focus_heading);
        });
    };
    let of = move || {
        view! { <span class="visually-hidden">": "{dynamic(about)}" "{dynamic(to)}</span> }
    };
    view! {
        <li class="plan-row stack tight">
            <p class="row person-name">
                <strong>{dynamic(about)}</strong>
                <span class="chip push" data-tone=move || chip.get().1>{move || chip.get().0}</span>
            </p>
            <p class="address">{dynamic(to)}</p>
            <p class="small soft">{dynamic(facts)}</p>
            <Show when=move || is_open.get()>
                <div class="row acts">
                    <ActButton act=move |()| open.set(true)>"Open"{of()}</ActButton>
                    <Show when=move || mail.with(|mail| mail.status == MailStatus::Failed)>
                        <ActButton
                            look=Look::Quiet
                            busy=Signal::derive(move || doing.is_pending())
                            act=retry
                        >
                            "Try again"{of()}
                        </ActButton>
                    </Show>
                </div>
            </Show>
            <Refusal doing reader=Signal::stored(Reader::Host) />
            <MailDialog mail open />
        </li>
    }
    .into_any()
}
