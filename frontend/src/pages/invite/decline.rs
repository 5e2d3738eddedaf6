use leptos::prelude::*;

use super::page::Visit;
use crate::{
    api, browser,
    components::{ActButton, Doing, Look, Refusal, TextArea, dynamic, said_in, unique_id},
    words::{self, Reader},
};

/// Says no, and perhaps why. It opens in place: nothing here covers what it is about.
#[component]
pub fn Decline(
    /// Who visits.
    visit: Visit,
    /// Who invited them.
    inviter: String,
    /// Whether they came to decline; then it is open, and they may still accept.
    #[prop(optional)]
    asked: bool,
) -> impl IntoView {
    let doing = Doing::new();
    let open = RwSignal::new(asked);
    let reason = RwSignal::new(String::new());
    let id = unique_id("decline");
    let labelled_by = id.clone();
    let error = doing.wrong("/reason");
    let send = move |()| {
        let (link, why) = (visit.link.get_value(), said_in(reason));
        let call = async move { api::decline_invite(&link, why).await };
        // Whatever was decided meanwhile is shown instead.
        doing.run_or(
            call,
            move |()| visit.note_declined(),
            move |error| {
                if error.code().is_some_and(words::closes_invite) {
                    visit.look_again();
                }
            },
        );
    };
    let inviter = StoredValue::new(inviter);
    let stay = move |_| if asked { visit.accept() } else { open.set(false) };
    let heading = id.clone();
    view! {
        <Show
            when=move || open.get()
            fallback=move || {
                let heading = heading.clone();
                view! {
                    <div class="row">
                        <ActButton
                            look=Look::Quiet
                            act=move |()| {
                                open.set(true);
                                let heading = heading.clone();
                                request_animation_frame(move || browser::focus(&heading));
                            }
                        >
                            "Decline the invite"
                        </ActButton>
                    </div>
                }
            }
        >
            <section class="card" aria-labelledby=labelled_by.clone()>
                <h2 id=id.clone() tabindex="-1">"Decline the invite?"</h2>
                <p class="soft">{inviter.get_value()}" is told, and the link ends."</p>
                <TextArea label="Why (optional)" value=reason error max_length=500 />
                <Refusal doing reader=Signal::stored(Reader::Host) />
                <div class="row">
                    <ActButton
                        look=Look::Danger
                        busy=Signal::derive(move || doing.is_pending())
                        act=send
                    >
                        {dynamic(move || if doing.is_pending() { "One moment…" } else { "Decline" })}
                    </ActButton>
                    <button type="button" class="button" on:click=stay>
                        {if asked { "Accept instead" } else { "Cancel" }}
                    </button>
                </div>
            </section>
        </Show>
    }
    .into_any()
}
