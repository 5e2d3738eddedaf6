use gather_wire::{OutboxMail, Page};
use leptos::prelude::*;
use uuid::Uuid;

use super::{for_admins::ForAdmins, mail_row::MailRow};
use crate::{
    api,
    components::{Loaded, Loading, PageHeading, Reload, SelectField, entry},
    pages::{
        hosts::{A_PAGE, Narrowed, NarrowedRows, first_pages},
        skeleton::wide_skeleton,
    },
    words,
};

/// `/admin/outbox`: mails on their way, and those that did not leave.
#[component]
pub fn MailsPage() -> impl IntoView {
    let page = Callback::new(|()| view! { <Listing /> }.into_any());
    view! { <ForAdmins page /> }.into_any()
}

#[component]
fn Listing() -> impl IntoView {
    let reload = Reload::find();
    let narrowed = Narrowed::from_address("status");
    let from = Loading::new(move || {
        reload.track();
        let (status, _, pages) = narrowed.wanted();
        async move {
            first_pages(pages, |cursor| {
                let status = status.clone();
                async move { api::mails(status.as_deref(), A_PAGE, cursor.as_deref()).await }
            })
            .await
        }
    });
    let page = move |mails| view! { <List mails narrowed /> }.into_any();
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn List(mails: RwSignal<Page<OutboxMail>>, narrowed: Narrowed) -> impl IntoView {
    let ids =
        Callback::new(move |()| mails.with(|all| all.items.iter().map(|one| one.id).collect()));
    let row = Callback::new(move |id: Uuid| {
        let find = move || mails.with(|all| all.items.iter().find(|one| one.id == id).cloned());
        entry(find).map(|mail| view! { <MailRow mail /> }).into_any()
    });
    let statuses = ["held", "failed", "queued", "sent", "cancelled", "suppressed"]
        .map(|wire| (wire.to_owned(), words::mail_status_name(wire).to_owned()));
    let more = Signal::derive(move || mails.with(|all| all.next_cursor.is_some()));
    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="Mails">"Mails"</PageHeading>
                <p class="soft">
                    "Mails that failed can be tried again. Where no mail leaves this server, open \
                     each, hand it to whom it is for, and note that you did."
                </p>
            </header>
            <div class="columns filters" role="search">
                <SelectField
                    label="How they fare"
                    none="Failed or to pass on"
                    options=statuses.into()
                    value=narrowed.chosen
                />
            </div>
            <div class="card">
                <NarrowedRows
                    narrowed
                    ids
                    row
                    more
                    called=("mail", "mails")
                    none_like_that="No mail fares so."
                    none_at_all="Every mail has left. There is nothing to be done."
                />
            </div>
        </div>
    }
    .into_any()
}
