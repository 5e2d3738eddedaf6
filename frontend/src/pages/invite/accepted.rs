use gather_wire::InviteAccepted;
use leptos::prelude::*;

use crate::{components::PageHeading, words};

/// It is theirs: which role, what that allows, and the way there.
#[component]
pub fn AcceptedInvite(
    /// What became of it.
    accepted: InviteAccepted,
) -> impl IntoView {
    let InviteAccepted { event_title, role, is_primary, upgraded, manage_url, .. } = accepted;
    let (heading, role_name) = words::became(&event_title, role, is_primary, upgraded);
    let go_on = if is_primary { "Start planning" } else { "To the gathering" };
    view! {
        <header class="stack tight">
            <PageHeading title="Invite accepted">{heading}</PageHeading>
        </header>
        <section class="card" aria-label="What you are to it">
            <p role="status"><strong>{role_name}</strong>" "{words::allows(role, is_primary)}</p>
            <div class="row">
                <a class="button" data-kind="primary" data-size="wide" href=manage_url>{go_on}</a>
            </div>
        </section>
    }
    .into_any()
}
