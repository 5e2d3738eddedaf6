use gather_wire::{Notification, Page};
use leptos::prelude::*;
use uuid::Uuid;

use super::{choice::Choice, row::NotificationRow, tidy::Tidy, waiting::InvitationsWait};
use crate::{
    api,
    components::{
        ActButton, Changes, Doing, Loaded, Loading, PageHeading, Refusal, Reload, Rows,
        SelectField, dynamic, entry,
    },
    pages::{
        hosts::{A_PAGE, first_pages},
        skeleton::skeleton,
    },
    session::SignedIn,
    words::{self, Reader},
};

/// What the list is narrowed to, and how much of it is shown.
#[derive(Clone, Copy)]
struct Asked {
    kind: RwSignal<String>,
    /// `unread`, or empty for all.
    which: RwSignal<String>,
    pages: RwSignal<usize>,
}

impl Asked {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        let this = Self { kind: empty(), which: empty(), pages: RwSignal::new(1) };
        // Another question begins with its first page.
        Effect::new(move |before: Option<()>| {
            this.kind.track();
            this.which.track();
            if before.is_some() {
                this.pages.set(1);
            }
        });
        this
    }

    fn is_narrow(self) -> bool {
        !self.kind.read().is_empty() || !self.which.read().is_empty()
    }
}

/// `/notifications`: what somebody is told, the latest first.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let reload = Reload::find();
    let asked = Asked::new();
    let from = Loading::new(move || {
        reload.track();
        let kind = Some(asked.kind.get()).filter(|kind| !kind.is_empty());
        let (unread, pages) = (!asked.which.read().is_empty(), asked.pages.get());
        async move {
            first_pages(pages, |cursor| {
                let kind = kind.clone();
                async move {
                    api::notifications(kind.as_deref(), unread, A_PAGE, cursor.as_deref()).await
                }
            })
            .await
        }
    });
    let page = move |told| view! { <Centre told asked /> }.into_any();
    view! { <Loaded from skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn Centre(told: RwSignal<Page<Notification>>, asked: Asked) -> impl IntoView {
    let choice = Choice::new();
    let shown = Memo::new(move |_| {
        told.with(|told| told.items.iter().map(|one| one.id).collect::<Vec<_>>())
    });
    let chosen = Memo::new(move |_| shown.with(|shown| choice.among(shown)));
    let is_empty = Memo::new(move |_| shown.with(Vec::is_empty));
    let is_narrow = Memo::new(move |_| asked.is_narrow());
    let ids = Callback::new(move |()| shown.get());
    let row = Callback::new(move |id: Uuid| {
        let find = move || told.with(|told| told.items.iter().find(|one| one.id == id).cloned());
        entry(find).map(|told| view! { <NotificationRow told choice /> }).into_any()
    });
    let more = move || told.with(|told| told.next_cursor.is_some());
    view! {
        <div class="page">
            <header class="stack tight">
                <p class="small"><a class="back" href="/events">"← My gatherings"</a></p>
                <PageHeading title="Notifications">"Notifications"</PageHeading>
            </header>
            <InvitationsWait />
            <Show when=move || !is_empty.get() || is_narrow.get()>
                <div class="columns filters" role="search">
                    <SelectField
                        label="Which"
                        none="All"
                        options=vec![("unread".to_owned(), "Only new ones".to_owned())]
                        value=asked.which
                    />
                    <SelectField
                        label="About what"
                        none="Anything"
                        options=words::notification_kinds()
                        value=asked.kind
                    />
                </div>
                <Unread />
            </Show>
            <p class="visually-hidden" role="status">
                {dynamic(move || {
                    words::say_count(shown.with(Vec::len) as u64, "notification", "notifications")
                })}
                " shown"
            </p>
            <Show when=move || is_empty.get()>
                <p class="card empty">
                    {dynamic(move || if is_narrow.get() {
                        "None of your notifications is like that."
                    } else {
                        "Nothing yet. You are told here when somebody invites you, answers an \
                         invite of yours, or changes who runs a gathering with you."
                    })}
                </p>
            </Show>
            <Show when=move || !is_empty.get()>
                <Tidy choice chosen />
                <ul class="card told-list"><Rows ids row /></ul>
            </Show>
            <Show when=more>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| asked.pages.update(|pages| *pages += 1)
                >
                    "Show more"
                </button>
            </Show>
            <p class="soft small"><a class="back" href="/invitations">"My invitations"</a></p>
            <p class="soft small">
                <a class="back" href="/account/mails">"Choose which of them come by mail, too"</a>
            </p>
        </div>
    }
    .into_any()
}

/// How many are new, and the way to have read them all.
#[component]
fn Unread() -> impl IntoView {
    let (changes, who, doing) = (Changes::find(), SignedIn::find(), Doing::new());
    let unread = Memo::new(move |_| who.waits().map_or(0, |badge| badge.unread));
    let mark = move |()| {
        doing.run(api::mark_read(None), move |done| {
            who.ask_what_waits();
            changes.say(words::say_notifications(done.changed, "marked as read"));
        });
    };
    view! {
        <Show when=move || { unread.get() > 0 }>
            <div class="row">
                <p>
                    {dynamic(move || {
                        let count = u64::try_from(unread.get()).unwrap_or_default();
                        format!("{count} new")
                    })}
                </p>
                <ActButton busy=Signal::derive(move || doing.is_pending()) act=mark>
                    "Mark all as read"
                </ActButton>
            </div>
        </Show>
        <Refusal doing reader=Signal::stored(Reader::Host) />
    }
    .into_any()
}
