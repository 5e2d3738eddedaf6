use gather_wire::{OpenedMail, OutboxMail};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api, browser,
    components::{
        ActButton, Changes, Dialog, Doing, Icon, Look, Refusal, Shape, dynamic, focus_heading,
        unique_id,
    },
    words::{self, Reader},
};

/// Shows what a mail says that did not leave, to be passed on. That somebody opened it is remembered.
#[component]
pub fn MailDialog(
    /// The mail.
    mail: Memo<OutboxMail>,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let title = move || mail.with(|mail| words::mail_about(&mail.template));
    view! {
        <Dialog open title=Signal::derive(title)><Opening mail open /></Dialog>
    }
    .into_any()
}

#[component]
fn Opening(mail: Memo<OutboxMail>, open: RwSignal<bool>) -> impl IntoView {
    let (changes, reading, passing) = (Changes::find(), Doing::new(), Doing::new());
    let id = mail.with_untracked(|mail| mail.id);
    let opened = RwSignal::new(None::<OpenedMail>);
    reading.run(async move { api::open_mail(id).await }, move |mail| {
        opened.try_set(Some(mail));
    });
    let pass_on = move |()| {
        passing.run(async move { api::pass_mail_on(id).await }, move |_| {
            open.try_set(false);
            changes.say("Noted: it was passed on. What it said is erased.");
            request_animation_frame(focus_heading);
        });
    };
    let busy = Signal::derive(move || passing.is_pending());
    view! {
        <Show when=move || reading.is_pending()><p role="status">"Opening…"</p></Show>
        {dynamic(move || opened.get().map(|mail| view! { <Letter mail /> }))}
        <Refusal doing=reading reader=Signal::stored(Reader::Host) />
        <Refusal doing=passing reader=Signal::stored(Reader::Host) />
        <div class="row">
            <ActButton look=Look::Primary busy act=pass_on>"I passed it on"</ActButton>
            <button type="button" class="button" on:click=move |_| open.set(false)>"Close"</button>
        </div>
    }
    .into_any()
}

/// A mail as it reads, to be copied.
#[component]
fn Letter(mail: OpenedMail) -> impl IntoView {
    let OpenedMail { mail, subject, text } = mail;
    let copied = RwSignal::new(None);
    let whole = StoredValue::new(format!("{subject}\n\n{}", text.0));
    let copy = move |()| {
        spawn_local(async move {
            copied.try_set(Some(browser::copy(&whole.get_value()).await));
        });
    };
    let said = move || match copied.get() {
        Some(true) => Some("Copied"),
        Some(false) => Some("Not copied: select the text below"),
        None => None,
    };
    let heading = unique_id("letter");
    let labelled_by = heading.clone();
    view! {
        <p>
            "For "<strong class="address">{mail.to}</strong>
            ", and nobody else: a link in it is a key. That you opened it is remembered."
        </p>
        <div class="row">
            <ActButton act=copy><Icon shape=Shape::Copy />"Copy the mail"</ActButton>
            <span class="copied" role="status">{dynamic(said)}</span>
        </div>
        <section class="stack tight" aria-labelledby=labelled_by>
            <h3 id=heading>{subject}</h3>
            <p class="note address">{text.0}</p>
        </section>
    }
    .into_any()
}
