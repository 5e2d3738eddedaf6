use gather_wire::{Action, EditPublication, Event, Hosts, Publication, Visibility};
use leptos::prelude::*;

use super::create::may;
use crate::{
    api, browser,
    components::{
        ActButton, Changes, Dialog, Doing, Form, Look, Refusal, SelectField, ShareLink, TextArea,
        dynamic, said_in,
    },
    words::{self, Reader},
};

/// The heading, where whoever changed something goes on.
const HEADING: &str = "public";

/// A gathering's public page, as those who run it change it.
#[derive(Clone, Copy)]
struct Shown {
    hosts: RwSignal<Hosts>,
    changes: Changes,
}

impl Shown {
    fn may(self, action: Action) -> bool {
        self.hosts.with(|hosts| may(hosts, action))
    }

    fn event_id(self) -> uuid::Uuid {
        self.hosts.with_untracked(|hosts| hosts.event.id)
    }

    /// Shows what a change led to, and says what it was.
    fn take(self, hosts: Hosts, said: &'static str) {
        self.hosts.try_set(hosts);
        self.changes.say(said);
        request_animation_frame(|| browser::focus(HEADING));
    }
}

/// Whether strangers know of the gathering, who decides that, and whether it takes place.
#[component]
pub fn PublicPage(
    /// Who runs it.
    hosts: RwSignal<Hosts>,
) -> impl IntoView {
    let shown = Shown { hosts, changes: Changes::find() };
    let publication = Memo::new(move |_| hosts.with(|hosts| hosts.publication.clone()));
    let event = Memo::new(move |_| hosts.with(|hosts| hosts.event.clone()));
    let is_open = Memo::new(move |_| publication.with(words::is_open_to_all));
    let decides = Memo::new(move |_| shown.may(Action::ChangeVisibility));
    let state = move || publication.with(|it| words::publicity(it, decides.get()));
    let address = move || publication.with(|it| it.public_url.clone());
    view! {
        <section class="card" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">"Public page"</h2>
            <p>
                <strong>{dynamic(move || state().0)}</strong>" "{dynamic(move || state().1)}
            </p>
            <Show when=move || is_open.get()><Address publication event /></Show>
            <div class="row">
                <Show when=move || shown.may(Action::PublishEvent)>
                    <Publish shown publication decides />
                </Show>
                <a class="button" data-kind="quiet" href=address rel="external">
                    {dynamic(move || if is_open.get() { "Open the page" } else { "See how it would look" })}
                </a>
            </div>
            {dynamic(move || if decides.get() {
                let publication = publication.get();
                view! { <Terms shown publication /> }.into_any()
            } else {
                view! {
                    <p class="soft small">
                        {dynamic(move || publication.with(words::inviting))}
                    </p>
                }
                .into_any()
            })}
            <Fate shown event />
        </section>
    }
    .into_any()
}

/// The page's address, to be handed out.
#[component]
fn Address(publication: Memo<Publication>, event: Memo<Event>) -> impl IntoView {
    let url = Signal::derive(move || {
        publication.with(|it| format!("{}{}", browser::origin(), it.public_url))
    });
    let title = Signal::derive(move || event.with(|event| event.name.clone()));
    let message = Signal::derive(move || format!("{}: {}", title.get(), url.get()));
    view! {
        <p class="address small">{url}</p>
        <ShareLink url message title />
    }
    .into_any()
}

/// Publishes the gathering, or takes it back.
#[component]
fn Publish(shown: Shown, publication: Memo<Publication>, decides: Memo<bool>) -> impl IntoView {
    let doing = Doing::new();
    let is_published = move || publication.with(|it| it.is_published);
    // Whoever decides means everybody; others cannot say so.
    let opens = move || decides.get() && publication.with(|it| !words::is_open_to_all(it));
    let act = move |()| {
        let (event_id, opens, is_published) =
            (shown.event_id(), untrack(opens), untrack(is_published));
        let change = EditPublication {
            is_published: Some(opens || !is_published),
            visibility: opens.then_some(Visibility::Public),
            cohosts_can_invite: None,
        };
        let call = async move { api::edit_publication(event_id, &change).await };
        doing.run(call, move |hosts: Hosts| {
            let said =
                match (words::is_open_to_all(&hosts.publication), hosts.publication.is_published) {
                    (true, _) => "It is published: everybody can find it.",
                    (false, true) => "It is published, for those who are invited.",
                    (false, false) => "It is not public any more.",
                };
            shown.take(hosts, said);
        });
    };
    let says = move || match (opens(), is_published()) {
        (true, _) => "Publish for everybody",
        (false, true) => "Stop publishing",
        (false, false) => "Publish",
    };
    let look = Signal::derive(
        move || {
            if opens() || !is_published() { Look::Primary } else { Look::Plain }
        },
    );
    view! {
        <ActButton look busy=Signal::derive(move || doing.is_pending()) act>{dynamic(says)}</ActButton>
        <Refusal doing reader=Signal::stored(Reader::Host) says=words::hosting_failure />
    }
    .into_any()
}

/// What the primary host alone decides.
#[component]
fn Terms(shown: Shown, publication: Publication) -> impl IntoView {
    let doing = Doing::new();
    let is_public = publication.visibility == Visibility::Public;
    let visibility = RwSignal::new(if is_public { "public".to_owned() } else { String::new() });
    let cohosts = RwSignal::new(publication.cohosts_can_invite);
    let send = move |()| {
        let event_id = shown.event_id();
        let visibility = match visibility.get_untracked().as_str() {
            "public" => Visibility::Public,
            _ => Visibility::InviteOnly,
        };
        let change = EditPublication {
            is_published: None,
            visibility: Some(visibility),
            cohosts_can_invite: Some(cohosts.get_untracked()),
        };
        let call = async move { api::edit_publication(event_id, &change).await };
        doing.run(call, move |hosts| shown.take(hosts, "Saved."));
    };
    let options = vec![("public".to_owned(), "Everybody".to_owned())];
    view! {
        <details class="more">
            <summary>"Who may see it, and who may invite"</summary>
            <Form
                doing
                labels=&[("/visibility", "Who may see the page")]
                submit="Save"
                says=words::hosting_failure
                send
            >
                <SelectField
                    label="Who may see the page once it is published"
                    none="Only those who run it"
                    options
                    value=visibility
                />
                <label class="check">
                    <input type="checkbox" bind:checked=cohosts />
                    "Co-hosts may invite others to run it"
                </label>
            </Form>
        </details>
    }
    .into_any()
}

/// Cancels the gathering, or restores it.
#[component]
fn Fate(shown: Shown, event: Memo<Event>) -> impl IntoView {
    let (cancelling, restoring) = (RwSignal::new(false), RwSignal::new(false));
    let is_cancelled = Memo::new(move |_| event.with(|event| event.cancelled_at.is_some()));
    view! {
        <div class="row">
            <Show when=move || !is_cancelled.get() && shown.may(Action::CancelEvent)>
                <ActButton act=move |()| cancelling.set(true)>"Cancel the gathering"</ActButton>
            </Show>
            <Show when=move || is_cancelled.get() && shown.may(Action::RestoreEvent)>
                <ActButton act=move |()| restoring.set(true)>"Restore the gathering"</ActButton>
            </Show>
        </div>
        <CancelDialog shown event open=cancelling />
        <RestoreDialog shown event open=restoring />
    }
    .into_any()
}

/// Asks before a gathering is cancelled, and says what that means.
#[component]
fn CancelDialog(shown: Shown, event: Memo<Event>, open: RwSignal<bool>) -> impl IntoView {
    let title = move || event.with(|event| format!("Cancel {}?", event.name));
    view! {
        <Dialog open title=Signal::derive(title)><CancelForm shown open /></Dialog>
    }
    .into_any()
}

#[component]
fn CancelForm(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    let (doing, reason) = (Doing::new(), RwSignal::new(String::new()));
    let send = move |()| {
        let event_id = shown.event_id();
        let why = said_in(reason);
        doing.run(async move { api::cancel_event(event_id, why).await }, move |hosts| {
            open.try_set(false);
            shown.take(hosts, "The gathering is cancelled.");
        });
    };
    let wrong = doing.wrong("/reason");
    view! {
        <p>
            "Everybody who opens their link, or its public page, reads that it does not take place. \
             Nothing is deleted, and you can restore it."
        </p>
        <p>"Nobody is told by mail: tell those yourself who have to know soon."</p>
        <Form
            doing
            labels=&[("/reason", "Why")]
            submit="Cancel the gathering"
            look=Look::Danger
            says=words::hosting_failure
            send
        >
            <TextArea label="Why, for the history (optional)" value=reason error=wrong max_length=500 />
        </Form>
        <div class="row">
            <button type="button" class="button" on:click=move |_| open.set(false)>"Keep it"</button>
        </div>
    }
    .into_any()
}

/// Asks before a gathering is restored.
#[component]
fn RestoreDialog(shown: Shown, event: Memo<Event>, open: RwSignal<bool>) -> impl IntoView {
    let doing = Doing::new();
    let title = move || event.with(|event| format!("Restore {}?", event.name));
    let act = move |()| {
        let event_id = shown.event_id();
        doing.run(async move { api::restore_event(event_id).await }, move |hosts| {
            open.try_set(false);
            shown.take(hosts, "It takes place after all.");
        });
    };
    view! {
        <Dialog open title=Signal::derive(title)>
            <p>"It takes place after all. It is as public as it was, and open invites work again."</p>
            <Refusal doing reader=Signal::stored(Reader::Host) says=words::hosting_failure />
            <div class="row">
                <ActButton look=Look::Primary busy=Signal::derive(move || doing.is_pending()) act>
                    {dynamic(move || if doing.is_pending() { "One moment…" } else { "Restore" })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Not now"</button>
            </div>
        </Dialog>
    }
    .into_any()
}
