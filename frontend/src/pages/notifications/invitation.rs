use gather_wire::Invitation;
use leptos::prelude::*;

use crate::{
    api, browser,
    components::{
        ActButton, Changes, Doing, Look, Refusal, TextArea, dynamic, focus_heading, said_in,
        unique_id,
    },
    session::SignedIn,
    time,
    words::{self, Reader},
};

/// One invitation: to what, by whom, as what; and the two answers.
#[component]
pub fn InvitationCard(
    /// The invitation.
    invitation: Memo<Invitation>,
) -> impl IntoView {
    let accepting = Doing::new();
    let declining = RwSignal::new(false);
    let id = invitation.with_untracked(|it| it.id);
    let heading = unique_id("invitation");
    let labelled_by = heading.clone();
    let name = move || dynamic(move || invitation.with(|it| it.event.name.clone()));
    let dates = move || invitation.with(|it| time::range(it.event.starts_on, it.event.ends_on));
    let offer = move || invitation.with(|it| words::invited_as(it.role, it.makes_primary));
    let allows = move || invitation.with(|it| words::allows(it.role, it.makes_primary));
    let inviter = move || {
        invitation.with(|it| it.inviter_name.clone().unwrap_or_else(|| "Somebody".to_owned()))
    };
    let facts = move || {
        invitation.with(|it| {
            let since = time::since(browser::wall_clock(it.invited_at), browser::now());
            let until = time::moment(browser::wall_clock(it.expires_at));
            format!("Sent {since} · waits until {until}")
        })
    };
    let accept = move |()| {
        accepting.run(api::accept_invitation(id), |accepted| browser::go_to(&accepted.manage_url));
    };
    // What cannot be accepted any more cannot be declined either.
    let is_over =
        Memo::new(move |_| accepting.error().and_then(|it| it.code()).is_some_and(words::is_over));
    view! {
        <article class="card" aria-labelledby=labelled_by>
            <div class="stack tight">
                <h2 id=heading class="gathering-name">{name()}</h2>
                <p class="soft small">{dates}</p>
            </div>
            <p>
                <strong>{dynamic(inviter)}</strong>" invites you to be "
                <strong>{dynamic(offer)}</strong>". "{dynamic(allows)}
            </p>
            {dynamic(move || invitation.with(|it| it.message.clone()).map(|message| view! {
                <p class="note">{message}</p>
            }))}
            <p class="soft small">{facts}</p>
            <Refusal
                doing=accepting
                reader=Signal::stored(Reader::Host)
                says=words::answering_failure
            />
            <Show
                when=move || !is_over.get()
                fallback=move || view! { <Instead doing=accepting /> }
            >
                <Show
                    when=move || !declining.get()
                    fallback=move || view! { <Declining invitation declining /> }
                >
                    <div class="row">
                        <ActButton
                            look=Look::Primary
                            busy=Signal::derive(move || accepting.is_pending())
                            act=accept
                        >
                            {dynamic(move || {
                                if accepting.is_pending() { "One moment…" } else { "Accept" }
                            })}
                            <span class="visually-hidden">": "{name()}</span>
                        </ActButton>
                        <ActButton act=move |()| declining.set(true)>
                            "Decline…"<span class="visually-hidden">": "{name()}</span>
                        </ActButton>
                    </div>
                </Show>
            </Show>
        </article>
    }
    .into_any()
}

/// What to do where there is nothing to answer any more.
#[component]
fn Instead(doing: Doing) -> impl IntoView {
    let (changes, who) = (Changes::find(), SignedIn::find());
    let event_id = doing.error().and_then(|error| error.event_id());
    let put_away = move |()| {
        who.ask_what_waits();
        changes.refresh();
        request_animation_frame(focus_heading);
    };
    view! {
        <div class="row">
            {event_id.map(|id| view! {
                <a class="button" data-kind="primary" href=format!("/events/{id}")>"To the gathering"</a>
            })}
            <ActButton act=put_away>"Put it away"</ActButton>
        </div>
    }
    .into_any()
}

/// Says no, and perhaps why. It opens in place: nothing here covers what it is about.
#[component]
fn Declining(invitation: Memo<Invitation>, declining: RwSignal<bool>) -> impl IntoView {
    let (changes, who, doing) = (Changes::find(), SignedIn::find(), Doing::new());
    let reason = RwSignal::new(String::new());
    let heading = unique_id("decline");
    let labelled_by = heading.clone();
    let focus = heading.clone();
    request_animation_frame(move || browser::focus(&focus));
    let inviter = invitation.with_untracked(|it| it.inviter_name.clone());
    let told = inviter.clone().map(|name| format!("{name} is told."));
    let send = move |()| {
        let id = invitation.with_untracked(|it| it.id);
        let call = api::decline_invitation(id, said_in(reason));
        let told = inviter.clone();
        doing.run(call, move |()| {
            who.ask_what_waits();
            changes.say(match told {
                Some(name) => format!("You declined. {name} is told."),
                None => "You declined.".to_owned(),
            });
            request_animation_frame(focus_heading);
        });
    };
    let wrong = doing.wrong("/reason");
    let is_over =
        Memo::new(move |_| doing.error().and_then(|it| it.code()).is_some_and(words::is_over));
    view! {
        <section class="give" aria-labelledby=labelled_by>
            <h3 id=heading tabindex="-1">"Decline the invitation?"</h3>
            {told.map(|told| view! { <p class="soft">{told}</p> })}
            <TextArea label="Why (optional)" value=reason error=wrong max_length=500 />
            <Refusal doing reader=Signal::stored(Reader::Host) says=words::answering_failure />
            <Show when=move || !is_over.get() fallback=move || view! { <Instead doing /> }>
                <div class="row">
                    <ActButton
                        look=Look::Danger
                        busy=Signal::derive(move || doing.is_pending())
                        act=send.clone()
                    >
                        {dynamic(move || if doing.is_pending() { "One moment…" } else { "Decline" })}
                    </ActButton>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| declining.set(false)
                    >
                        "Cancel"
                    </button>
                </div>
            </Show>
        </section>
    }
    .into_any()
}
