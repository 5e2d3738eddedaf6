use gather_wire::{Invite, InviteStep};
use leptos::prelude::*;

use crate::{
    api, browser,
    components::{Loading, Phase, Reload, dynamic},
    time,
    words::{self, Reader},
};

/// What happened to an invite, oldest first.
#[component]
pub fn Timeline(
    /// The invite.
    invite: Memo<Invite>,
) -> impl IntoView {
    let reload = Reload::find();
    let ids = invite.with_untracked(|invite| (invite.event_id, invite.id));
    let from = Loading::new(move || {
        reload.track();
        async move { Ok(api::invite(ids).await?.timeline) }
    });
    view! {
        <div class="unfolded">
            {dynamic(move || match from.phase() {
                Phase::Waiting => {
                    view! { <p class="soft" role="status">"Loading…"</p> }.into_any()
                }
                Phase::Failed(error) => view! {
                    <p class="notice" data-tone="danger" role="alert">
                        {words::failure(&error, &Reader::Host)}
                    </p>
                }
                .into_any(),
                Phase::There { .. } => {
                    let steps = from.value().map(|steps| steps.get()).unwrap_or_default();
                    view! { <ol class="history">{steps.iter().map(step).collect_view()}</ol> }
                        .into_any()
                }
            })}
        </div>
    }
    .into_any()
}

fn step(step: &InviteStep) -> impl IntoView + use<> {
    let when = time::since(browser::wall_clock(step.at), browser::now());
    view! {
        <li class="entry">
            <time class="small soft" datetime=time::machine(step.at)>{when}</time>
            <p>{words::invite_step(step)}"."</p>
        </li>
    }
}
