use gather_wire::{HostRole, InvitePreview, InvitedEvent, ProblemCode};
use leptos::prelude::*;

use super::page::Visit;
use crate::{
    api::ApiError,
    browser,
    components::PageHeading,
    time,
    words::{self, Reader},
};

/// What somebody is invited to: the gathering, by whom, as what, and until when that holds.
#[component]
pub fn InviteHead(
    /// The invite.
    preview: InvitePreview,
    /// The gathering.
    event: InvitedEvent,
) -> impl IntoView {
    let InvitePreview { role, inviter_name, note, restricted, email_hint, .. } = preview;
    let is_primary =
        role == HostRole::Host && words::offer(role, preview.outcome_if_accepted) == "the host";
    let until = time::moment(browser::wall_clock(preview.expires_at));
    let offer = words::offer(role, preview.outcome_if_accepted);
    let whose = match (restricted, email_hint) {
        (true, Some(hint)) => format!("For {hint} alone, until {until}."),
        _ => format!("It can be accepted once, until {until}."),
    };
    view! {
        <header class="stack tight">
            <p class="soft">"You are invited to run"</p>
            <PageHeading title="Invite">{event.name}</PageHeading>
            <p class="soft">{time::range(event.starts_on, event.ends_on)}</p>
        </header>
        <section class="card" aria-label="The invite">
            <p class="lead">
                <strong>{inviter_name}</strong>" invites you to be "<strong>{offer}</strong>"."
            </p>
            <p>{words::allows(role, is_primary)}</p>
            {note.map(|note| view! { <p class="note">{note}</p> })}
            <p class="soft small">{whose}</p>
        </section>
    }
    .into_any()
}

/// It was not accepted, for a reason that passes.
#[component]
pub fn Asked(
    /// Who visits.
    visit: Visit,
    /// Why not.
    error: ApiError,
) -> impl IntoView {
    view! {
        <div class="notice" data-tone="danger" role="alert">
            <p>"The invite was not accepted yet. "{words::failure(&error, &Reader::Host)}</p>
        </div>
        {can_help(&error).then(|| view! {
            <div class="row">
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    on:click=move |_| visit.accept()
                >
                    "Try again"
                </button>
            </div>
        })}
    }
    .into_any()
}

/// Whether it helps to try again at once.
pub fn can_help(error: &ApiError) -> bool {
    matches!(
        error.code(),
        None | Some(ProblemCode::Unavailable | ProblemCode::RequestTimeout | ProblemCode::Internal)
    )
}
