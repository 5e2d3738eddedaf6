use gather_wire::{InvitePreview, ProblemCode};
use leptos::prelude::*;
use uuid::Uuid;

use super::{asked::can_help, page::Visit};
use crate::{
    api::{self, ApiError},
    components::{ActButton, Doing, Look, PageHeading, Refusal, dynamic},
    link::Fault,
    session::SignedIn,
    words::{self, InviteEnd, KnownInvite, Reader},
};

/// An address without an invite.
#[component]
pub fn NoInvite(
    /// What is the matter with it.
    fault: Fault,
) -> impl IntoView {
    let who = SignedIn::find();
    let signed_in = Memo::new(move |_| who.account().is_some());
    dynamic(move || {
        let end = words::invite_fault(&fault, signed_in.get());
        view! { <End end /> }.into_any()
    })
    .into_any()
}

/// Why an invite is of no use, and where to go instead.
#[component]
fn End(end: InviteEnd) -> impl IntoView {
    let InviteEnd { title, text, about, rather, aside } = end;
    view! {
        <header class="stack tight">
            <PageHeading title="Link">{title}</PageHeading>
            <p role="alert">{text}</p>
        </header>
        {about.map(|event| view! {
            <p class="soft">"You were invited to run "<strong>{event}</strong>"."</p>
        })}
        {rather.map(|(says, address)| view! {
            <div class="row">
                <a class="button" data-kind="primary" href=address>{says}</a>
            </div>
        })}
        {aside.map(|(says, address)| view! {
            <p class="small"><a class="back" href=address>{says}</a></p>
        })}
    }
    .into_any()
}

/// An invite of which nothing is told: there is none, or the server could not be asked.
#[component]
pub fn ClosedInvite(
    /// Who visits.
    visit: Visit,
    /// Why.
    error: ApiError,
) -> impl IntoView {
    let known = visit.known();
    if let Some(end) = error.code().and_then(|code| words::closed_invite(code, &known)) {
        return view! { <End end /> }.into_any();
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
    let inviter = preview.inviter_name;
    let known = KnownInvite { signed_in: preview.viewer.signed_in, event_id, ..visit.known() };
    let end = words::closed_invite(code, &known).unwrap_or_else(|| words::unusable_invite(&known));
    let asks = code == ProblemCode::InviteExpired;
    view! {
        <End end />
        {asks.then(|| view! { <AskForAnother visit inviter /> })}
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
pub fn DeclinedInvite(
    /// Who visits.
    visit: Visit,
) -> impl IntoView {
    view! {
        <header class="stack tight">
            <PageHeading title="Invite">"You declined, thank you"</PageHeading>
            <p role="status">{words::told_of_declining(&visit.known())}</p>
        </header>
        <div class="row">
            <a class="button" href="/events">"My gatherings"</a>
        </div>
    }
    .into_any()
}
