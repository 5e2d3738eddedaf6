use gather_wire::{InvitePreview, ProblemCode};
use leptos::prelude::*;
use uuid::Uuid;

use super::{asked::can_help, page::Visit};
use crate::{
    api::{self, ApiError},
    components::{ActButton, Doing, Look, PageHeading, Refusal, dynamic},
    link::Fault,
    pages::own::DeadHeading,
    words::{self, Reader},
};

/// An address without an invite.
#[component]
pub fn NoInvite(
    /// What is the matter with it.
    fault: Fault,
) -> impl IntoView {
    view! { <DeadHeading dead=words::invite_fault(&fault) /> }.into_any()
}

/// An invite of which nothing is told: there is none, or the server could not be asked.
#[component]
pub fn ClosedInvite(
    /// Who visits.
    visit: Visit,
    /// Why.
    error: ApiError,
) -> impl IntoView {
    let signed_in = visit.who.account().is_some();
    if let Some(dead) = error.code().and_then(|code| words::closed_invite(code, signed_in)) {
        return view! { <DeadHeading dead /> }.into_any();
    }
    view! {
        <header class="stack tight">
            <PageHeading title="Not loaded">"The invite could not be read"</PageHeading>
            <p role="alert">{words::failure(&error, &Reader::Host)}</p>
        </header>
        {can_help(&error).then(|| view! {
            <div class="row">
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    on:click=move |_| visit.look_again()
                >
                    "Try again"
                </button>
            </div>
        })}
    }
    .into_any()
}

/// An invite that cannot be accepted, and what to do instead.
#[component]
pub fn NotAccepted(
    /// Who visits.
    visit: Visit,
    /// The invite.
    preview: InvitePreview,
    /// Why not.
    code: ProblemCode,
    /// The gathering, where they run it.
    event_id: Option<Uuid>,
) -> impl IntoView {
    let signed_in = preview.viewer.signed_in;
    let mut dead = words::closed_invite(code, signed_in).unwrap_or(words::DeadLink {
        title: "You cannot accept this invite",
        text: "Ask whoever sent it to you.",
        rather: Some(("My gatherings", "/events".to_owned())),
    });
    if let Some(event_id) = event_id {
        dead.rather = Some(("To the gathering", format!("/events/{event_id}")));
    }
    let asks = code == ProblemCode::InviteExpired;
    view! {
        <DeadHeading dead />
        <p class="soft">
            "It came from "{preview.inviter_name.clone()}
            {preview.event.map(|event| view! { ", for "<strong>{event.name}</strong> })}"."
        </p>
        {asks.then(|| view! { <AskForAnother visit inviter=preview.inviter_name /> })}
    }
    .into_any()
}

/// Has whoever made the invite told that somebody would like another one.
#[component]
fn AskForAnother(visit: Visit, inviter: String) -> impl IntoView {
    let doing = Doing::new();
    let asked = RwSignal::new(false);
    let ask = move |()| {
        let link = visit.link.get_value();
        doing.run(async move { api::request_new_invite(&link).await }, move |()| {
            asked.try_set(true);
        });
    };
    let inviter = StoredValue::new(inviter);
    view! {
        <Show when=move || !asked.get()>
            <div class="row">
                <ActButton
                    look=Look::Primary
                    busy=Signal::derive(move || doing.is_pending())
                    act=ask
                >
                    "Ask for a new link"
                </ActButton>
            </div>
        </Show>
        <div class="said" role="status">
            {dynamic(move || asked.get().then(|| view! {
                <p class="notice">
                    {inviter.get_value()}" is told that you would like a new link. It comes from them."
                </p>
            }))}
        </div>
        <Refusal doing reader=Signal::stored(Reader::Host) says=words::asking_failure />
    }
    .into_any()
}

/// They said no.
#[component]
pub fn DeclinedInvite() -> impl IntoView {
    view! {
        <header class="stack tight">
            <PageHeading title="Invite">"You declined, thank you"</PageHeading>
            <p role="status">"Whoever invited you is told. The link does not work any more."</p>
        </header>
        <div class="row">
            <a class="button" href="/events">"My gatherings"</a>
        </div>
    }
    .into_any()
}
